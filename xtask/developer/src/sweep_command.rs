//! Runs `cargo xtask sweep`: generates a crate for each model with a supported protocol, compiles
//! and documents them with warnings denied, compiles their examples and smoke tests if that is asked for,
//! and prints a table.

mod build;
mod candidates;
mod cargo_says;
mod emit;
mod examples;
mod progress;
mod report;
mod row;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use whitesmith_build::{config_file, runtime_crate};

use crate::bench::{cpu_time, peak_memory};
use crate::cli::SweepArguments;
use crate::crate_workspace::CrateWorkspace;

use build::Task;
use emit::Emitter;
use progress::Progress;
use report::Cost;
use row::Row;

/// The name of the workspace, and of its folder below `target`.
const WORKSPACE: &str = "sweep";

/// Runs the command.
pub(crate) fn run(arguments: &SweepArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let candidates = candidates::find(&arguments.folder, &arguments.only)?;
    let workspace = CrateWorkspace::below(&root, WORKSPACE)?;
    let emitter = Emitter {
        workspace: &workspace,
        runtime: runtime_crate::anywhere()?,
        generate: &whitesmith::generate,
    };
    let mut progress = Progress::new(arguments.quiet, candidates.len());
    let (started, cpu_before) = (Instant::now(), cpu_time::of_this_process()?);
    let mut rows = emitter.all(&candidates, &mut progress)?;
    let cpu_after = cpu_time::of_this_process()?;
    let mut cost = Cost {
        generating: started.elapsed(),
        generating_cpu: cpu_before
            .zip(cpu_after)
            .map(|(before, after)| after.saturating_sub(before)),
        memory: peak_memory::of_this_process()?,
        ..Cost::default()
    };
    close(&workspace, &rows)?;
    if !arguments.no_check {
        cost.checking =
            Some(timed(|| build::run(Task::Check, &workspace, &mut rows, arguments.quiet))?);
        cost.documenting =
            Some(timed(|| build::run(Task::Document, &workspace, &mut rows, arguments.quiet))?);
    }
    if arguments.examples {
        cost.examples = Some(timed(|| examples::run(&workspace, &mut rows, arguments.quiet))?);
    }
    tell(&rows, &cost)
}

fn close(workspace: &CrateWorkspace, rows: &[Row]) -> Result<()> {
    let emitted = rows.iter().filter(|row| row.emitted.is_some());
    workspace.close(emitted.map(|row| row.candidate.folder.as_str()))
}

fn timed(task: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let started = Instant::now();
    task()?;
    Ok(started.elapsed())
}

/// Prints the table, the failures, and the counts as the last line.
fn tell(rows: &[Row], cost: &Cost) -> Result<ExitCode> {
    let mut to = io::stdout().lock();
    to.write_all(report::table(rows, cost).as_bytes())?;
    to.flush()?;
    for failure in report::failures(rows) {
        eprintln!("{failure}");
    }
    let (passed, failed) = report::passed_and_failed(rows);
    writeln!(to, "{passed} passed, {failed} failed")?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
