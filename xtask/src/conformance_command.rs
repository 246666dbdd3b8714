//! In: models that carry HTTP protocol tests. Out: a crate for each one whose protocol we speak, all
//! its tests run, and a table of what passed. There is no list of expected failures.

mod libtest;
mod report;
mod suite;

use std::io::{self, Write as _};
use std::process::{ExitCode, Stdio};

use anyhow::{Context as _, Result};

use crate::cli::ConformanceArguments;
use crate::config_file;
use crate::crate_workspace::CrateWorkspace;
use crate::job;

pub(crate) use libtest::Outcome;
#[cfg(test)]
pub(crate) use suite::Emitted;
pub(crate) use suite::{State, Suite, find};

/// The name of the workspace, and of its folder below `target`.
const WORKSPACE: &str = "conformance";

/// Runs the command.
pub(crate) fn run(arguments: &ConformanceArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let root = config_file::find_root(&here)?;
    let mut suites = find(&arguments.paths)?;
    emit_and_test(&mut suites, &CrateWorkspace::below(&root, WORKSPACE)?)?;
    let mut to = io::stdout().lock();
    to.write_all(report::table(&suites).as_bytes())?;
    to.flush()?;
    for failure in report::failures(&suites) {
        eprintln!("\n{failure}");
    }
    let (passed, failed) = report::passed_and_failed(&suites);
    writeln!(to, "{passed} passed, {failed} failed")?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Turns each model into a crate of the workspace, and runs the tests of each.
pub(crate) fn emit_and_test(suites: &mut [Suite], workspace: &CrateWorkspace) -> Result<()> {
    let runtime = job::runtime_of_workspace()?;
    for suite in &mut *suites {
        suite.emit(workspace, &runtime)?;
    }
    let members = suites.iter().filter(|suite| matches!(suite.state, State::Emitted(_)));
    workspace.close(members.map(|suite| suite.package.as_str()))?;
    for suite in suites {
        test(suite, workspace)?;
    }
    Ok(())
}

/// Each crate is built for itself, so that its manifest has to ask for all that it needs.
fn test(suite: &mut Suite, workspace: &CrateWorkspace) -> Result<()> {
    let State::Emitted(emitted) = suite.state else { return Ok(()) };
    let mut command = workspace.cargo("test");
    command.args(["--quiet", "--no-fail-fast", "--package", &suite.package]);
    command.args(["--test", "protocol_tests"]).env("RUST_BACKTRACE", "0").stdin(Stdio::null());
    let output = command.output().context("cannot run cargo")?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let outcome = Outcome::of(&text(&output.stdout), &text(&output.stderr), emitted.cases);
    suite.state = State::Tested(emitted, outcome);
    Ok(())
}
