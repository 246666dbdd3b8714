//! In: xtask/developer/bench-client. Out: the same in target/bench-client, as a workspace of its own, and the
//! programs that it builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::bench::cold_build::without_flags_of_the_machine;

/// What manifests are called in the repository, where Cargo should not see them.
const MANIFESTS: [&str; 2] = ["workspace.toml", "manifest.toml"];

/// A workspace with the official SDK in it. Nothing of it is anybody else's dependency.
pub(super) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Makes it anew, but for what was built.
    pub(super) fn lay_out(root: &Path) -> Result<Self> {
        let folder = root.join("target/bench-client");
        copy(&root.join("xtask/developer/bench-client"), &folder)?;
        Ok(Self { folder })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds all programs of a package, alone: it has no features of others, and its programs may
    /// have the names of theirs.
    pub(super) fn build(&self, package: &str) -> Result<()> {
        let mut command = self.cargo("build");
        command.args(["--quiet", "--release", "--package", package, "--target-dir"]);
        command.arg(self.target(package));
        without_flags_of_the_machine(&mut command);
        let status = command.status().context("cannot run cargo build")?;
        if !status.success() {
            bail!("the build of {package} failed; the compiler's message is above");
        }
        Ok(())
    }

    /// A program of a package that was built.
    pub(super) fn program(&self, package: &str, name: &str) -> PathBuf {
        let program = self.target(package).join("release").join(name);
        program.with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// Cargo with a subcommand, ready for more arguments.
    pub(super) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = whitesmith_build::cargo();
        command.current_dir(&self.folder).arg(subcommand);
        command
    }

    fn target(&self, package: &str) -> PathBuf {
        self.folder.join(".build").join(package)
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", from.display()))?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else if MANIFESTS.iter().any(|manifest| name == *manifest) {
            copy_file(&path, &to.join("Cargo.toml"))?;
        } else {
            copy_file(&path, &to.join(name))?;
        }
    }
    Ok(())
}

/// A file that stays the same is not touched, so that Cargo need not build it again.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if fs::read(to).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_get_their_names() {
        let root = tempfile::tempdir().unwrap();
        let from = root.path().join("xtask/developer/bench-client/ours/src");
        fs::create_dir_all(&from).unwrap();
        fs::write(from.join("lib.rs"), "//! Ours.\n").unwrap();
        fs::write(from.join("../manifest.toml"), "[package]\n").unwrap();
        fs::write(from.join("../../workspace.toml"), "[workspace]\n").unwrap();
        let workspace = Workspace::lay_out(root.path()).unwrap();
        let text = |name| fs::read_to_string(workspace.folder().join(name)).unwrap();
        assert_eq!(text("Cargo.toml"), "[workspace]\n");
        assert_eq!(text("ours/Cargo.toml"), "[package]\n");
        assert_eq!(text("ours/src/lib.rs"), "//! Ours.\n");
    }
}
