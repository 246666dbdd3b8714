//! Writes scripts that complete the command line in a shell, from the definition of the command line.

mod bash;
mod elvish;
mod fish;
mod powershell;
mod zsh;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Arg, Command};

use crate::cli::{Cli, Shell};

/// Prints the script.
pub(crate) fn run(shell: Shell) -> Result<ExitCode> {
    let commands = commands();
    let script = match shell {
        Shell::Bash => bash::script(&commands),
        Shell::Zsh => zsh::script(&commands),
        Shell::Elvish => elvish::script(&commands),
        Shell::Fish => fish::script(&commands),
        Shell::Powershell => powershell::script(&commands),
    };
    io::stdout().lock().write_all(script.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A command.
struct Completed {
    name: String,
    help: String,
    options: Vec<Opt>,
    /// The values of its positional argument, if they are known.
    values: Vec<String>,
}

/// An option of a command.
struct Opt {
    long: String,
    short: Option<char>,
    help: String,
    /// The value; `None` for a flag.
    value: Option<Value>,
}

/// What an option's value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// The path of a file or folder.
    Path,
    /// Any text.
    Text,
}

fn commands() -> Vec<Completed> {
    let mut definition = Cli::definition();
    definition.build();
    let commands = definition.get_subcommands();
    let of = |command: &Command| Completed {
        name: command.get_name().to_owned(),
        help: command.get_about().map(ToString::to_string).unwrap_or_default(),
        options: command.get_arguments().filter_map(option).collect(),
        values: command.get_positionals().flat_map(values).collect(),
    };
    let mut commands: Vec<_> =
        commands.filter(|command| command.get_name() != "help").map(of).collect();
    commands.sort_by(|a, b| a.name.cmp(&b.name));
    commands
}

fn option(argument: &Arg) -> Option<Opt> {
    let name = |argument: &Arg| argument.get_value_names()?.first().map(ToString::to_string);
    let value = argument.get_action().takes_values().then(|| match name(argument).as_deref() {
        Some("FILE" | "DIR") => Value::Path,
        _ => Value::Text,
    });
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    // The first sentence is enough for a list.
    let help = help.split(". ").next().unwrap_or_default();
    let help = help.split(" [default").next().unwrap_or_default();
    let (short, help) = (argument.get_short(), help.to_owned());
    Some(Opt { long: argument.get_long()?.to_owned(), short, help, value })
}

fn values(argument: &Arg) -> Vec<String> {
    argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// The words that can follow a command: its options, and the values of its positional argument.
fn words(command: &Completed) -> Vec<String> {
    let options = command.options.iter().map(|option| format!("--{}", option.long));
    options.chain(command.values.iter().cloned()).collect()
}
