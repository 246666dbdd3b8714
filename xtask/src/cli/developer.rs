//! The commands that look after whitesmith itself, by name: the package `developer` has them.

use std::ffi::OsString;

use clap::{Args, Subcommand};

/// A command of the package `developer`, which knows its options.
#[derive(Debug, Subcommand)]
pub(crate) enum DeveloperCommand {
    /// Generate and compile a crate for every model of a folder
    Sweep(Words),
    /// Run the protocol and endpoint tests that models carry
    Conformance(Words),
    /// Compare the requests of generated crates with those of botocore
    Differential(Words),
    /// Have generated clients call moto, a server that imitates AWS
    Moto(Words),
    /// Bring the runtime's table of AWS's partitions up to date
    Partitions(Words),
    /// Measure what generated crates cost
    Bench(Words),
}

/// Whatever follows the command's name.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Words {
    #[arg(value_name = "ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}
