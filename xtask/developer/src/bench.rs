//! Runs a benchmark and compares the result with its budget.

mod build;
mod client;
mod cold_build;
pub(crate) mod cpu_time;
mod generate;
mod load;
pub(crate) mod peak_memory;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::Bench;

/// Runs a benchmark.
pub(crate) fn run(subject: &Bench) -> Result<ExitCode> {
    match subject {
        Bench::Build { count } => build::run(*count),
        Bench::Client(arguments) => client::run(arguments),
        Bench::Generate { case, memory } => generate::run(*case, *memory),
        Bench::Load { calls, concurrency } => load::run(*calls, *concurrency),
    }
}
