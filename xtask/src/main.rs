//! The commands of whitesmith's workspace, `cargo xtask …`.
//!
//! The crate `whitesmith` generates crates in memory, and `whitesmith-build` reads and writes the
//! files.

mod any_model;
mod cli;
mod codegen_command;
mod developer;
mod operations_command;
mod options;

use std::process::ExitCode;

use clap::Parser as _;
use whitesmith_build::report;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Codegen(arguments) => codegen_command::run(&arguments),
        Command::Operations(arguments) => operations_command::run(&arguments),
        Command::Developer(_) => developer::run(std::env::args_os().skip(1)),
    };
    report::ended(outcome)
}
