//! Reads the jobs of codegen.toml, or reports all problems with their places.

mod dependency;
mod entry;
mod options;
mod package;
mod section;
mod serde;

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use crate::Place;
use crate::input_problem::{InputProblem, InputProblems};
use crate::job::Job;
use crate::paths;
pub use crate::places::FILE_NAME;
use crate::runtime_crate::DefaultRuntime;

use entry::Entry;
use section::Problems;

/// The header of a crate's table.
const HEADER: &str = "`[[crate]]`";

/// The nearest folder with a codegen.toml, if there is one: `start` or a parent folder.
#[must_use]
pub fn root_above(start: &Path) -> Option<PathBuf> {
    let root = start.ancestors().find(|folder| folder.join(FILE_NAME).is_file());
    root.map(Path::to_owned)
}

/// The nearest folder with a codegen.toml: `start` or a parent folder.
///
/// # Errors
///
/// None of these folders has one.
pub fn find_root(start: &Path) -> Result<PathBuf> {
    match root_above(start) {
        Some(folder) => Ok(folder),
        None => bail!(
            "there is no {FILE_NAME} in {} or a parent folder\n  help: run this inside the workspace",
            start.display()
        ),
    }
}

/// Reads the jobs of the codegen.toml in `root`. A crate without the key `runtime` has the default one.
///
/// # Errors
///
/// The file cannot be read, or has problems, which are all reported with line and column.
pub fn read(root: &Path, runtime: DefaultRuntime) -> Result<Vec<Job>> {
    parse(&text(root)?, root, runtime)
}

/// Reads the text of the codegen.toml in `root`.
///
/// # Errors
///
/// The file cannot be read or is not UTF-8.
pub fn text(root: &Path) -> Result<String> {
    let path = root.join(FILE_NAME);
    std::fs::read_to_string(&path).map_err(|cause| {
        let help = match cause.kind() {
            io::ErrorKind::InvalidData => "save the file as UTF-8",
            _ => "check that the file can be read",
        };
        anyhow!("cannot read {}: {cause}\n  help: {help}", path.display())
    })
}

/// Reads the jobs of the text of a codegen.toml in `root`.
///
/// # Errors
///
/// All problems of the text, with line and column.
pub fn parse(text: &str, root: &Path, runtime: DefaultRuntime) -> Result<Vec<Job>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = DeTable::parse(text).map_err(|error| {
        let place = section::place(text, error.span().map_or(0, |span| span.start));
        InputProblems(vec![InputProblem {
            place: Some((FILE_NAME.to_owned(), place)),
            message: error.message().trim_end().to_owned(),
            help: Some("correct the TOML; strings need quotes, and lists brackets".to_owned()),
        }])
    })?;
    let mut problems = Problems::new(FILE_NAME, text);
    let mut entries = Vec::new();
    for (key, value) in file.get_ref() {
        if key.get_ref() == "crate" {
            entries.extend(crates(key, value, &Base { root, runtime }, &mut problems));
        } else {
            unknown(key, value, &mut problems);
        }
    }
    if file.get_ref().is_empty() {
        bail!(
            "{FILE_NAME}: there is no {HEADER}, so there is nothing to generate\n  help: add a service of \
             AWS with `whitesmith add`, or write {HEADER} and below it `model = \"FILE\"` and `out = \"DIR\"`"
        );
    }
    let jobs = apart(entries, &mut problems);
    problems.finish(jobs)
}

/// What the entries of a file have in common.
struct Base<'a> {
    /// The folder of the file.
    root: &'a Path,
    /// The runtime of crates without the key `runtime`.
    runtime: DefaultRuntime,
}

/// Reads the list of crates.
fn crates(
    key: &Spanned<toml::de::DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    base: &Base<'_>,
    problems: &mut Problems<'_>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    match value.get_ref() {
        DeValue::Array(items) => {
            if items.is_empty() {
                let help = "write `[[crate]]` and below it `model = \"FILE\"` and `out = \"DIR\"`";
                problems.add(&value.span(), "the list of crates is empty", help);
            }
            for item in items {
                if let DeValue::Table(table) = item.get_ref() {
                    entries.extend(entry::read(table, item.span(), base, problems));
                } else {
                    let help = "write `[[crate]]` and its keys below";
                    problems.add(&item.span(), "expected a table", help);
                }
            }
        }
        DeValue::Table(_) => {
            let help = "write `[[crate]]`, with two brackets";
            problems.add(&key.span(), "expected a list of tables for `crate`, found a table", help);
        }
        _ => {
            let help = "write `[[crate]]` and its keys below";
            problems.add(&key.span(), "expected a list of tables for `crate`", help);
        }
    }
    entries
}

/// Reports an unknown key at the top level.
fn unknown(
    key: &Spanned<toml::de::DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    problems: &mut Problems<'_>,
) {
    let name = key.get_ref();
    let is_table = match value.get_ref() {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items.iter().all(|item| item.get_ref().is_table()),
        _ => false,
    };
    let message = format!("unknown top-level key `{}`", name.escape_debug());
    let help = if is_table {
        format!("did you mean {HEADER}?")
    } else {
        format!("move it below a line with {HEADER}")
    };
    problems.add(&key.span(), &message, &help);
}

/// Reports crates whose folders overlap: they are equal, or one contains the other.
fn apart(entries: Vec<Entry>, problems: &mut Problems<'_>) -> Vec<Job> {
    let mut jobs: Vec<(PathBuf, Job)> = Vec::new();
    for Entry { job, out } in entries {
        let folder = paths::real(&job.out.path).unwrap_or_else(|_| job.out.path.clone());
        let collides =
            |(other, _): &&(PathBuf, Job)| other.starts_with(&folder) || folder.starts_with(other);
        if let Some((_, other)) = jobs.iter().find(collides) {
            let message = format!(
                "`out` is {:?}, which overlaps with the folder {:?} of another crate",
                job.out.shown, other.out.shown
            );
            problems.add(&out, &message, "give each crate its own folder");
        }
        jobs.push((folder, job));
    }
    jobs.into_iter().map(|(_, job)| job).collect()
}

#[cfg(test)]
mod tests;
