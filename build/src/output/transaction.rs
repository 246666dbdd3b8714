//! In: steps that change the disk. Out: the steps done, or everything as it was before the first.
//!
//! Every step notes how to undo itself. Nothing that is replaced or removed is lost before the end:
//! it waits beside its place under another name, so that putting it back needs no room on the disk.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The two steps that a full or failing disk refuses; a test can put a failing one in their place.
pub trait Disk {
    /// Makes a file that does not exist yet.
    fn create(&self, path: &Path, text: &str) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
    }

    /// Gives a file another name in the same folder, in place of what has that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
}

enum Undo {
    RemoveFolder(PathBuf),
    RemoveFile(PathBuf),
    PutBack { aside: PathBuf, target: PathBuf },
}

/// A file that is written and waits to take its place.
pub(super) struct Staged {
    waiting: PathBuf,
    target: PathBuf,
}

/// Something that could not be cleared away or put back.
#[derive(Debug)]
pub struct Stuck {
    /// Where it is now.
    pub path: PathBuf,
    /// Where it belongs, if it does.
    pub belongs_at: Option<PathBuf>,
    /// Why it is there.
    pub cause: io::Error,
}

/// Changes that happen together or not at all.
pub(super) struct Transaction<'disk> {
    disk: &'disk dyn Disk,
    undo: Vec<Undo>,
    spare_names: usize,
}

impl<'disk> Transaction<'disk> {
    pub(super) fn new(disk: &'disk dyn Disk) -> Self {
        Self { disk, undo: Vec::new(), spare_names: 0 }
    }

    /// Writes a file beside its place.
    pub(super) fn stage(&mut self, target: &Path, text: &str) -> io::Result<Staged> {
        if let Some(folder) = target.parent() {
            self.make_folder(folder)?;
        }
        let waiting = self.spare_name(target, "new")?;
        self.undo.push(Undo::RemoveFile(waiting.clone()));
        self.disk.create(&waiting, text)?;
        Ok(Staged { waiting, target: target.to_owned() })
    }

    /// Moves a staged file to its place.
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

    /// Takes a file away.
    pub(super) fn remove(&mut self, target: &Path) -> io::Result<()> {
        self.set_aside(target, false)
    }

    /// Ends the transaction: what was replaced or removed is now gone for good.
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

    /// Undoes everything, last step first, and goes on past what cannot be undone.
    pub(super) fn roll_back(self) -> Vec<Stuck> {
        let mut stuck = Vec::new();
        for undo in self.undo.into_iter().rev() {
            let (result, path, belongs_at) = match undo {
                Undo::RemoveFolder(path) => (fs::remove_dir(&path), path, None),
                Undo::RemoveFile(path) => (remove_if_there(&path), path, None),
                Undo::PutBack { aside, target } => {
                    // If both are names of one file, a rename leaves both.
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

    /// Keeps a file under another name. With `stays`, the file also keeps its own name, where the
    /// file system allows two, so that its place is never empty.
    fn set_aside(&mut self, target: &Path, stays: bool) -> io::Result<()> {
        let aside = self.spare_name(target, "old")?;
        if !(stays && fs::hard_link(target, &aside).is_ok()) {
            self.disk.rename(target, &aside)?;
        }
        self.undo.push(Undo::PutBack { aside, target: target.to_owned() });
        Ok(())
    }

    /// A name in the same folder that is free: what an interrupted run left there goes. The name
    /// is short, since the file's own name may be as long as the disk allows.
    fn spare_name(&mut self, target: &Path, kind: &str) -> io::Result<PathBuf> {
        self.spare_names += 1;
        let name = target.with_file_name(format!(".whitesmith-{}.{kind}", self.spare_names));
        remove_if_there(&name)?;
        Ok(name)
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
