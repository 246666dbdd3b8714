//! Runs the example `load` of the package `end_to_end`, which is a program of its own so that this
//! one needs no client.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use whitesmith_build::config_file;

/// Builds and runs the example, which prints its figures and fails if they exceed its limits.
pub(super) fn run(calls: u32, concurrency: u32) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let mut command = whitesmith_build::cargo();
    command.current_dir(root).args([
        "run",
        "--quiet",
        "--profile",
        "bench",
        "--package",
        "end_to_end",
    ]);
    command.args(["--example", "load", "--", &calls.to_string(), &concurrency.to_string()]);
    let status = command.status().context("cannot run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
