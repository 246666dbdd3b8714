//! Compares the requests of the clients of emitted crates with those of botocore's clients.
//!
//! The protocol tests of an emitted crate create the inputs;
//! `xtask/developer/differential/client_requests.rs` replaces the comparison and sends the inputs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use whitesmith::Files;
use whitesmith_build::runtime_crate;

use super::Comparison;
use super::python::{Python, Written};
use crate::conformance_command::{Kinds, Outcome, State, Suite};
use crate::crate_workspace::CrateWorkspace;
use crate::python_environment::text;

/// The emitted test file, and its new name.
const EMITTED: &str = "tests/protocol_tests.rs";
const SENDING: &str = "client_requests";

/// The import in emitted tests, which is replaced by the recorder.
const IMPORT: &str = "use whitesmith_runtime::protocol_tests::RequestTest;";

/// The variable with the folder for the recorded requests.
const FOLDER: &str = "CLIENT_REQUESTS";

/// The file with the requests of botocore's clients for a model.
pub(super) fn expected(models: &Path, suite: &Suite) -> PathBuf {
    models.join(format!("{}.expected.json", suite.package))
}

/// Runs the clients and compares their requests.
pub(super) fn test(
    comparisons: &mut [Comparison],
    python: &Python,
    models: &Path,
    workspace: &CrateWorkspace,
    requests: &Path,
) -> Result<()> {
    emit(comparisons, workspace)?;
    send(workspace, requests)?;
    for Comparison { suite, .. } in comparisons {
        let State::Emitted(emitted) = suite.state else { continue };
        let sent = requests.join(&suite.package);
        let (same, words) = python.compare_clients(&expected(models, suite), &sent)?;
        let failed = emitted.cases.saturating_sub(same);
        let outcome = Outcome { passed: same, failed, words, ..Outcome::default() };
        suite.state = State::Tested(emitted, outcome);
    }
    Ok(())
}

/// Emits a crate for each model.
fn emit(comparisons: &mut [Comparison], workspace: &CrateWorkspace) -> Result<()> {
    let runtime = runtime_crate::anywhere()?;
    let mut members = Vec::new();
    for Comparison { suite, written } in comparisons {
        if let Written::Cases { .. } = written {
            suite.emit(Kinds::Protocol, workspace, &runtime, sending)?;
        }
        if let State::Emitted(_) = suite.state {
            members.push(suite.package.clone());
        }
    }
    workspace.close(members.iter().map(String::as_str))
}

/// The files of a crate whose tests send requests.
fn sending(mut files: Files) -> Result<Files> {
    let recorder = Path::new(env!("CARGO_MANIFEST_DIR")).join("differential/client_requests.rs");
    let recorder = recorder.to_str().context("the path of the recorder is not Unicode")?;
    let tests = files.remove(EMITTED).context("the crate has no tests")?;
    let Some((before, after)) = tests.split_once(IMPORT) else {
        bail!("the emitted tests do not have the line `{IMPORT}`");
    };
    let module = format!("#[path = {recorder:?}]\nmod recorder;\nuse recorder::RequestTest;");
    files.insert(format!("tests/{SENDING}.rs"), [before, &module, after].concat());
    let manifest = files.get_mut("Cargo.toml").context("the crate has no manifest")?;
    *manifest = manifest.replace("[dev-dependencies]\n", "[dev-dependencies]\nhttp = \"1\"\n");
    Ok(files)
}

/// Runs the tests, which record the requests.
fn send(workspace: &CrateWorkspace, requests: &Path) -> Result<()> {
    if requests.exists() {
        fs::remove_dir_all(requests)
            .with_context(|| format!("cannot remove {}", requests.display()))?;
    }
    let test = || {
        let mut command = workspace.cargo("test");
        command.args(["--workspace", "--test", SENDING, "--quiet"]);
        command.args(["--no-default-features", "--features", "client"]);
        command.env(FOLDER, requests).stdin(Stdio::null());
        command
    };
    if !test().arg("--no-run").status().context("cannot run cargo")?.success() {
        bail!("the crates do not compile");
    }
    let output = test().arg("--no-fail-fast").output().context("cannot run cargo")?;
    if !output.status.success() {
        let words = [text(&output.stdout), text(&output.stderr)].join("\n");
        bail!("clients cannot send their requests: cargo ended with {}\n{words}", output.status);
    }
    Ok(())
}
