//! Compares two versions of a model, and prints what the change means for the emitted crate.

mod arguments;
pub mod bump;
mod compared;
mod json;
mod markdown;
mod text;
pub mod verdict;

use std::process::ExitCode;

use anyhow::Result;
use whitesmith::diff::{Diff, DiffError, RULES, diff};
use whitesmith_build::report::counted;

use crate::console::{Console, Level};
use crate::options::with_options;
use crate::program::Program;

pub use arguments::{DiffArguments, DiffFormat};

use compared::Compared;

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
    let all = compared::read(program, arguments)?;
    let mut found = Vec::new();
    for compared in &all {
        match diff(
            compared.old.input(&compared.old.sources()),
            compared.new.input(&compared.new.sources()),
        ) {
            Ok(diff) => found.push((compared, diff)),
            Err(error) => {
                report(compared, &error, console);
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    print(arguments.format, &found, console);
    let fails = |diff: &Diff| arguments.fail_on.is_some_and(|limit| diff.level() >= Some(limit));
    let failing = found.iter().filter(|(_, diff)| fails(diff)).count();
    Ok(if failing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(format: DiffFormat, found: &[(&Compared, Diff)], console: &Console) {
    let text = match format {
        DiffFormat::Text => {
            let pages = found.iter().map(|(compared, diff)| text::page(&compared.title, diff));
            pages.collect::<Vec<_>>().join("\n")
        }
        DiffFormat::Markdown => {
            let pages = found.iter().map(|(compared, diff)| markdown::page(&compared.title, diff));
            pages.collect::<Vec<_>>().join("\n")
        }
        DiffFormat::Json => {
            let objects = found
                .iter()
                .map(|(compared, diff)| format!("{}\n", json::object(&compared.title, diff)));
            objects.collect()
        }
    };
    console.result(text.as_bytes());
}

/// Prints the problems of a version.
fn report(compared: &Compared, error: &DiffError, console: &Console) {
    let (which, version) = match error {
        DiffError::Old(_) => ("old", &compared.old),
        DiffError::New(_) => ("new", &compared.new),
    };
    let problems = error.error().problems();
    for problem in problems {
        console.problem(Level::Error, None, &with_options(problem.clone()));
    }
    let count = counted(problems.len(), "problem");
    let message = format!("{count} in the {which} version, {}", version.title);
    console.message(Level::Error, None, &message);
}
