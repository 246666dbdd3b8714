//! Defines the command line: commands, options, and their help.

mod developer;

use std::ffi::OsString;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use whitesmith_cli::diff::DiffArguments;
use whitesmith_cli::operations::Operations;
use whitesmith_cli::{AnyModel, crate_keys};

pub(crate) use developer::DeveloperCommand;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Generate Rust clients from Smithy models, and maintain this workspace",
    after_help = "Start with `cargo xtask codegen`. `cargo xtask COMMAND --help` explains a command."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Codegen(CodegenArguments),
    /// List the operations of a model, with the number of types that each one needs
    #[command(after_long_help = "Example:
  cargo xtask operations --model models/chime.json

`types` and `errors` are the numbers for a crate with that operation alone.")]
    Operations(Operations),
    /// Compare two versions of a model: what changes in the Rust API, on the wire and in behavior
    #[command(after_long_help = "Examples:
  cargo xtask diff git:main
      Compare the crates of codegen.toml with those of the branch `main`.

  cargo xtask diff git:main --format markdown --fail-on major
      The same as a comment for a pull request; fail if a change is major.")]
    Diff(DiffArguments),
    #[command(flatten)]
    Developer(DeveloperCommand),
}

fn after_codegen() -> String {
    let keys = crate_keys("the path of the runtime of this checkout");
    format!("{CODEGEN_EXAMPLES}\n\n{keys}\n\n{CODEGEN_EXIT_CODES}")
}

const CODEGEN_EXAMPLES: &str = "Examples:
  cargo xtask codegen
      Bring all crates of codegen.toml up to date.

  cargo xtask codegen --check
      Print a diff and fail if they are not up to date, for CI.

  cargo xtask codegen --model chime.json --operation UpdateAccount --out target/chime
      Generate a crate with one operation.

  smithy ast model/ | cargo xtask codegen --model - --out ../client --runtime-version 0.1
      Generate a crate from your own model, with the runtime from crates.io.";

const CODEGEN_EXIT_CODES: &str =
    "Exit codes: 0 success, 1 failure or (with --check) not up to date, 2 invalid command line.";

/// Generate client crates from Smithy models
#[derive(Debug, Args)]
#[command(
    long_about = "Generate client crates from Smithy models.\n\n\
        Without options, every [[crate]] of codegen.toml is generated. The file is searched for in \
        the current folder and its parents. With --model, one crate is generated from a Smithy 2.0 model \
        in JSON.\n\n\
        A crate inside a cargo workspace must be a member of it: add the crate to `members` there. \
        With --standalone, the crate is a workspace of its own; in the build folder of a workspace, \
        `target`, it always is.\n\n\
        Files that do not change are not written. Files that were generated earlier and are no longer \
        needed are removed. Files that whitesmith did not generate are never overwritten or removed. \
        After an error, all files are as they were.",
    after_long_help = after_codegen()
)]
pub(crate) struct CodegenArguments {
    /// Write nothing; print a diff of all files that are out of date, and fail if there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Print nothing but warnings and errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print what happened to each file
    #[arg(short, long)]
    pub(crate) verbose: bool,

    #[command(flatten)]
    pub(crate) any_model: AnyModel,
}

impl Cli {
    /// Parses the command line. Ends the program if it is invalid.
    pub(crate) fn read() -> Self {
        match Self::parsed(std::env::args_os()) {
            Ok(cli) => cli,
            Err(error) => error.exit(),
        }
    }

    fn parsed<W: Into<OsString> + Clone>(
        words: impl IntoIterator<Item = W>,
    ) -> Result<Self, clap::Error> {
        Self::from_arg_matches(&Self::definition().try_get_matches_from(words)?)
    }

    fn definition() -> clap::Command {
        Self::command().mut_subcommand("codegen", AnyModel::requiring)
    }
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;

    use super::*;

    fn parse(line: &str) -> Result<Cli, ErrorKind> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        Cli::parsed(words).map_err(|error| error.kind())
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::definition().debug_assert();
    }

    #[test]
    fn options_that_need_each_other() {
        let cases = [
            ("codegen", None),
            ("codegen --check --verbose", None),
            ("codegen --model - --out x --operation A --operation B", None),
            ("codegen --model a.json --model fixes --out x", None),
            ("operations --model a --model b", None),
            ("codegen --model a.json", Some(ErrorKind::MissingRequiredArgument)),
            ("codegen --operation A", Some(ErrorKind::MissingRequiredArgument)),
            ("codegen --quiet --verbose", Some(ErrorKind::ArgumentConflict)),
            (
                "codegen --model a --out b --runtime-path c --runtime-version 1",
                Some(ErrorKind::ArgumentConflict),
            ),
            ("codegen --model a --out b --name ../c", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --runtime-version 0.1", None),
            ("codegen --model a --out b --standalone", None),
            ("codegen --standalone", Some(ErrorKind::MissingRequiredArgument)),
            (
                "codegen --model a --out b --runtime-version latest",
                Some(ErrorKind::ValueValidation),
            ),
            ("codegen --model a --out b --runtime-version 1.x.3", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --runtime-version 0.1\"", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --protocol restJson1", None),
            ("codegen --protocol restJson1", Some(ErrorKind::MissingRequiredArgument)),
            ("operations --model a --protocol restJson1", None),
            ("operations", Some(ErrorKind::MissingRequiredArgument)),
            ("codgen", Some(ErrorKind::InvalidSubcommand)),
            ("sweep models --only a", None),
            ("sweep --help", None),
            ("bench build --count", None),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line).err(), expected, "{line}");
        }
    }
}
