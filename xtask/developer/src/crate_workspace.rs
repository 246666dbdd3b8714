//! Manages a cargo workspace of emitted crates below `target`, which uses the versions of this
//! repository's Cargo.lock.
//!
//! Files that do not change are not written, so that cargo rebuilds only what changed: an
//! interrupted or failed run continues where it stopped.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use whitesmith::Files;
use whitesmith_build::OutputFolder;
use whitesmith_build::output::{self, Plan};

/// The workspace's build folder. It begins with a dot, so that no crate has its name.
const BUILD: &str = ".build";

/// A workspace of emitted crates.
#[derive(Clone, Debug)]
pub(crate) struct CrateWorkspace {
    /// Absolute and without symbolic links, as in cargo's messages.
    folder: PathBuf,
    /// The path in messages.
    shown: String,
}

impl CrateWorkspace {
    /// The workspace `target/NAME` of the repository at `root`; it is created if it does not exist.
    pub(crate) fn below(root: &Path, name: &str) -> Result<Self> {
        let shown = format!("target/{name}");
        let folder = root.join("target").join(name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot create the folder {shown}"))?;
        let folder = folder.canonicalize().with_context(|| format!("cannot resolve {shown}"))?;
        Ok(Self { folder, shown })
    }

    /// Updates the crate in `folder`.
    pub(crate) fn put(&self, folder: &str, files: Files) -> Result<()> {
        let shown = format!("{}/{folder}", self.shown);
        let plan = Plan::new(&OutputFolder::new(self.folder.join(folder), &shown), files)?;
        plan.refuse_foreign()?;
        output::write(&[plan], &output::RealDisk)?;
        Ok(())
    }

    /// Writes the workspace's manifest with these members, whose crates must exist.
    pub(crate) fn close<'a>(&self, members: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let manifest = self.folder.join("Cargo.toml");
        fs::write(&manifest, manifest_text(members))
            .with_context(|| format!("cannot write {}/Cargo.toml", self.shown))?;
        let lock = whitesmith_build::checkout().join("Cargo.lock");
        fs::copy(&lock, self.folder.join("Cargo.lock"))
            .with_context(|| format!("cannot copy {} to {}", lock.display(), self.shown))?;
        Ok(())
    }

    /// The command `cargo SUBCOMMAND` in the workspace.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = whitesmith_build::cargo();
        command.current_dir(&self.folder).args([subcommand, "--target-dir", BUILD]);
        command
    }

    /// The path of a member's program in a debug build.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.folder.join(BUILD).join("debug").join(file)
    }

    /// The folder of the member with this manifest; `None` if there is none.
    pub(crate) fn member_of<'p>(&self, manifest: &'p Path) -> Option<&'p str> {
        let inner = manifest.strip_prefix(&self.folder).ok()?;
        inner.parent()?.to_str()
    }
}

fn manifest_text<'a>(members: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::from(
        "# Made by whitesmith, again in each run.\n[workspace]\nresolver = \"3\"\nmembers = [\n",
    );
    for member in members {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {member:?},");
    }
    text.push_str("]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_files(text: &str) -> Files {
        Files::from([("src/lib.rs".to_owned(), format!("// Made by whitesmith.\n{text}\n"))])
    }

    #[test]
    fn what_stays_the_same_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
        let file = root.path().join("target/sweep/town/src/lib.rs");
        let written = || fs::metadata(&file).unwrap().modified().unwrap();
        workspace.put("town", crate_files("pub struct Town;")).unwrap();
        let first = written();
        workspace.put("town", crate_files("pub struct Town;")).unwrap();
        assert_eq!(written(), first);
        workspace.put("town", crate_files("pub struct City;")).unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains("City"));
    }

    #[test]
    fn members_are_known_by_their_manifests() {
        let root = tempfile::tempdir().unwrap();
        let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
        workspace.close(["town", "b"]).unwrap();
        let folder = root.path().canonicalize().unwrap().join("target/sweep");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("members = [\n    \"town\",\n    \"b\",\n]\n"), "{manifest}");
        assert!(fs::read_to_string(folder.join("Cargo.lock")).unwrap().contains("[[package]]"));
        assert_eq!(workspace.member_of(&folder.join("town/Cargo.toml")), Some("town"));
        assert_eq!(workspace.member_of(Path::new("/elsewhere/runtime/Cargo.toml")), None);
    }
}
