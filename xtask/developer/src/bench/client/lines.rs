//! Counts the lines of Rust of generated crates, including blank lines and comments.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use whitesmith::{Config, Source};

use super::row::{Figure, Row};
use super::workspace::Workspace;

/// AWS's model, which may be beside the workspace.
const MODEL: &str = "../shared/models/chime.json";

/// The official crate.
const OFFICIAL: &str = "aws-sdk-chime";

/// Compares the official crate, which always has all operations, with one operation of ours and, if
/// AWS's model is there, with all operations of ours.
pub(super) fn rows(root: &Path, workspace: &Workspace) -> Result<Vec<Row>> {
    let theirs = Figure::Count(of_folder(&official(workspace)?)?);
    let ours = Figure::Count(of_folder(&root.join("generated/src"))?);
    let mut rows = vec![Row::new("lines of generated code: one operation", ours).theirs(theirs)];
    let model = root.join(MODEL);
    if model.is_file() {
        let text = fs::read_to_string(&model).with_context(|| format!("cannot read {MODEL}"))?;
        let ours = Figure::Count(of_model(&text)?);
        rows.push(Row::new("lines of generated code: all operations", ours).theirs(theirs));
    }
    Ok(rows)
}

fn of_model(text: &str) -> Result<u64> {
    let source = Source { name: MODEL, text };
    let output = whitesmith::generate(&[source], &Config::default())
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let sources = output.files.iter().filter(|(path, _)| is_rust(Path::new(path)));
    Ok(sources.map(|(_, text)| of_text(text)).sum())
}

/// The folder in which Cargo keeps the sources of the official crate.
fn official(workspace: &Workspace) -> Result<PathBuf> {
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
    let named = |package: &&Value| package.get("name").and_then(Value::as_str) == Some(OFFICIAL);
    let manifest = packages.clone().find(named).and_then(|package| package.get("manifest_path"));
    match manifest.and_then(Value::as_str) {
        Some(manifest) => Ok(Path::new(manifest).with_file_name("src")),
        None => bail!("cargo metadata does not name {OFFICIAL}"),
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
