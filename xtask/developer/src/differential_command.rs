//! Runs `cargo xtask differential`: compares the requests of generated crates with those of
//! botocore, and what they read from responses with what botocore reads.
//!
//! botocore's requests, and what it reads, become protocol tests in a copy of the model, which run as in
//! `cargo xtask conformance`.

mod body_diff;
mod clients;
mod python;
mod report;
mod value_diff;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use whitesmith_build::{ModelFile, config_file, report::counted};

use crate::cli::DifferentialArguments;
use crate::conformance_command::{self, Kinds, Suite};
use crate::crate_workspace::CrateWorkspace;

use python::{Python, Written};

/// The folder below `target` for the models, and for the crates of clients.
const FOLDER: &str = "differential";

/// A model and botocore's cases for it.
#[derive(Debug)]
struct Comparison {
    suite: Suite,
    written: Written,
}

/// Runs the command.
pub(crate) fn run(arguments: &DifferentialArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let folder = root.join("target").join(FOLDER);
    let python = Python::with_botocore(&root)?;
    let models = folder.join("models");
    for folder in [&models, &folder.join("converted")] {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let mut paths = arguments.models.clone();
    for service in &arguments.from_botocore {
        let model = folder.join("converted").join(format!("{service}.json"));
        python.write_model(service, &model)?;
        paths.push(model);
    }
    let found = conformance_command::find(&paths)?;
    let mut comparisons = write_cases(found, &python, &models, arguments)?;
    if arguments.clients {
        let workspace = CrateWorkspace::below(&root, &format!("{FOLDER}/clients"))?;
        let requests = folder.join("requests");
        clients::test(&mut comparisons, &python, &models, &workspace, &requests)?;
    } else {
        // The workspace of the conformance tests has compiled the dependencies of such crates.
        test(&mut comparisons, &CrateWorkspace::below(&root, Kinds::Protocol.workspace())?)?;
    }

    let mut to = io::stdout().lock();
    to.write_all(report::table(&comparisons).as_bytes())?;
    to.flush()?;
    for note in report::notes(&comparisons) {
        eprintln!("{note}");
    }
    for difference in report::differences(&comparisons) {
        eprintln!("\n{difference}");
    }
    let verdict = report::verdict(&comparisons);
    writeln!(to, "{verdict}")?;
    Ok(if verdict.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Lets botocore write its cases for each model. Then the suites refer to the copies of the models.
fn write_cases(
    found: Vec<Suite>,
    python: &Python,
    models: &Path,
    arguments: &DifferentialArguments,
) -> Result<Vec<Comparison>> {
    let mut comparisons = Vec::with_capacity(found.len());
    for mut suite in found {
        // A missing file has the same message in all commands.
        ModelFile::from_argument(&suite.path).read()?;
        let copy = models.join(format!("{}.json", suite.package));
        let written = if arguments.clients {
            let expected = clients::expected(models, &suite);
            python.write_client_cases(&suite.path, &copy, &expected, arguments)?
        } else {
            python.write_cases(&suite.path, &copy, arguments)?
        };
        if let Written::Cases { operations, requests, responses, .. } = written {
            let operations = counted(operations, "operation");
            let cases = counted(requests + responses, "case");
            eprintln!("{}: {operations}, {cases}", suite.name);
            suite.path = copy;
        }
        comparisons.push(Comparison { suite, written });
    }
    Ok(comparisons)
}

/// Tests the models that have cases.
fn test(comparisons: &mut [Comparison], workspace: &CrateWorkspace) -> Result<()> {
    let (mut places, mut suites) = (Vec::new(), Vec::new());
    for comparison in comparisons {
        if matches!(comparison.written, Written::Cases { .. }) {
            suites.push(comparison.suite.clone());
            places.push(&mut comparison.suite);
        }
    }
    conformance_command::emit_and_test(&mut suites, Kinds::Protocol, &[], workspace)?;
    for (place, tested) in places.into_iter().zip(suites) {
        *place = tested;
    }
    Ok(())
}
