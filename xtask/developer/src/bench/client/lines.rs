//! Counts the lines of Rust of generated crates, including blank lines and comments.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::row::{Figure, Row};
use super::service::Service;
use super::workspace::Workspace;

/// Compares the official crate, which always has all operations, with ours and, if AWS's model is
/// there, with all operations of ours.
pub(super) fn rows(service: &Service, root: &Path, workspace: &Workspace) -> Result<Vec<Row>> {
    let theirs = Figure::Count(of_folder(&official(service, workspace)?)?);
    let ours = Figure::Count(of_folder(&service.our_sources(root, workspace))?);
    let title = match service.operations.len() {
        0 => "lines of generated code: all operations".to_owned(),
        1 => "lines of generated code: one operation".to_owned(),
        several => format!("lines of generated code: {several} operations"),
    };
    let mut rows = vec![Row::new(title, ours).theirs(theirs)];
    if !service.operations.is_empty() && root.join(service.model).is_file() {
        let files = service.files(root, None, &[])?;
        let sources = files.iter().filter(|(path, _)| is_rust(Path::new(path)));
        let ours = Figure::Count(sources.map(|(_, text)| of_text(text)).sum());
        rows.push(Row::new("lines of generated code: all operations", ours).theirs(theirs));
    }
    Ok(rows)
}

/// The folder in which Cargo keeps the sources of the official crate.
fn official(service: &Service, workspace: &Workspace) -> Result<PathBuf> {
    let output = workspace
        .cargo("metadata")
        .args(["--format-version", "1"])
        .output()
        .context("cannot run cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .context("cannot parse the output of cargo metadata")?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let named =
        |package: &&Value| package.get("name").and_then(Value::as_str) == Some(service.official);
    let manifest = packages.clone().find(named).and_then(|package| package.get("manifest_path"));
    match manifest.and_then(Value::as_str) {
        Some(manifest) => Ok(Path::new(manifest).with_file_name("src")),
        None => bail!("cargo metadata does not name {}", service.official),
    }
}

/// The lines of all Rust files in a folder and its subfolders.
fn of_folder(folder: &Path) -> Result<u64> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut lines = 0;
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.is_dir() {
            lines += of_folder(&path)?;
        } else if is_rust(&path) {
            let text = fs::read_to_string(&path);
            lines += of_text(&text.with_context(|| format!("cannot read {}", path.display()))?);
        }
    }
    Ok(lines)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn of_text(text: &str) -> u64 {
    text.lines().map(|_| 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_rust_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("types")).unwrap();
        fs::write(folder.path().join("lib.rs"), "//! A crate.\n\nmod types;\n").unwrap();
        fs::write(folder.path().join("types/error.rs"), "struct A;").unwrap();
        fs::write(folder.path().join("notes.txt"), "a\nb\n").unwrap();
        assert_eq!(of_folder(folder.path()).unwrap(), 4);
    }
}
