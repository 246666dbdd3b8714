//! The command `whitesmith`: generates Rust client crates from Smithy models.

mod add;
mod catalog;
mod cli;
mod completions;
mod entry;
mod file;
mod init;
mod lookup;
mod policy;
mod smithy_build;
mod update;
mod version;

use std::process::ExitCode;

use whitesmith_build::report::Detail;
use whitesmith_build::runtime_crate::DefaultRuntime;
use whitesmith_cli::diff::DiffFormat;
use whitesmith_cli::generate::{self, Task};
use whitesmith_cli::{Console, Format, Program, diff, operations};

use cli::{Cli, Command, Output};

/// This program.
const WHITESMITH: Program = Program {
    name: "whitesmith",
    generate: "generate",
    check: Some("check"),
    runtime: DefaultRuntime::Release,
    without_file: "create one with `whitesmith init`, or name a model with --model and a folder with --out",
};

/// What to do in a folder without a codegen.toml, for commands that need the file.
const WITHOUT_FILE: &str = "create one with `whitesmith init`";

fn main() -> ExitCode {
    let command = Cli::read().command;
    let console = console(&command);
    console.ended(match &command {
        Command::Generate(arguments) => {
            let Output { quiet, verbose, .. } = arguments.output;
            let task = Task { check: arguments.check, detail: Detail::of(quiet, verbose) };
            let job = arguments.any_model.job(&WHITESMITH);
            job.and_then(|job| generate::run(&WHITESMITH, job, task, &console))
        }
        Command::Check(arguments) => {
            let Output { quiet, verbose, .. } = arguments.output;
            let task = Task { check: true, detail: Detail::of(quiet, verbose) };
            let job = arguments.any_model.job(&WHITESMITH);
            job.and_then(|job| generate::run(&WHITESMITH, job, task, &console))
        }
        Command::Operations(arguments) => operations::run(&arguments.operations, &console),
        Command::Diff(arguments) => diff::run(&WHITESMITH, arguments, &console),
        Command::Policy(arguments) => policy::run(arguments, &console),
        Command::Init(arguments) => init::run(arguments, &console),
        Command::Add(arguments) => add::run(arguments, &console),
        Command::Update(arguments) => update::run(arguments, &console),
        Command::SmithyBuild(arguments) => smithy_build::run(arguments, &console),
        Command::Completions(arguments) => completions::run(arguments.shell),
    })
}

/// Where the command prints.
fn console(command: &Command) -> Console {
    let (is_json, is_quiet) = match command {
        Command::Generate(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::Check(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::Operations(arguments) => (arguments.json, false),
        Command::Policy(arguments) => (arguments.json, arguments.quiet),
        Command::Init(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::Add(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::Update(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::SmithyBuild(arguments) => (arguments.output.json, arguments.output.quiet),
        Command::Diff(arguments) => (arguments.format == DiffFormat::Json, false),
        Command::Completions(_) => (false, false),
    };
    Console::new(if is_json { Format::Json } else { Format::Text }, is_quiet)
}
