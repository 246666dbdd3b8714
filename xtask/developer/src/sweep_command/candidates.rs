//! Finds the models in a folder, and gives the crate of each a unique folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// A model to generate a crate from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The name of the file without `.json`.
    pub(super) name: String,
    /// The folder of its crate.
    pub(super) folder: String,
    /// The path of the model.
    pub(super) path: PathBuf,
    /// The size of the model, to estimate the time.
    pub(super) bytes: u64,
}

/// The models of a folder, sorted by name; with `only`, just these.
pub(super) fn find(folder: &Path, only: &[String]) -> Result<Vec<Candidate>> {
    let shown = folder.display();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list the folder {shown}"))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list the folder {shown}"))?.path();
        if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    let mut taken = BTreeSet::new();
    let candidates = found.into_iter().map(|path| candidate(path, &mut taken));
    let mut candidates: Vec<Candidate> = candidates.collect();
    if candidates.is_empty() {
        bail!(
            "there is no model in {shown}\n  help: name a folder with Smithy models in .json files"
        );
    }
    let known = |wanted: &&String| candidates.iter().any(|candidate| candidate.name == **wanted);
    if let Some(unknown) = only.iter().find(|wanted| !known(wanted)) {
        bail!(
            "there is no {unknown}.json in {shown}\n  help: --only takes the name of a model's \
             file, without .json"
        );
    }
    if !only.is_empty() {
        candidates.retain(|candidate| only.contains(&candidate.name));
    }
    Ok(candidates)
}

fn candidate(path: PathBuf, taken: &mut BTreeSet<String>) -> Candidate {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let mut folder: String = name.chars().map(plain).collect();
    // Some file systems are case-insensitive.
    while !taken.insert(folder.to_ascii_lowercase()) {
        folder.push('_');
    }
    // A model whose size is unknown cannot be read either, which is reported later.
    let bytes = fs::metadata(&path).map_or(0, |metadata| metadata.len());
    Candidate { name, folder, path, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            fs::write(folder.path().join(file), "{}").unwrap();
        }
        folder
    }

    #[test]
    fn each_model_gets_a_folder_of_its_own() {
        let folder = folder_with(&["b.A.json", "b_A.json", "a.json", "notes.md", "b*a.json"]);
        fs::create_dir(folder.path().join("c.json")).unwrap();
        let found = find(folder.path(), &[]).unwrap();
        let names: Vec<(&str, &str)> =
            found.iter().map(|found| (found.name.as_str(), found.folder.as_str())).collect();
        assert_eq!(names, [("a", "a"), ("b*a", "b_a"), ("b.A", "b_A_"), ("b_A", "b_A__")]);
        assert_eq!(found[0].bytes, 2);
    }

    #[test]
    fn only_what_was_asked_for() {
        let folder = folder_with(&["a.json", "b.json", "c.json"]);
        let only = ["c".to_owned(), "a".to_owned()];
        let found = find(folder.path(), &only).unwrap();
        assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        let error = find(folder.path(), &["d".to_owned()]).unwrap_err().to_string();
        assert!(error.starts_with("there is no d.json in "), "{error}");
    }

    #[test]
    fn a_folder_without_models() {
        let error = find(folder_with(&["a.smithy"]).path(), &[]).unwrap_err().to_string();
        assert!(error.starts_with("there is no model in "), "{error}");
        assert!(find(Path::new("no/such/folder"), &[]).is_err());
    }
}
