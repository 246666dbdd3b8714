//! In: a command line. Out: the developer commands of whitesmith, run as `cargo xtask …`. Only this
//! package reads and writes files; the generator itself works in memory.

mod bench;
mod cli;
mod codegen_command;
mod config_file;
mod conformance_command;
mod crate_workspace;
mod differential_command;
mod figures;
mod job;
mod model_file;
mod moto_command;
mod operations_command;
mod output;
mod partitions_command;
mod paths;
mod python_environment;
mod report;
mod runtime_crate;
mod surroundings;
mod sweep_command;
mod table;

use std::io;
use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Codegen(arguments) => codegen_command::run(&arguments),
        Command::Operations(arguments) => operations_command::run(&arguments),
        Command::Sweep(arguments) => sweep_command::run(&arguments),
        Command::Conformance(arguments) => conformance_command::run(&arguments),
        Command::Differential(arguments) => differential_command::run(&arguments),
        Command::Moto(arguments) => moto_command::run(&arguments),
        Command::Partitions(arguments) => partitions_command::run(&arguments),
        Command::Bench(subject) => bench::run(&subject),
    };
    match outcome {
        Ok(code) => code,
        // Whoever read our output has seen enough, as in `… | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
