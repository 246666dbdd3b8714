//! The commands for developing whitesmith, which `cargo xtask` forwards to this package.

mod bench;
mod cli;
mod conformance_command;
mod crate_workspace;
mod differential_command;
mod figures;
mod moto_command;
mod partitions_command;
mod python_environment;
mod semver_command;
mod sweep_command;
mod table;
mod unsupported;

use std::process::ExitCode;

use clap::Parser as _;
use whitesmith_build::report;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Sweep(arguments) => sweep_command::run(&arguments),
        Command::Conformance(arguments) => conformance_command::run(&arguments),
        Command::Differential(arguments) => differential_command::run(&arguments),
        Command::Moto(arguments) => moto_command::run(&arguments),
        Command::Partitions(arguments) => partitions_command::run(&arguments),
        Command::Semver(arguments) => semver_command::run(&arguments),
        Command::Bench(subject) => bench::run(&subject),
    };
    report::ended(outcome)
}
