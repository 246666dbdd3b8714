//! In: the files of a crate and the folder they belong in. Out: what would happen to each file, and
//! which files of others are in the way. Reads the disk, changes nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use whitesmith::Files;

use super::{is_generated, orphans};
use crate::job::OutputFolder;
use crate::paths;

/// The longest name of a file that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// What happens to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not there yet.
    New(String),
    /// It is there with other contents.
    Changed {
        /// What the disk holds.
        old: Vec<u8>,
        /// What it will hold.
        new: String,
    },
    /// It is there as it should be.
    Unchanged,
    /// The generator made it once, and would not make it now.
    Orphan(Vec<u8>),
}

/// One file of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// The path in the output folder, with `/` between folders.
    pub path: String,
    /// What happens to it.
    pub change: Change,
}

/// What generating a crate would do to a folder.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The folder.
    pub out: OutputFolder,
    /// Its files, by path; only those that concern the generator.
    pub files: Vec<PlannedFile>,
    /// The paths of files that would be overwritten and that the generator did not write.
    pub foreign: Vec<String>,
}

impl Plan {
    /// Compares the files with the disk.
    ///
    /// # Errors
    ///
    /// The disk cannot be read, or a path of the plan is no place for a file.
    pub fn new(out: &OutputFolder, files: Files) -> Result<Self> {
        let mut plan = Self { out: out.clone(), files: Vec::new(), foreign: Vec::new() };
        if out.path.exists() && !out.path.is_dir() {
            bail!("{} is a file\n  help: name a folder for the crate", out.shown);
        }
        let expected: BTreeSet<String> = files.keys().cloned().collect();
        for (path, new) in files {
            check_path(&path)?;
            refuse_links(out, &path)?;
            let change = match existing(out, &path)? {
                None => Change::New(new),
                Some(old) if old == new.as_bytes() => Change::Unchanged,
                Some(old) => {
                    if !is_generated(&old) {
                        plan.foreign.push(path.clone());
                    }
                    Change::Changed { old, new }
                }
            };
            plan.files.push(PlannedFile { path, change });
        }
        for (path, old) in orphans::find(out, &expected)? {
            plan.files.push(PlannedFile { path, change: Change::Orphan(old) });
        }
        plan.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(plan)
    }

    /// Whether the disk is as it should be.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.files.iter().all(|file| file.change == Change::Unchanged)
    }

    /// Refuses to overwrite what the generator did not write.
    ///
    /// # Errors
    ///
    /// There is such a file.
    pub fn refuse_foreign(&self) -> Result<()> {
        let [first, ..] = self.foreign.as_slice() else { return Ok(()) };
        let others = match self.foreign.len() - 1 {
            0 => String::new(),
            1 => " (and one more file there)".to_owned(),
            count => format!(" (and {count} more files there)"),
        };
        bail!(
            "{}{others} was not made by whitesmith, and would be overwritten; nothing was written\n  \
             help: move it away, or choose another folder; whitesmith's own files say who made \
             them in their first line",
            self.out.shown_file(first),
        )
    }

    /// Where a file of the plan is on the disk.
    #[must_use]
    pub fn target(&self, file: &PlannedFile) -> PathBuf {
        self.out.path.join(&file.path)
    }
}

/// Refuses a path that could leave the output folder on any system, or that no disk takes.
fn check_path(path: &str) -> Result<()> {
    let is_plain = |part: &str| {
        let parts_ways = |c: char| matches!(c, '\\' | ':') || c.is_control();
        !matches!(part, "" | "." | "..") && !part.contains(parts_ways)
    };
    if let Some(long) = path.split('/').find(|part| part.len() > LONGEST_NAME) {
        bail!(
            "a file would have the name {long}, which is {} bytes long, and disks take \
             {LONGEST_NAME}; nothing was written\n  help: give the operation a shorter name in \
             the model, or select the others",
            long.len()
        );
    }
    if path.split('/').all(is_plain) {
        return Ok(());
    }
    bail!(
        "the generator made a file with the path {path:?}, which could leave the output folder; \
         nothing was written\n  help: this is a bug of whitesmith, please report it"
    )
}

/// Refuses to write through symbolic links: they may lead out of the folder.
fn refuse_links(out: &OutputFolder, path: &str) -> Result<()> {
    let mut place = out.path.clone();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let Ok(metadata) = place.symlink_metadata() else { return Ok(()) };
        let shown =
            || paths::below(&place, &out.path).map_or_else(String::new, |p| out.shown_file(&p));
        if metadata.is_symlink() {
            bail!(
                "{} is a symbolic link, and whitesmith does not write through links\n  \
                 help: remove the link, or choose another folder",
                shown()
            );
        }
        let is_last = parts.peek().is_none();
        if metadata.is_dir() == is_last {
            let (found, wanted) = if is_last { ("folder", "file") } else { ("file", "folder") };
            bail!(
                "{} is a {found}, where a {wanted} has to be\n  help: move it away, or choose \
                 another folder",
                shown()
            );
        }
    }
    Ok(())
}

fn existing(out: &OutputFolder, path: &str) -> Result<Option<Vec<u8>>> {
    match std::fs::read(out.path.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", out.shown_file(path))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "// Made by whitesmith\n";

    fn folder_with(files: &[(&str, &str)]) -> (tempfile::TempDir, OutputFolder) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let out = OutputFolder::new(folder.path().to_owned(), "out");
        (folder, out)
    }

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn each_kind_of_change() {
        let (_folder, out) = folder_with(&[
            ("Cargo.toml", "same"),
            ("src/lib.rs", "// Made by whitesmith\nold"),
            ("src/gone.rs", OURS),
            ("src/deep/er/gone.rs", OURS),
            ("src/mine.rs", "// Made by hand"),
            ("notes.rs", OURS),
        ]);
        let generated = [("Cargo.toml", "same"), ("src/lib.rs", OURS), ("src/new.rs", OURS)];
        let plan = Plan::new(&out, files(&generated)).unwrap();
        let kinds: Vec<(&str, &str)> = plan
            .files
            .iter()
            .map(|file| {
                let kind = match file.change {
                    Change::New(_) => "new",
                    Change::Changed { .. } => "changed",
                    Change::Unchanged => "unchanged",
                    Change::Orphan(_) => "orphan",
                };
                (file.path.as_str(), kind)
            })
            .collect();
        assert_eq!(
            kinds,
            [
                ("Cargo.toml", "unchanged"),
                ("src/deep/er/gone.rs", "orphan"),
                ("src/gone.rs", "orphan"),
                ("src/lib.rs", "changed"),
                ("src/new.rs", "new"),
            ]
        );
        assert!(plan.refuse_foreign().is_ok());
    }

    #[test]
    fn files_of_others_are_refused() {
        let (_folder, out) =
            folder_with(&[("Cargo.toml", "[package]"), ("src/lib.rs", "fn precious() {}")]);
        let plan = Plan::new(&out, files(&[("Cargo.toml", ""), ("src/lib.rs", OURS)])).unwrap();
        insta::assert_snapshot!(plan.refuse_foreign().unwrap_err(), @"
        out/Cargo.toml (and one more file there) was not made by whitesmith, and would be overwritten; nothing was written
          help: move it away, or choose another folder; whitesmith's own files say who made them in their first line
        ");
    }

    #[test]
    fn paths_that_could_leave_the_folder() {
        let escaping = [
            "../x.rs",
            "src/../../x.rs",
            "/etc/passwd",
            "src//x.rs",
            "",
            "src/",
            "./x.rs",
            "src\\x.rs",
            "C:/x.rs",
            "src/x\0.rs",
            "src/x\n.rs",
        ];
        for path in escaping {
            let (_folder, out) = folder_with(&[]);
            let error = Plan::new(&out, files(&[(path, OURS)])).unwrap_err().to_string();
            assert!(error.contains(&format!("{path:?}, which could leave")), "{error}");
        }
        let error = check_path(&format!("src/{}.rs", "x".repeat(253))).unwrap_err().to_string();
        assert!(error.contains(".rs, which is 256 bytes long, and disks take 255;"), "{error}");
        for path in ["Cargo.toml", "src/operation/update_account.rs", "src/..x.rs"] {
            assert!(check_path(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn things_in_the_way() {
        let (folder, out) = folder_with(&[("src/types", "a file")]);
        let error = Plan::new(&out, files(&[("src/types/error.rs", OURS)])).unwrap_err();
        insta::assert_snapshot!(error, @"
        out/src/types is a file, where a folder has to be
          help: move it away, or choose another folder
        ");
        std::fs::create_dir(folder.path().join("src/lib.rs")).unwrap();
        let error = Plan::new(&out, files(&[("src/lib.rs", OURS)])).unwrap_err();
        insta::assert_snapshot!(error, @"
        out/src/lib.rs is a folder, where a file has to be
          help: move it away, or choose another folder
        ");
        let file = OutputFolder::new(folder.path().join("src/types"), "a-file");
        insta::assert_snapshot!(Plan::new(&file, Files::new()).unwrap_err(), @"
        a-file is a file
          help: name a folder for the crate
        ");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (elsewhere, _) = folder_with(&[("old.rs", OURS)]);
        let (folder, out) = folder_with(&[("src/lib.rs", OURS)]);
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("src/types")).unwrap();
        let plan = Plan::new(&out, files(&[("src/lib.rs", OURS)])).unwrap();
        assert!(plan.is_up_to_date(), "nothing behind the link is an orphan: {plan:?}");
        let error = Plan::new(&out, files(&[("src/types/new.rs", OURS)])).unwrap_err();
        insta::assert_snapshot!(error, @"
        out/src/types is a symbolic link, and whitesmith does not write through links
          help: remove the link, or choose another folder
        ");
    }
}
