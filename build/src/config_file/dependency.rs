//! Reads the key `runtime` of a crate: the dependencies on the crates of the runtime in the emitted
//! `Cargo.toml`.
//!
//! It is a version requirement or a table with some of the keys of
//! <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html>, and applies to each of the
//! crates. A path is that of the folder with all of them.

use std::path::Path;

use toml::de::{DeTable, DeValue};
use whitesmith::{DependencyValue, RuntimeDependency};

use super::section::{Problems, Section, Value};
use crate::job::OutputFolder;
use crate::{paths, runtime_crate, version_requirement};

/// The keys of a dependency, in the order in which they are written.
const KEYS: [&str; 9] =
    ["workspace", "path", "git", "branch", "tag", "rev", "version", "registry", "registry-index"];

/// Reads the key.
pub(super) fn read(
    value: Value<'_, '_>,
    out: &OutputFolder,
    root: &Path,
    problems: &mut Problems<'_>,
) -> Option<RuntimeDependency> {
    match value.value.get_ref() {
        DeValue::String(_) => {
            let version = version(value, problems)?;
            Some(RuntimeDependency::Version(version))
        }
        DeValue::Table(table) => table_form(value, table, out, root, problems),
        other => {
            let expected = "a version or a table, as in a Cargo.toml,";
            value.wrong(other, expected, "runtime = { path = \"…\" }", problems);
            None
        }
    }
}

fn table_form(
    value: Value<'_, '_>,
    table: &DeTable<'_>,
    out: &OutputFolder,
    root: &Path,
    problems: &mut Problems<'_>,
) -> Option<RuntimeDependency> {
    let section = Section::new(table, value.span(), &KEYS, problems);
    refuse_contradictions(&section, problems);
    let mut keys = Vec::new();
    for key in KEYS {
        let Some(value) = section.get(key) else { continue };
        let read = match key {
            "workspace" => value.flag(problems).map(DependencyValue::Flag),
            "version" => version(value, problems).map(DependencyValue::Text),
            _ => value.text(problems).map(DependencyValue::Text),
        };
        keys.push((key.to_owned(), read?));
    }
    if let Some(path) = section.get("path") {
        check_path(path, out, root, problems);
    }
    Some(match keys.as_slice() {
        [(key, DependencyValue::Text(path))] if key == "path" => {
            RuntimeDependency::Path(path.clone())
        }
        [(key, DependencyValue::Text(version))] if key == "version" => {
            RuntimeDependency::Version(version.clone())
        }
        _ => RuntimeDependency::Table(keys),
    })
}

/// Reports combinations of keys that Cargo would reject, or partly ignore, when the crate is built.
fn refuse_contradictions(section: &Section<'_, '_>, problems: &mut Problems<'_>) {
    let there = |keys: &[&'static str]| -> Vec<Value<'_, '_>> {
        keys.iter().filter_map(|key| section.get(key)).collect()
    };
    let sources = there(&["workspace", "path", "git", "version"]);
    if sources.is_empty() {
        let message = "`runtime` has no source for the crates";
        let help = "add `path`, `git`, `version` or `workspace = true`";
        problems.add(&section.span, message, help);
    }
    if let Some(workspace) = section.get("workspace") {
        if workspace.value.get_ref().as_bool() == Some(false) {
            let help = "write `workspace = true`, or remove the key";
            problems.add(&workspace.span(), "`workspace` cannot be `false`", help);
        }
        let other = section.entries().find(|entry| entry.key() != "workspace");
        if let Some(other) = other {
            let message = format!("`{}` cannot be combined with `workspace`", other.key());
            let help = "remove one of the two: the workspace has the source of the crates";
            problems.add(&other.span(), &message, help);
        }
        return;
    }
    let exclusive: [(&[&'static str], &str); 3] = [
        (&["git", "path"], "remove one of the two"),
        (&["git", "registry", "registry-index"], "remove one of the two"),
        (&["branch", "tag", "rev"], "keep one of these keys"),
    ];
    for (keys, help) in exclusive {
        if let [first, second, ..] = there(keys).as_slice() {
            let message = format!("`{}` and `{}` cannot be combined", first.key(), second.key());
            problems.add(&second.span(), &message, help);
        }
    }
    if section.get("git").is_none()
        && let [first, ..] = there(&["branch", "tag", "rev"]).as_slice()
    {
        let message = format!("`{}` requires `git`", first.key());
        problems.add(&first.span(), &message, "add `git = \"URL\"`");
    }
}

/// Reads a version requirement, and reports an invalid one before Cargo does.
fn version(value: Value<'_, '_>, problems: &mut Problems<'_>) -> Option<String> {
    let text = value.text(problems)?;
    if let Err(message) = version_requirement(&text) {
        let message = format!("`{}` is not a version requirement: {message}", text.escape_debug());
        let help = "write a version such as \"0.1\", or a table such as { path = \"…\" }";
        problems.add(&value.span(), &message, help);
        return None;
    }
    Some(text)
}

/// Checks the path, which is relative to the folder of the crate.
fn check_path(value: Value<'_, '_>, out: &OutputFolder, root: &Path, problems: &mut Problems<'_>) {
    let Some(path) = value.value.get_ref().as_str() else { return };
    let lies_at = paths::real(&out.path.join(path)).unwrap_or_else(|_| out.path.join(path));
    let Err(problem) = runtime_crate::check(&lies_at) else { return };
    let candidates = [root.join(path), runtime_crate::folder()];
    let found = candidates.iter().find(|folder| runtime_crate::check(folder).is_ok());
    let start = format!("`runtime.path` is relative to the folder of the crate, {}", out.shown);
    let help = match found.and_then(|folder| paths::way(&out.path, folder).ok()) {
        Some(way) => format!("write `path = {way:?}`: {start}"),
        None => start,
    };
    problems.add(&value.span(), &problem.to_string(), &help);
}
