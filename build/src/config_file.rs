//! In: the text of codegen.toml. Out: the jobs it describes, or all that is wrong with it and where.

mod dependency;
mod entry;
mod package;
mod section;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::job::Job;
use crate::paths;

use entry::Entry;
pub use section::Place;
use section::Problems;

/// The name of the file.
pub const FILE_NAME: &str = "codegen.toml";

/// How a crate is described.
const HEADER: &str = "`[[crate]]`";

/// The nearest folder with a codegen.toml, from `start` upwards.
///
/// # Errors
///
/// There is none.
pub fn find_root(start: &Path) -> Result<PathBuf> {
    match start.ancestors().find(|folder| folder.join(FILE_NAME).is_file()) {
        Some(folder) => Ok(folder.to_owned()),
        None => bail!(
            "there is no {FILE_NAME} in {} or a folder above it\n  help: run this inside the workspace",
            start.display()
        ),
    }
}

/// Reads the jobs of the codegen.toml in `root`.
///
/// # Errors
///
/// The file cannot be read, or all that is wrong in it, each problem with its line and column.
pub fn read(root: &Path) -> Result<Vec<Job>> {
    let path = root.join(FILE_NAME);
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text, root)
}

fn parse(text: &str, root: &Path) -> Result<Vec<Job>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = DeTable::parse(text).map_err(|error| {
        let (line, column) = section::place(text, error.span().map_or(0, |span| span.start));
        anyhow::anyhow!("{FILE_NAME}:{line}:{column}: {}", error.message().trim_end())
    })?;
    let mut problems = Problems::new(FILE_NAME, text);
    let mut entries = Vec::new();
    for (key, value) in file.get_ref() {
        if key.get_ref() == "crate" {
            entries.extend(crates(key, value, root, &mut problems));
        } else {
            unknown(key, value, &mut problems);
        }
    }
    if file.get_ref().is_empty() {
        bail!(
            "{FILE_NAME}: there is no {HEADER}, so there is nothing to generate\n  help: write \
             {HEADER} and below it `model = \"FILE\"` and `out = \"DIR\"`"
        );
    }
    let jobs = apart(entries, &mut problems);
    problems.finish(jobs)
}

/// The crates of the file.
fn crates(
    key: &Spanned<toml::de::DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    root: &Path,
    problems: &mut Problems<'_>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    match value.get_ref() {
        DeValue::Array(items) => {
            if items.is_empty() {
                let help = "write `[[crate]]` and below it `model = \"FILE\"` and `out = \"DIR\"`";
                problems.add(&value.span(), "there is no crate in the list", help);
            }
            for item in items {
                if let DeValue::Table(table) = item.get_ref() {
                    entries.extend(entry::read(table, item.span(), root, problems));
                } else {
                    let help = "write `[[crate]]` and its keys below";
                    problems.add(&item.span(), "a crate is a table", help);
                }
            }
        }
        DeValue::Table(_) => {
            let help = "write `[[crate]]`, with two brackets: there may be several";
            problems.add(&key.span(), "`crate` is one table, and has to be a list of them", help);
        }
        _ => {
            let help = "write `[[crate]]` and its keys below";
            problems.add(&key.span(), "`crate` has to be a list of tables", help);
        }
    }
    entries
}

/// A key at the top of the file that is not `crate`.
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
    let message = format!("there is no key `{}` at the top of the file", name.escape_debug());
    let help = if is_table {
        format!("did you mean {HEADER}?")
    } else {
        format!("write it below a line with {HEADER}")
    };
    problems.add(&key.span(), &message, &help);
}

/// Refuses crates that share a folder.
fn apart(entries: Vec<Entry>, problems: &mut Problems<'_>) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for Entry { job, out } in entries {
        let collides = |other: &&Job| overlap(&other.out.path, &job.out.path);
        if let Some(other) = jobs.iter().find(collides) {
            let message = format!(
                "`out` is {:?}, and another crate is made in {:?}",
                job.out.shown, other.out.shown
            );
            problems.add(&out, &message, "give each crate a folder of its own");
        }
        jobs.push(job);
    }
    jobs
}

/// Whether one folder is the other, or inside it.
fn overlap(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| paths::real(path).unwrap_or_else(|_| path.to_owned());
    let (one, other) = (real(one), real(other));
    one.starts_with(&other) || other.starts_with(&one)
}

#[cfg(test)]
mod tests;
