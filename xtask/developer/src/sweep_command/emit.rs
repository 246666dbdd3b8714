//! Generates crates from models and writes them to disk, with a row for each model. Several threads
//! share the models, largest first; a panic is recorded in the row.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result};
use whitesmith::{Config, Error, Output, Part, RuntimeDependency, Source};
use whitesmith_build::ModelFile;

use super::candidates::Candidate;
use super::progress::Progress;
use super::row::{Emitted, Outcome, Row, Stage};
use crate::crate_workspace::CrateWorkspace;
use crate::unsupported::unsupported_protocols;

/// The protocol of a model that failed before its protocol was known.
const UNKNOWN: &str = "-";

/// The usual stack size of a main thread.
const STACK: usize = 8 << 20;

/// A function that generates a crate from a model.
pub(super) type Generate = dyn Fn(&[Source<'_>], &Config) -> Result<Output, Error> + Sync;

/// The target of the crates, and the function that generates them.
pub(super) struct Emitter<'a> {
    pub(super) workspace: &'a CrateWorkspace,
    pub(super) runtime: RuntimeDependency,
    pub(super) generate: &'a Generate,
}

impl Emitter<'_> {
    /// The rows of all models, sorted by name.
    pub(super) fn all(
        &self,
        candidates: &[Candidate],
        progress: &mut Progress,
    ) -> Result<Vec<Row>> {
        let mut queue: Vec<&Candidate> = candidates.iter().collect();
        queue.sort_by_key(|candidate| std::cmp::Reverse(candidate.bytes));
        let next = AtomicUsize::new(0);
        let threads = thread::available_parallelism().map_or(1, usize::from).min(queue.len());
        let mut rows = Vec::new();
        thread::scope(|scope| {
            let (send, receive) = mpsc::channel();
            for _ in 0..threads {
                let (send, queue, next) = (send.clone(), &queue, &next);
                let work = move || self.work(queue, next, &send);
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, work).context("cannot start a thread")?;
            }
            // The channel closes when the last thread drops its sender.
            drop(send);
            for row in receive {
                progress.through(&row.candidate.name, &said(&row));
                rows.push(row);
            }
            anyhow::Ok(())
        })?;
        rows.sort_by(|a, b| a.candidate.name.cmp(&b.candidate.name));
        self.name_apart(&mut rows);
        Ok(rows)
    }

    fn work(&self, queue: &[&Candidate], next: &AtomicUsize, rows: &Sender<Row>) {
        while let Some(candidate) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
            if rows.send(self.one(candidate, None)).is_err() {
                return;
            }
        }
    }

    /// Renames packages whose name another one has, because Cargo rejects them in one workspace.
    fn name_apart(&self, rows: &mut [Row]) {
        let mut taken = BTreeSet::new();
        for row in rows {
            let Some(emitted) = &row.emitted else { continue };
            let mut name = emitted.package.clone();
            while !taken.insert(name.replace('-', "_").to_ascii_lowercase()) {
                name.push_str("-again");
            }
            if name != emitted.package {
                *row = self.one(&row.candidate.clone(), Some(name));
            }
        }
    }

    fn one(&self, candidate: &Candidate, name: Option<String>) -> Row {
        let mut row = Row {
            candidate: candidate.clone(),
            protocol: UNKNOWN.to_owned(),
            emitted: None,
            outcome: Outcome::Generated,
        };
        if let Err(outcome) = self.fill(&mut row, name) {
            row.outcome = outcome;
        }
        row
    }

    fn fill(&self, row: &mut Row, name: Option<String>) -> Result<(), Outcome> {
        let disk = |error: anyhow::Error| Outcome::failed(Stage::Disk, &format!("{error:#}"));
        let text = ModelFile::from_argument(&row.candidate.path).read().map_err(disk)?;
        let config = Config { name, runtime: self.runtime.clone(), ..Config::default() };
        let shown = row.candidate.path.display().to_string();
        let source = Source { name: &shown, text: &text };
        let started = Instant::now();
        let output = catch_unwind(AssertUnwindSafe(|| (self.generate)(&[source], &config)))
            .map_err(|payload| Outcome::failed(Stage::Panic, said_in_panic(payload.as_ref())))?
            .map_err(|error| {
                row.protocol = unsupported_protocols(&error).unwrap_or_else(|| UNKNOWN.to_owned());
                outcome_of(&error)
            })?;
        let elapsed = started.elapsed();
        row.protocol = output.protocol.map(|protocol| protocol.to_string()).unwrap_or_default();
        let emitted = Emitted {
            operations: output.operations,
            left_out: output.warnings.iter().filter(|warning| warning.left_out.is_some()).count(),
            examples: output.examples,
            smoke_tests: output.smoke_tests,
            lines: lines(&output),
            elapsed,
            package: output.name,
        };
        self.workspace.put(&row.candidate.folder, output.files).map_err(disk)?;
        row.emitted = Some(emitted);
        // None of these parts of a real model may be left out.
        let is_complete = |part| {
            !matches!(part, Part::Paginator | Part::Waiter | Part::Example | Part::SmokeTest)
        };
        let mut warnings = output.warnings.iter();
        match warnings.find(|warning| !warning.left_out.is_none_or(is_complete)) {
            Some(warning) => Err(Outcome::failed(Stage::Problem, &warning.to_string())),
            None => Ok(()),
        }
    }
}

fn lines(output: &Output) -> usize {
    let is_rust = |path: &str| std::path::Path::new(path).extension().is_some_and(|e| e == "rs");
    let files = output.files.iter().filter(|(path, _)| is_rust(path));
    files.map(|(_, text)| text.lines().count()).sum()
}

fn outcome_of(error: &Error) -> Outcome {
    if error.unsupported_protocols().is_some() {
        return Outcome::Unsupported;
    }
    let more = match error.problems().len() {
        0 | 1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let first = error.problems().first().map(ToString::to_string).unwrap_or_default();
    Outcome::failed(Stage::Problem, &format!("{}{more}", first.lines().next().unwrap_or_default()))
}

fn said_in_panic(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message")
}

fn said(row: &Row) -> String {
    match (&row.outcome, &row.emitted) {
        (Outcome::Failed(failure), _) => failure.what.shown().to_owned(),
        (Outcome::Unsupported, _) => format!("unsupported: {}", row.protocol),
        (Outcome::Generated | Outcome::Passed, Some(emitted)) => {
            format!("generated in {} ms", emitted.elapsed.as_millis())
        }
        (Outcome::Generated | Outcome::Passed, None) => "generated".to_owned(),
    }
}

#[cfg(test)]
mod tests;
