//! In: a command line. Out: the commands of whitesmith's workspace, run as `cargo xtask …`.
//!
//! The crate `whitesmith` generates in memory, and `whitesmith-build` reads and writes the files.

mod any_model;
mod cli;
mod codegen_command;
mod developer;
mod operations_command;
mod options;

use std::io;
use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Codegen(arguments) => codegen_command::run(&arguments),
        Command::Operations(arguments) => operations_command::run(&arguments),
        Command::Developer(_) => developer::run(std::env::args_os().skip(1)),
    };
    match outcome {
        Ok(code) => code,
        // The reader of the output has seen enough, as in `… | head`.
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
