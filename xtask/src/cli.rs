//! Defines the command line: commands, options, and their help.

mod developer;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use whitesmith_build::version_requirement;

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
    Operations(OperationsArguments),
    #[command(flatten)]
    Developer(DeveloperCommand),
}

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
    after_long_help = "Examples:
  cargo xtask codegen
      Bring all crates of codegen.toml up to date.

  cargo xtask codegen --check
      Print a diff and fail if they are not up to date, for CI.

  cargo xtask codegen --model chime.json --operation UpdateAccount --out target/chime
      Generate a crate with one operation.

  smithy ast model/ | cargo xtask codegen --model - --out ../client --runtime-version 0.1
      Generate a crate from your own model, with the runtime from crates.io.

The keys of a [[crate]] in codegen.toml; model and out are required:
  model = \"FILE\"            a Smithy 2.0 model in JSON, or a folder of .json files, or
                             a list of files and folders that form one model
  out = \"DIR\"               the folder of the crate
  name = \"CRATE\"            the crate's name
  service = \"ID\"            the service, if the model has several
  protocol = \"ID\"           the protocol, if the service offers several
  operations = [\"NAME\", …]  the operations [default: all]
  runtime = {path = \"DIR\"}  the dependency on the runtime's crates: \"REQ\", or a table with version,
                             path (of the folder that contains core, client and aws), git with
                             rev, branch or tag, registry or registry-index, or workspace = true,
                             which requires the crates in [workspace.dependencies]
                             [default: the path of the runtime of this checkout]
  package.KEY = VALUE        a key of [package] in the crate's Cargo.toml: version, publish, license,
                             description, authors, repository, keywords, …, as cargo takes them
                             [default: version = \"0.1.0\", publish = false]
  standalone = true          make the crate a workspace of its own
  protocol_tests = true      emit the model's protocol tests and endpoint tests

Exit codes: 0 success, 1 failure or (with --check) not up to date, 2 invalid command line."
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

/// The options for a model that is not in codegen.toml.
#[derive(Debug, Args)]
#[command(next_help_heading = "Any other model")]
pub(crate) struct AnyModel {
    /// The Smithy model as JSON: a file, or a folder of .json files. May be repeated, for example to add
    /// `apply` statements that correct the model. `-` is standard input
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) model: Vec<PathBuf>,

    /// The folder of the emitted crate; created if it does not exist
    #[arg(long, value_name = "DIR", requires = "model")]
    pub(crate) out: Option<PathBuf>,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID", requires = "model")]
    pub(crate) service: Option<String>,

    /// The protocol, by name or shape id, such as `restJson1` [default: the first of awsJson1_0,
    /// awsJson1_1 and restJson1 that the service offers]
    #[arg(long, value_name = "ID", requires = "model")]
    pub(crate) protocol: Option<String>,

    /// An operation, by name or shape id. May be repeated [default: all operations]
    #[arg(long = "operation", value_name = "NAME", requires = "model")]
    pub(crate) operations: Vec<String>,

    /// The name of the emitted crate [default: derived from the service's name]
    #[arg(long, value_name = "CRATE", requires = "model", value_parser = crate_name)]
    pub(crate) name: Option<String>,

    /// Emit the model's protocol tests and endpoint tests as tests of the crate
    #[arg(long, requires = "model")]
    pub(crate) protocol_tests: bool,

    /// Make the crate a workspace of its own, for a folder inside a workspace that does not list it
    #[arg(long, requires = "model")]
    pub(crate) standalone: bool,

    /// Use the runtime's crates in this folder: core, client and aws [default: those of this
    /// workspace]
    #[arg(long, value_name = "DIR", requires = "model", conflicts_with = "runtime_version")]
    pub(crate) runtime_path: Option<PathBuf>,

    /// Use the runtime's crates from crates.io, with this version requirement
    #[arg(long, value_name = "REQ", requires = "model", value_parser = version_requirement)]
    pub(crate) runtime_version: Option<String>,
}

/// List the operations of a model, with the number of types that each one needs
#[derive(Debug, Args)]
#[command(after_long_help = "Example:
  cargo xtask operations --model models/chime.json

`types` and `errors` are the numbers for a crate with that operation alone.")]
pub(crate) struct OperationsArguments {
    /// The Smithy model as JSON: a file, or a folder of .json files. May be repeated. `-` is standard
    /// input
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) model: Vec<PathBuf>,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID")]
    pub(crate) service: Option<String>,

    /// A protocol, by name or shape id; operations that cannot be generated for it are marked
    #[arg(long, value_name = "ID")]
    pub(crate) protocol: Option<String>,
}

/// Checks the name of a crate, with a clearer message than Cargo's later one.
fn crate_name(name: &str) -> Result<String, String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(legal) {
        Ok(name.to_owned())
    } else {
        Err("a crate name has only ASCII letters, digits, `-` and `_`, and starts with a letter"
            .to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, error::ErrorKind};

    use super::*;

    fn parse(line: &str) -> Result<Cli, ErrorKind> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        Cli::try_parse_from(words).map_err(|error| error.kind())
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
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
