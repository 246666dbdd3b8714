//! Formats the results of a command for the terminal.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use crate::output::{Change, Plan};

/// The level of detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    Quiet,
    /// A line for each crate.
    Normal,
    /// A line for each file as well.
    Verbose,
}

impl Detail {
    /// The level of detail that `--quiet` and `--verbose` choose.
    #[must_use]
    pub fn of(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Self::Quiet,
            (false, true) => Self::Verbose,
            (false, false) => Self::Normal,
        }
    }
}

/// The statistics of generating a crate.
pub struct Outcome {
    /// The number of operations.
    pub operations: usize,
    /// The time to read, generate and compare.
    pub elapsed: Duration,
}

/// The numbers of files in each state.
#[derive(Clone, Copy, Default)]
struct Counts {
    new: usize,
    changed: usize,
    unchanged: usize,
    orphaned: usize,
}

impl Counts {
    fn of(plan: &Plan) -> Self {
        let mut counts = Self::default();
        for file in &plan.files {
            match file.change {
                Change::New(_) => counts.new += 1,
                Change::Changed { .. } => counts.changed += 1,
                Change::Unchanged => counts.unchanged += 1,
                Change::Orphan(_) => counts.orphaned += 1,
            }
        }
        counts
    }
}

/// Reports the changes of a folder.
///
/// # Errors
///
/// Writing failed.
pub fn written(
    to: &mut dyn Write,
    plan: &Plan,
    outcome: &Outcome,
    detail: Detail,
) -> io::Result<()> {
    let names = |change: &Change| match change {
        Change::New(_) => "new",
        Change::Changed { .. } => "changed",
        Change::Unchanged => "unchanged",
        Change::Orphan(_) => "removed",
    };
    files(to, plan, detail, names)?;
    let counts = Counts::of(plan);
    let parts = [
        (counts.new + counts.changed, "written"),
        (counts.unchanged, "unchanged"),
        (counts.orphaned, "removed"),
    ];
    last_line(to, plan, outcome, detail, &joined(&parts))
}

/// Reports that a folder is up to date.
///
/// # Errors
///
/// Writing failed.
pub fn up_to_date(
    to: &mut dyn Write,
    plan: &Plan,
    outcome: &Outcome,
    detail: Detail,
) -> io::Result<()> {
    files(to, plan, detail, state)?;
    let files = format!("up to date; {}", counted(plan.files.len(), "file"));
    last_line(to, plan, outcome, detail, &files)
}

/// Prints the error of a command and returns the exit code. A closed pipe, as in `… | head`, is not
/// an error.
#[must_use]
pub fn ended(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    let is_broken_pipe = |error: &anyhow::Error| {
        let io = error.downcast_ref::<io::Error>();
        io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    match outcome {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The states of files that are out of date, as in `1 stale, 2 missing`.
#[must_use]
pub fn out_of_date(plan: &Plan) -> String {
    let counts = Counts::of(plan);
    joined(&[(counts.changed, "stale"), (counts.new, "missing"), (counts.orphaned, "orphaned")])
}

/// The state of a file in the output of `--check`.
#[must_use]
pub fn state(change: &Change) -> &'static str {
    match change {
        Change::New(_) => "missing",
        Change::Changed { .. } => "stale",
        Change::Unchanged => "unchanged",
        Change::Orphan(_) => "orphaned",
    }
}

/// `1 operation`, `2 operations`.
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Reports each file, if `--verbose` is set.
///
/// # Errors
///
/// Writing failed.
pub fn files(
    to: &mut dyn Write,
    plan: &Plan,
    detail: Detail,
    name: impl Fn(&Change) -> &'static str,
) -> io::Result<()> {
    if detail != Detail::Verbose {
        return Ok(());
    }
    for file in &plan.files {
        writeln!(to, "{:>11}  {}", name(&file.change), plan.out.shown_file(&file.path))?;
    }
    Ok(())
}

fn last_line(
    to: &mut dyn Write,
    plan: &Plan,
    outcome: &Outcome,
    detail: Detail,
    files: &str,
) -> io::Result<()> {
    if detail == Detail::Quiet {
        return Ok(());
    }
    let operations = counted(outcome.operations, "operation");
    let milliseconds = outcome.elapsed.as_millis();
    writeln!(to, "{}: {files}; {operations}; {milliseconds} ms", plan.out.shown)
}

fn joined(parts: &[(usize, &str)]) -> String {
    let some = parts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}
