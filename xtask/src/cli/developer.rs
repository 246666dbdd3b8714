//! The commands for developing whitesmith, which are in the package `developer`.

use std::ffi::OsString;

use clap::{Args, Subcommand};

/// A command of the package `developer`, which parses its options.
#[derive(Debug, Subcommand)]
pub(crate) enum DeveloperCommand {
    /// Generate and compile a crate for every model of a folder
    Sweep(Words),
    /// Run the protocol tests and endpoint tests of models
    Conformance(Words),
    /// Compare the requests of generated crates with those of botocore
    Differential(Words),
    /// Run generated clients against moto, a server that imitates AWS
    Moto(Words),
    /// Update the runtime's table of AWS partitions
    Partitions(Words),
    /// Compare the verdicts of `diff` with those of cargo-semver-checks, rustc and a server
    Semver(Words),
    /// Measure the cost of generated crates
    Bench(Words),
}

/// The arguments after the command's name.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Words {
    #[arg(value_name = "ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}
