//! Compares two versions of a model, and prints what the change means for the emitted crate.

mod arguments;
pub mod bump;
mod compared;
mod crate_change;
mod crates;
mod escape;
mod json;
mod markdown;
mod text;
pub mod verdict;

use std::process::ExitCode;

use anyhow::Result;
use whitesmith::diff::{Diff, DiffError, Level, RULES, diff};
use whitesmith_build::report::counted;

use crate::console::{self, Console};
use crate::options::with_options;
use crate::program::Program;

pub use arguments::{DiffArguments, DiffFormat};

use compared::{Compared, Subject};
use crate_change::CrateChange;

/// Runs the command.
///
/// # Errors
///
/// A file or a revision cannot be read. Problems of models are printed.
pub fn run(program: &Program, arguments: &DiffArguments, console: &Console) -> Result<ExitCode> {
    if arguments.rules {
        console.result(text::rules(RULES).as_bytes());
        return Ok(ExitCode::SUCCESS);
    }
    let (mut found, mut failed) = (Vec::new(), false);
    for subject in compared::read(program, arguments)? {
        match subject {
            Subject::Whole(title, change) => found.push((title, Found::Whole(change))),
            Subject::Both(compared) => match compare(&compared) {
                Ok(diff) => found.push((compared.title, Found::Diff(diff))),
                Err(error) => {
                    report(&compared, &error, console);
                    failed = true;
                }
            },
        }
    }
    if failed {
        return Ok(ExitCode::FAILURE);
    }
    print(arguments.format, &found, console);
    let fails = |found: &Found| arguments.fail_on.is_some_and(|limit| found.level() >= Some(limit));
    let fails = found.iter().any(|(_, found)| fails(found));
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What has changed in a crate.
enum Found {
    /// The changes between two versions.
    Diff(Diff),
    /// The crate is in one of the versions alone.
    Whole(CrateChange),
}

impl Found {
    fn level(&self) -> Option<Level> {
        match self {
            Self::Diff(diff) => diff.level(),
            Self::Whole(change) => Some(change.level()),
        }
    }
}

fn compare(compared: &Compared) -> Result<Diff, DiffError> {
    let (old, new) = (compared.old.sources(), compared.new.sources());
    diff(compared.old.input(&old), compared.new.input(&new))
}

fn print(format: DiffFormat, all: &[(String, Found)], console: &Console) {
    let page = |(title, found): &(String, Found)| match (format, found) {
        (DiffFormat::Text, Found::Diff(diff)) => text::page(title, diff),
        (DiffFormat::Text, Found::Whole(change)) => text::whole(title, *change),
        (DiffFormat::Markdown, Found::Diff(diff)) => markdown::page(title, diff),
        (DiffFormat::Markdown, Found::Whole(change)) => markdown::whole(title, *change),
        (DiffFormat::Json, Found::Diff(diff)) => format!("{}\n", json::object(title, diff)),
        (DiffFormat::Json, Found::Whole(change)) => format!("{}\n", json::whole(title, *change)),
    };
    let separator = match format {
        DiffFormat::Text | DiffFormat::Markdown => "\n",
        DiffFormat::Json => "",
    };
    let pages: Vec<String> = all.iter().map(page).collect();
    console.result(pages.join(separator).as_bytes());
}

/// Prints the problems of a version.
fn report(compared: &Compared, error: &DiffError, console: &Console) {
    let (which, version) = match error {
        DiffError::Old(_) => ("old", &compared.old),
        DiffError::New(_) => ("new", &compared.new),
    };
    let problems = error.error().problems();
    for problem in problems {
        console.problem(console::Level::Error, None, &with_options(problem.clone()));
    }
    let count = counted(problems.len(), "problem");
    let message = format!("{count} in the {which} version, {}", version.title);
    console.message(console::Level::Error, None, &message);
}
