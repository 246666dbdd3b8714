//! Checks or documents all crates in one run of cargo with warnings denied, and records for each
//! crate whether it passed, or its first error.
//!
//! Cargo decides what to check: a crate whose files, dependencies, flags and compiler have not
//! changed since it passed is not checked again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result};

use super::cargo_says;
use super::progress::Progress;
use super::row::{Outcome, Row, Stage};
use crate::crate_workspace::CrateWorkspace;

/// The task of cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Check the crates.
    Check,
    /// Build their documentation.
    Document,
}

impl Task {
    fn command(self, workspace: &CrateWorkspace) -> Command {
        let mut command = match self {
            Self::Check => workspace.cargo("check"),
            Self::Document => workspace.cargo("doc"),
        };
        if self == Self::Document {
            command.arg("--no-deps");
        }
        command.args(["--workspace", "--lib", "--quiet", "--keep-going"]);
        command.arg("--message-format=json").env("CARGO_INCREMENTAL", "0");
        // Both tasks set both flags, so that the second can use the dependencies of the first.
        command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
        command.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTDOCFLAGS");
        command
    }

    fn failure(self) -> Stage {
        match self {
            Self::Check => Stage::Compile,
            Self::Document => Stage::Document,
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Check => "checked",
            Self::Document => "documented",
        }
    }
}

/// The output of a run of cargo.
#[derive(Debug, Default)]
struct Report {
    /// The folders of the crates that passed.
    done: BTreeSet<String>,
    /// The first error of each folder's crate.
    errors: BTreeMap<String, String>,
    /// The first error outside of emitted crates: in the runtime, or of cargo itself.
    elsewhere: Option<String>,
}

/// Runs cargo once, and advances every row that has reached this stage.
pub(super) fn run(
    task: Task,
    workspace: &CrateWorkspace,
    rows: &mut [Row],
    quiet: bool,
) -> Result<()> {
    let waits = |row: &&mut Row| matches!(row.outcome, Outcome::Generated | Outcome::Passed);
    let mut waiting: Vec<&mut Row> = rows.iter_mut().filter(waits).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let names =
        waiting.iter().map(|row| (row.candidate.folder.clone(), row.candidate.name.clone()));
    let names: BTreeMap<String, String> = names.collect();
    let mut progress = Progress::new(quiet, names.len());
    let report = ask(task, workspace, |folder, what| {
        if let Some(name) = names.get(folder) {
            progress.through(name, what);
        }
    })?;
    for row in &mut waiting {
        row.outcome = report.outcome(&row.candidate.folder, task);
    }
    Ok(())
}

impl Report {
    fn outcome(&self, folder: &str, task: Task) -> Outcome {
        if let Some(error) = self.errors.get(folder) {
            return Outcome::failed(task.failure(), error);
        }
        if self.done.contains(folder) {
            return Outcome::Passed;
        }
        let silence = "cargo reported nothing";
        Outcome::failed(Stage::NotReached, self.elsewhere.as_deref().unwrap_or(silence))
    }

    /// Records a line of cargo's output. Returns the folder of a crate whose result it is, unless
    /// that is known.
    fn note(&mut self, line: &str, workspace: &CrateWorkspace) -> Option<String> {
        let news = cargo_says::news(line)?;
        match (workspace.member_of(&news.manifest).map(str::to_owned), news.error) {
            (Some(folder), None) => self.done.insert(folder.clone()).then_some(folder),
            (Some(folder), Some(error)) => {
                if self.errors.contains_key(&folder) {
                    return None;
                }
                self.errors.insert(folder.clone(), error);
                Some(folder)
            }
            (None, Some(error)) => {
                let manifest = news.manifest.display();
                self.elsewhere.get_or_insert_with(|| format!("{manifest}: {error}"));
                None
            }
            (None, None) => None,
        }
    }
}

fn ask(
    task: Task,
    workspace: &CrateWorkspace,
    mut settled: impl FnMut(&str, &str),
) -> Result<Report> {
    let mut command = task.command(workspace);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut cargo = command.spawn().context("cannot run cargo")?;
    let (out, err) = (cargo.stdout.take(), cargo.stderr.take());
    let mut report = Report::default();
    let mut own = String::new();
    thread::scope(|scope| {
        // Cargo blocks if its standard error is not read.
        let own = &mut own;
        scope.spawn(move || err.map(|mut err| err.read_to_string(own)));
        for line in out.into_iter().flat_map(|out| BufReader::new(out).lines()) {
            let line = line.context("cannot read the output of cargo")?;
            if let Some(folder) = report.note(&line, workspace) {
                let failed = report.errors.contains_key(&folder);
                settled(&folder, if failed { task.failure().shown() } else { task.done() });
            }
        }
        anyhow::Ok(())
    })?;
    let status = cargo.wait().context("cannot wait for cargo")?;
    if !status.success() && report.elsewhere.is_none() {
        report.elsewhere = first_error(&own);
    }
    Ok(report)
}

/// The first error in cargo's text, with its cause.
pub(super) fn first_error(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| !line.starts_with("error"));
    let first = lines.next()?;
    let causes =
        lines.skip_while(|line| *line != "Caused by:").filter(|line| *line != "Caused by:");
    let causes = causes.take_while(|line| !line.is_empty()).map(|cause| format!(": {cause}"));
    Some(format!("{first}{}", causes.collect::<String>()))
}

#[cfg(test)]
mod tests;
