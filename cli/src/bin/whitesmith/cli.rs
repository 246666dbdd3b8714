//! Defines the command line: commands, options, and their help.

mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use whitesmith_cli::diff::DiffArguments;
use whitesmith_cli::operations::Operations;
use whitesmith_cli::{AnyModel, OneModel};

use crate::policy;

/// Generate small, readable Rust client crates from Smithy models
#[derive(Debug, Parser)]
#[command(name = "whitesmith", version, arg_required_else_help = true, after_help = help::ALL)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the crates of codegen.toml, or one crate from any model
    #[command(long_about = help::GENERATE, after_long_help = help::after_generate())]
    Generate(GenerateArguments),
    /// Print a diff and fail if generated crates are not up to date; the same as `generate --check`
    #[command(after_long_help = help::AFTER_CHECK)]
    Check(CheckArguments),
    /// List the operations of a model, with the number of types that each one needs
    #[command(after_long_help = help::AFTER_OPERATIONS)]
    Operations(OperationsArguments),
    /// Compare two versions of a model: what changes in the Rust API, on the wire and in behavior
    #[command(long_about = help::DIFF, after_long_help = help::AFTER_DIFF)]
    Diff(DiffArguments),
    /// Print the least IAM policy for the operations of the crates of codegen.toml, or of any model
    #[command(long_about = help::POLICY, after_long_help = help::AFTER_POLICY)]
    Policy(PolicyArguments),
    /// Write a small codegen.toml into the current folder
    #[command(after_long_help = help::AFTER_INIT)]
    Init(InitArguments),
    /// Find a service in a folder of models, copy its model, add it to codegen.toml and generate its crate
    #[command(long_about = help::ADD, after_long_help = help::AFTER_ADD)]
    Add(AddArguments),
    /// Take newer models from a folder, print what changes, and generate the crates
    #[command(long_about = help::UPDATE, after_long_help = help::AFTER_UPDATE)]
    Update(UpdateArguments),
    /// Generate a crate as a plugin of smithy-build: the model is standard input
    #[command(long_about = help::SMITHY_BUILD, after_long_help = help::AFTER_SMITHY_BUILD)]
    SmithyBuild(SmithyBuildArguments),
    /// Print a script that completes the commands and options of `whitesmith` in a shell
    #[command(after_long_help = help::AFTER_COMPLETIONS)]
    Completions(CompletionsArguments),
}

/// What to print, and in which form.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Print nothing but warnings and errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print what happened to each file
    #[arg(short, long)]
    pub(crate) verbose: bool,

    /// Print a JSON object on each line of standard output, for programs; see `whitesmith --help`
    #[arg(long, conflicts_with_all = ["quiet", "verbose"])]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    /// Write nothing; print a diff of all files that are out of date, and fail if there are any
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) output: Output,

    #[command(flatten)]
    pub(crate) any_model: AnyModel,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) output: Output,

    #[command(flatten)]
    pub(crate) any_model: AnyModel,
}

#[derive(Debug, Args)]
pub(crate) struct OperationsArguments {
    #[command(flatten)]
    pub(crate) operations: Operations,

    /// Print a JSON object for each operation on a line of standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PolicyArguments {
    /// A crate of codegen.toml, by the name of its package or its folder [default: all crates]
    #[arg(value_name = "CRATE", conflicts_with = "model")]
    pub(crate) name: Option<String>,

    /// A Smithy model as JSON, instead of codegen.toml: a file, or a folder of .json files. May be repeated. `-`
    /// is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Vec<PathBuf>,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID", requires = "model")]
    pub(crate) service: Option<String>,

    /// An operation, by name or shape id. May be repeated [default: all operations]
    #[arg(long = "operation", value_name = "NAME", requires = "model")]
    pub(crate) operations: Vec<String>,

    /// The partition of the resources, such as aws-cn
    #[arg(long, value_name = "NAME", default_value = "aws", value_parser = policy::arn_part)]
    pub(crate) partition: String,

    /// The region of the resources, or `*` for all
    #[arg(long, value_name = "NAME", default_value = "*", value_parser = policy::arn_part)]
    pub(crate) region: String,

    /// The id of the account of the resources, or `*` for all
    #[arg(long, value_name = "ID", default_value = "*", value_parser = policy::arn_part)]
    pub(crate) account: String,

    /// Print nothing but the policy, warnings and errors
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Print a JSON object on each line of standard output, for programs; see `whitesmith --help`
    #[arg(long, conflicts_with = "quiet")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// A model of your own: the file begins with a crate for it. A file or a folder of .json files
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) model: Option<PathBuf>,

    /// The folder of the crate for the model
    #[arg(long, value_name = "DIR", requires = "model")]
    pub(crate) out: Option<PathBuf>,

    /// An operation for the crate. May be repeated [default: all operations]
    #[arg(long = "operation", value_name = "NAME", requires = "model")]
    pub(crate) operations: Vec<String>,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    /// The service: its shape name or id, `sdkId`, endpoint prefix, ARN namespace, or the name of the
    /// model's file, in upper or lower case
    #[arg(value_name = "SERVICE")]
    pub(crate) service: String,

    /// An operation, by name or shape id. May be repeated [default: all operations]
    #[arg(long = "operation", value_name = "NAME")]
    pub(crate) operations: Vec<String>,

    /// The folder of models: a checkout of <https://github.com/aws/api-models-aws>, or any folder that has
    /// models in JSON, at any depth
    #[arg(long, value_name = "DIR")]
    pub(crate) models: PathBuf,

    /// The folder of the crate, relative to codegen.toml [default: the name of the model's file]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<String>,

    /// Let the crate depend on the runtime's crates in this folder: core, client and aws [default: those
    /// of this release, from crates.io]
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct UpdateArguments {
    /// The folder of models: a checkout of <https://github.com/aws/api-models-aws>, or any folder that has
    /// models in JSON, at any depth
    #[arg(long, value_name = "DIR")]
    pub(crate) models: PathBuf,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct SmithyBuildArguments {
    /// The folder of the emitted crate, relative to the plugin's folder [default: the plugin's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) one: OneModel,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: Shell,
}

/// A shell with completions.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
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

    /// The definition of the command line.
    pub(crate) fn definition() -> clap::Command {
        let command = Self::command().mut_subcommand("generate", AnyModel::requiring);
        command.mut_subcommand("check", AnyModel::requiring)
    }
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::definition().debug_assert();
    }

    #[test]
    fn options_that_need_or_exclude_each_other() {
        let cases = [
            ("generate", None),
            ("generate --json --check", None),
            ("check --quiet", None),
            ("generate --json --quiet", Some(ErrorKind::ArgumentConflict)),
            ("check --operation A", Some(ErrorKind::MissingRequiredArgument)),
            ("add chime", Some(ErrorKind::MissingRequiredArgument)),
            ("add chime --models m --operation A --operation B", None),
            ("init --operation A", Some(ErrorKind::MissingRequiredArgument)),
            ("update", Some(ErrorKind::MissingRequiredArgument)),
            ("smithy-build --operation A --out crate", None),
            ("policy chime --quiet", None),
            ("policy chime --model a.json", Some(ErrorKind::ArgumentConflict)),
            ("policy --operation A", Some(ErrorKind::MissingRequiredArgument)),
            ("policy --region us:east", Some(ErrorKind::ValueValidation)),
            ("completions tcsh", Some(ErrorKind::InvalidValue)),
            ("genrate", Some(ErrorKind::InvalidSubcommand)),
            ("", Some(ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)),
        ];
        for (line, expected) in cases {
            let words = ["whitesmith"].into_iter().chain(line.split_whitespace());
            assert_eq!(Cli::parsed(words).err().map(|error| error.kind()), expected, "{line}");
        }
    }
}
