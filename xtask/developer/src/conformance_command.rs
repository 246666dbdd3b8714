//! Runs `cargo xtask conformance`: generates a crate for each model with a supported protocol, runs
//! its protocol tests and endpoint tests, and prints a table. A failing
//! case always fails the command: failures cannot be marked as expected.

mod corrections;
mod endpoint_rules;
mod libtest;
mod report;
mod suite;

use std::io::{self, Write as _};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result};
use whitesmith_build::{config_file, runtime_crate};

use crate::cli::ConformanceArguments;
use crate::crate_workspace::CrateWorkspace;
use crate::partitions_command::{self, EARLIER};

pub(crate) use libtest::Outcome;
pub(crate) use suite::{Emitted, State, Suite, find};

/// The tests to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinds {
    /// Protocol tests.
    Protocol,
    /// Endpoint tests, in a crate without operations.
    Endpoints,
    /// Both.
    Both,
}

impl Kinds {
    /// The names of the test files, and how many cases of `emitted` each has.
    fn targets(self, emitted: Emitted) -> Vec<(&'static str, usize)> {
        let protocol = ("protocol_tests", emitted.cases);
        let endpoints = ("endpoint_tests", emitted.endpoints);
        let wanted = match self {
            Self::Protocol => vec![protocol],
            Self::Endpoints => vec![endpoints],
            Self::Both => vec![protocol, endpoints],
        };
        wanted.into_iter().filter(|(_, cases)| *cases > 0).collect()
    }

    /// The name of the workspace, and of its folder below `target`.
    pub(crate) fn workspace(self) -> &'static str {
        match self {
            Self::Protocol | Self::Both => "conformance",
            Self::Endpoints => "endpoints",
        }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &ConformanceArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let mut suites = find(&arguments.paths)?;
    let models = arguments.models.clone().unwrap_or_else(|| root.join("../shared/models"));
    for suite in &mut suites {
        suite.models = Some(models.clone());
    }
    let kinds = if arguments.endpoints { Kinds::Endpoints } else { Kinds::Both };
    let earlier: &[_] = if arguments.today { &[] } else { &EARLIER };
    emit_and_test(&mut suites, kinds, earlier, &CrateWorkspace::below(&root, kinds.workspace())?)?;
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

/// Generates a crate for each model and runs its tests, repeated with the partitions of `earlier`
/// dates if tests fail with the current ones.
pub(crate) fn emit_and_test(
    suites: &mut [Suite],
    kinds: Kinds,
    earlier: &[&'static str],
    workspace: &CrateWorkspace,
) -> Result<()> {
    let runtime = runtime_crate::anywhere()?;
    for suite in &mut *suites {
        suite.emit(kinds, workspace, &runtime, Ok)?;
    }
    let members = suites.iter().filter(|suite| matches!(suite.state, State::Emitted(_)));
    workspace.close(members.map(|suite| suite.package.as_str()))?;
    if kinds == Kinds::Endpoints {
        // The crates are small and similar, and need no features: one build for all is faster.
        // Compile errors are reported by the separate test runs.
        let mut build = workspace.cargo("build");
        build.args(["--quiet", "--workspace", "--tests", "--keep-going"]);
        build.stderr(Stdio::null()).status().context("cannot run cargo")?;
    }
    for suite in suites {
        test(suite, kinds, earlier, workspace)?;
    }
    Ok(())
}

/// Builds and tests a crate separately, so that its manifest must have all that it needs.
fn test(
    suite: &mut Suite,
    kinds: Kinds,
    earlier: &[&'static str],
    workspace: &CrateWorkspace,
) -> Result<()> {
    let State::Emitted(emitted) = suite.state else { return Ok(()) };
    let mut outcome = Outcome::default();
    for (target, cases) in kinds.targets(emitted) {
        let mut command = workspace.cargo("test");
        command.args(["--quiet", "--no-fail-fast", "--package", &suite.package]);
        command.args(["--test", target]).env("RUST_BACKTRACE", "0").stdin(Stdio::null());
        outcome.add(&with_fitting_partitions(earlier, |date| {
            run_with_partitions(&mut command, date, cases)
        })?);
    }
    suite.state = State::Tested(emitted, outcome);
    Ok(())
}

/// The outcome of the tests with the current partitions or, if some fail, with those of the earlier
/// date with the fewest failures.
///
/// A model does not say which partitions its endpoint tests expect. All tests of a model run with
/// the same ones.
fn with_fitting_partitions(
    earlier: &[&'static str],
    mut run: impl FnMut(Option<&'static str>) -> Result<Outcome>,
) -> Result<Outcome> {
    let mut best = run(None)?;
    for date in earlier {
        if !best.ran || best.failed == 0 {
            break;
        }
        let outcome = run(Some(date))?;
        if outcome.failed < best.failed {
            best = Outcome { partitions: Some(date), ..outcome };
        }
    }
    Ok(best)
}

fn run_with_partitions(command: &mut Command, date: Option<&str>, cases: usize) -> Result<Outcome> {
    match date {
        Some(date) => command.env(partitions_command::VARIABLE, date),
        None => command.env_remove(partitions_command::VARIABLE),
    };
    let output = command.output().context("cannot run cargo")?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Outcome::of(&text(&output.stdout), &text(&output.stderr), cases))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(failed: usize, ran: bool) -> Outcome {
        Outcome { passed: 9 - failed, failed, ran, ..Outcome::default() }
    }

    #[test]
    fn partitions_of_the_models_time() {
        // Failures with the current partitions, then with those of each earlier date.
        for (failures, expected) in [
            (&[0, 9], (0, None)),
            (&[4, 0], (0, Some("2025-04"))),
            (&[4, 4], (4, None)),
            (&[4, 1], (1, Some("2025-04"))),
        ] {
            let mut failures = failures.iter();
            let found =
                with_fitting_partitions(&EARLIER, |_| Ok(outcome(*failures.next().unwrap(), true)));
            let found = found.unwrap();
            assert_eq!((found.failed, found.partitions), expected);
        }
    }

    #[test]
    fn what_does_not_compile_is_built_once() {
        let mut runs = 0;
        let found = with_fitting_partitions(&EARLIER, |_| {
            runs += 1;
            Ok(outcome(9, false))
        });
        assert_eq!((found.unwrap().failed, runs), (9, 1));
    }
}
