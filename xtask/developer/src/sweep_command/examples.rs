//! Compiles the examples in the documentation and the smoke tests of each crate, and records for each crate
//! whether it passed, or the first error.

use std::process::Command;

use anyhow::{Context as _, Result};

use super::build::first_error;
use super::progress::Progress;
use super::row::{Emitted, Outcome, Row, Stage};
use crate::crate_workspace::CrateWorkspace;

/// Runs cargo for each crate that has passed so far and has examples or smoke tests. The examples are
/// compiled with the client, without a transport.
pub(super) fn run(workspace: &CrateWorkspace, rows: &mut [Row], quiet: bool) -> Result<()> {
    let mut waiting: Vec<(&mut Outcome, &str, &Emitted)> = rows
        .iter_mut()
        .filter(|row| matches!(row.outcome, Outcome::Generated | Outcome::Passed))
        .filter_map(|row| {
            Some((&mut row.outcome, row.candidate.name.as_str(), row.emitted.as_ref()?))
        })
        .filter(|(_, _, emitted)| emitted.examples + emitted.smoke_tests > 0)
        .collect();
    let mut progress = Progress::new(quiet, waiting.len());
    for (outcome, name, emitted) in &mut waiting {
        **outcome = of_crate(workspace, emitted)?;
        progress.through(
            name,
            match outcome {
                Outcome::Failed(failure) => failure.what.shown(),
                Outcome::Generated | Outcome::Passed | Outcome::Unsupported => "examples compiled",
            },
        );
    }
    Ok(())
}

fn of_crate(workspace: &CrateWorkspace, emitted: &Emitted) -> Result<Outcome> {
    let examples = ["test", "--doc", "--features", "client"];
    let smoke_tests = ["check", "--test", "smoke", "--features", "smoke-tests"];
    let commands = [(emitted.examples, examples.as_slice()), (emitted.smoke_tests, &smoke_tests)];
    for (_, arguments) in commands.into_iter().filter(|(count, _)| *count > 0) {
        let output =
            command(workspace, &emitted.package, arguments).output().context("cannot run cargo")?;
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            let error = first_error(&String::from_utf8_lossy(&said));
            let error = error.unwrap_or_else(|| "cargo failed".to_owned());
            return Ok(Outcome::failed(Stage::Example, &error));
        }
    }
    Ok(Outcome::Passed)
}

fn command(workspace: &CrateWorkspace, package: &str, arguments: &[&str]) -> Command {
    let (subcommand, rest) = arguments.split_first().unwrap_or((&"check", &[]));
    let mut command = workspace.cargo(subcommand);
    command.args(["--quiet", "--package", package, "--no-default-features"]).args(rest);
    // The same flags as for the other tasks, so that their dependencies are used.
    command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
    command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTDOCFLAGS");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_that_does_not_compile_is_found() {
        let root = tempfile::tempdir().unwrap();
        let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
        let manifest = |name: &str| {
            format!(
                "# Made by whitesmith.\n[package]\nname = {name:?}\nedition = \"2024\"\n\n\
                     [features]\nclient = []\n"
            )
        };
        for (name, code) in [("good", "assert_eq!(1, 1);"), ("bad", "assert_eq!(1, \"1\");")] {
            let code = format!("// Made by whitesmith.\n//! ```no_run\n//! {code}\n//! ```\n");
            let files = [("Cargo.toml", manifest(name)), ("src/lib.rs", code)];
            let files = files.map(|(path, text)| (path.to_owned(), text)).into();
            workspace.put(name, files).unwrap();
        }
        workspace.close(["good", "bad"]).unwrap();
        let emitted = |name: &str| Emitted {
            package: name.to_owned(),
            operations: 1,
            left_out: 0,
            examples: 1,
            smoke_tests: 0,
            lines: 4,
            elapsed: std::time::Duration::ZERO,
        };
        assert_eq!(of_crate(&workspace, &emitted("good")).unwrap(), Outcome::Passed);
        let bad = of_crate(&workspace, &emitted("bad")).unwrap();
        let Outcome::Failed(failure) = bad else { panic!("{bad:?}") };
        assert_eq!(failure.what, Stage::Example);
        assert!(failure.first.starts_with("error[E0277]: "), "{}", failure.first);
    }
}
