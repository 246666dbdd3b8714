//! The commands of whitesmith's workspace, `cargo xtask …`.
//!
//! `codegen`, `operations` and `diff` are those of `whitesmith-cli`; the others are in the package `developer`.

mod cli;
mod developer;

use std::process::ExitCode;

use anyhow::Result;
use whitesmith_build::report::Detail;
use whitesmith_build::runtime_crate::DefaultRuntime;
use whitesmith_cli::generate::{self, Task};
use whitesmith_cli::{Console, Format, Program, diff, operations};

use cli::{Cli, CodegenArguments, Command};

/// This program.
const XTASK: Program = Program {
    name: "cargo xtask",
    generate: "codegen",
    check: None,
    runtime: DefaultRuntime::Checkout,
    without_file: "run this inside the workspace, or name a model with --model and a folder with --out",
};

fn main() -> ExitCode {
    let command = Cli::read().command;
    let is_quiet = matches!(&command, Command::Codegen(arguments) if arguments.quiet);
    let console = Console::new(Format::Text, is_quiet);
    console.ended(match &command {
        Command::Codegen(arguments) => codegen(arguments, &console),
        Command::Operations(arguments) => operations::run(arguments, &console),
        Command::Diff(arguments) => diff::run(&XTASK, arguments, &console),
        Command::Developer(_) => developer::run(std::env::args_os().skip(1)),
    })
}

fn codegen(arguments: &CodegenArguments, console: &Console) -> Result<ExitCode> {
    let detail = Detail::of(arguments.quiet, arguments.verbose);
    let task = Task { check: arguments.check, detail };
    generate::run(&XTASK, arguments.any_model.job(&XTASK)?, task, console)
}
