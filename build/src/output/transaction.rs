//! Changes files on disk in steps that are all carried out, or all undone.
//!
//! Every step records how to undo it. Replaced and removed files are kept under another name in the
//! same folder until the end, so that restoring them needs no disk space.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The two operations that fail on a full or failing disk; tests replace them.
pub trait Disk {
    /// Creates a file, which must not exist.
    fn create(&self, path: &Path, text: &str) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
    }

    /// Renames a file within its folder and replaces the file with the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
}

enum Undo {
    RemoveFolder(PathBuf),
    RemoveFile(PathBuf),
    PutBack { aside: PathBuf, target: PathBuf },
}

/// A file that is written under a temporary name.
pub(super) struct Staged {
    waiting: PathBuf,
    target: PathBuf,
}

/// A file that could not be removed or restored.
#[derive(Debug)]
pub struct Stuck {
    /// The current path.
    pub path: PathBuf,
    /// The path to restore it to; `None` if it should be removed.
    pub belongs_at: Option<PathBuf>,
    /// The reason.
    pub cause: io::Error,
}

/// A set of changes that all happen or all do not.
pub(super) struct Transaction<'disk> {
    disk: &'disk dyn Disk,
    undo: Vec<Undo>,
    spare_names: usize,
}

impl<'disk> Transaction<'disk> {
    pub(super) fn new(disk: &'disk dyn Disk) -> Self {
        Self { disk, undo: Vec::new(), spare_names: 0 }
    }

    /// Writes a file under a temporary name in the folder of its target, with the permissions of a target that
    /// exists.
    pub(super) fn stage(&mut self, target: &Path, text: &str) -> io::Result<Staged> {
        if let Some(folder) = target.parent() {
            self.make_folder(folder)?;
        }
        let waiting = self.spare_name(target, "new");
        remove_if_there(&waiting)?;
        self.undo.push(Undo::RemoveFile(waiting.clone()));
        self.disk.create(&waiting, text)?;
        if let Some(there) = fs::metadata(target).ok().filter(fs::Metadata::is_file) {
            fs::set_permissions(&waiting, there.permissions())?;
        }
        Ok(Staged { waiting, target: target.to_owned() })
    }

    /// Moves a staged file to its target.
    pub(super) fn install(&mut self, staged: &Staged) -> io::Result<()> {
        match staged.target.symlink_metadata() {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) => {
                self.set_aside(&staged.target, true)?;
                self.disk.rename(&staged.waiting, &staged.target)
            }
            Err(_) => {
                self.disk.rename(&staged.waiting, &staged.target)?;
                self.undo.push(Undo::RemoveFile(staged.target.clone()));
                Ok(())
            }
        }
    }

    /// Removes a file. It may be gone: a temporary file of an interrupted run, whose name was used again.
    pub(super) fn remove(&mut self, target: &Path) -> io::Result<()> {
        match self.set_aside(target, false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// Ends the transaction and removes the replaced and removed files for good.
    pub(super) fn finish(self) -> Vec<Stuck> {
        let mut stuck = Vec::new();
        for undo in self.undo {
            let Undo::PutBack { aside, .. } = undo else { continue };
            if let Err(cause) = remove_if_there(&aside) {
                stuck.push(Stuck { path: aside, belongs_at: None, cause });
            }
        }
        stuck
    }

    /// Undoes all steps, the last one first, and continues after steps that cannot be undone.
    pub(super) fn roll_back(self) -> Vec<Stuck> {
        let mut stuck = Vec::new();
        for undo in self.undo.into_iter().rev() {
            let (result, path, belongs_at) = match undo {
                Undo::RemoveFolder(path) => (fs::remove_dir(&path), path, None),
                Undo::RemoveFile(path) => (remove_if_there(&path), path, None),
                Undo::PutBack { aside, target } => {
                    // If both are hard links to one file, `rename` keeps both.
                    let result = fs::rename(&aside, &target).and_then(|()| remove_if_there(&aside));
                    (result, aside, Some(target))
                }
            };
            if let Err(cause) = result {
                stuck.push(Stuck { path, belongs_at, cause });
            }
        }
        stuck
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make_folder(parent)?;
        }
        fs::create_dir(folder)?;
        self.undo.push(Undo::RemoveFolder(folder.to_owned()));
        Ok(())
    }

    /// Keeps a file under another name. With `stays`, it also keeps its own name, if the file
    /// system has hard links, so that the target always exists.
    fn set_aside(&mut self, target: &Path, stays: bool) -> io::Result<()> {
        let aside = self.spare_name(target, "old");
        if !(stays && fs::hard_link(target, &aside).is_ok()) {
            self.disk.rename(target, &aside)?;
        }
        self.undo.push(Undo::PutBack { aside, target: target.to_owned() });
        Ok(())
    }

    /// A name in the same folder that this transaction does not use and that no `.old` file has: one that an
    /// interrupted run left may be the only copy of a file. The name is short, because the file's own name may
    /// have the maximum length.
    fn spare_name(&mut self, target: &Path, kind: &str) -> PathBuf {
        loop {
            self.spare_names += 1;
            let name =
                |kind| target.with_file_name(format!(".whitesmith-{}.{kind}", self.spare_names));
            if name("old").symlink_metadata().is_err() {
                return name(kind);
            }
        }
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
