//! Finds the files in an output folder that were generated earlier and would not be generated now.
//!
//! Only regular files under `src` and `tests` that begin with the generator's marker count, and
//! symbolic links are not followed, so that no other file can be mistaken for an orphan.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::is_generated;
use crate::job::OutputFolder;
use crate::paths;

/// The orphans of a folder, with their contents.
pub(super) fn find(
    out: &OutputFolder,
    expected: &BTreeSet<String>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let is_folder =
        |path: &PathBuf| path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let mut folders: Vec<PathBuf> = ["src", "tests"]
        .map(|folder| out.path.join(folder))
        .into_iter()
        .filter(is_folder)
        .collect();
    while let Some(folder) = folders.pop() {
        let (inner, files) = list(&folder)
            .with_context(|| format!("cannot list the folder {}", folder.display()))?;
        folders.extend(inner);
        for file in files {
            let Some(path) = paths::below(&file, &out.path) else { continue };
            if expected.contains(&path) {
                continue;
            }
            if let Some(text) = read_if_generated(&file)
                .with_context(|| format!("cannot read {}", out.shown_file(&path)))?
            {
                found.push((path, text));
            }
        }
    }
    Ok(found)
}

/// The subfolders and the regular files of a folder.
fn list(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // The type of the entry itself: a link is neither a folder nor a regular file.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok((folders, files))
}

fn read_if_generated(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let mut text = Vec::new();
    file.by_ref().take(64).read_to_end(&mut text)?;
    if !is_generated(&text) {
        return Ok(None);
    }
    file.read_to_end(&mut text)?;
    Ok(Some(text))
}
