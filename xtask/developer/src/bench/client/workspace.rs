//! Copies the programs for a service from xtask/developer/bench-client to target/bench-client as a workspace of
//! its own, and builds them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::bench::cold_build::without_flags_of_the_machine;

/// The names of manifests in the repository, which Cargo must not find there.
const MANIFESTS: [&str; 2] = ["workspace.toml", "manifest.toml"];

/// The folder with what the workspaces of all services have.
const SHARED: &str = "shared";

/// A workspace with the official SDK, on which nothing else depends.
pub(super) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Copies the files for a service; build artifacts are kept.
    pub(super) fn lay_out(root: &Path, service: &str) -> Result<Self> {
        let folder = root.join("target/bench-client").join(service);
        let from = root.join("xtask/developer/bench-client");
        copy(&from.join(SHARED), &folder)?;
        copy(&from.join(service), &folder)?;
        Ok(Self { folder })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds all programs of a package separately, because features would be unified and programs
    /// of other packages have the same names.
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

    /// The path of a program that was built.
    pub(super) fn program(&self, package: &str, name: &str) -> PathBuf {
        let program = self.target(package).join("release").join(name);
        program.with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// The command `cargo SUBCOMMAND` in the workspace.
    pub(super) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = whitesmith_build::cargo();
        command.current_dir(&self.folder).arg(subcommand);
        command
    }

    fn target(&self, package: &str) -> PathBuf {
        self.folder.join(".build").join(package)
    }
}

/// Copies a folder recursively.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
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

/// Copies a file if it differs, so that Cargo does not rebuild it otherwise.
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
        let from = root.path().join("xtask/developer/bench-client");
        for (path, text) in [
            ("chime/workspace.toml", "[workspace]\n"),
            ("chime/ours/manifest.toml", "[package]\n"),
            ("chime/ours/src/lib.rs", "//! Ours.\n"),
            ("shared/ours/src/bin/speed.rs", "//! Shared.\n"),
        ] {
            let path = from.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let workspace = Workspace::lay_out(root.path(), "chime").unwrap();
        let text = |name| fs::read_to_string(workspace.folder().join(name)).unwrap();
        assert_eq!(text("Cargo.toml"), "[workspace]\n");
        assert_eq!(text("ours/Cargo.toml"), "[package]\n");
        assert_eq!(text("ours/src/lib.rs"), "//! Ours.\n");
        assert_eq!(text("ours/src/bin/speed.rs"), "//! Shared.\n");
    }
}
