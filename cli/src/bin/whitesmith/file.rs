//! Plans the change of a single file, so that it is written together with crates or not at all.

use std::path::Path;

use whitesmith_build::OutputFolder;
use whitesmith_build::output::{Change, Plan, PlannedFile};

/// The plan for a file in `root`. If the file is a symbolic link, its target is changed.
pub(crate) fn plan(root: &Path, shown: &str, old: Option<Vec<u8>>, new: String) -> Plan {
    let path = root.join(shown);
    let real = path.canonicalize().unwrap_or_else(|_| path.clone());
    let parts =
        |path: &Path| Some((path.parent()?.to_owned(), path.file_name()?.to_str()?.to_owned()));
    let (folder, name) = parts(&real)
        .or_else(|| parts(&path))
        .unwrap_or_else(|| (root.to_owned(), shown.to_owned()));
    let change = match old {
        Some(old) => Change::Changed { old, new },
        None => Change::New(new),
    };
    let shown_folder = shown.rsplit_once('/').map_or(".", |(folder, _)| folder);
    Plan {
        out: OutputFolder::new(folder, shown_folder),
        files: vec![PlannedFile { path: name, change }],
        foreign: Vec::new(),
    }
}
