//! Defines the options of the command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use whitesmith::diff::Level;

/// The options of the command.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// The old version: a model as JSON, a folder of .json files, or `git:REVISION` for what that revision has:
    /// the models of codegen.toml or, if NEW is a path, the model there. `git:REVISION:PATH` is the model at a path
    #[arg(value_name = "OLD", required_unless_present = "rules")]
    pub old: Option<PathBuf>,

    /// The new version, in the same forms [default: the files as they are]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,

    /// An operation, by name or shape id, of the crates that have it. May be repeated [default: those of codegen.toml
    /// or, for models, all]
    #[arg(long = "operation", value_name = "NAME")]
    pub operations: Vec<String>,

    /// The service, by name or shape id, if a model has several
    #[arg(long, value_name = "ID")]
    pub service: Option<String>,

    /// The protocol, by name or shape id [default: the one that `generate` chooses]
    #[arg(long, value_name = "ID")]
    pub protocol: Option<String>,

    /// Compare for the crate in this folder, with the operations and other settings that codegen.toml has for it
    #[arg(long = "crate", value_name = "DIR", conflicts_with_all = ["service", "protocol"])]
    pub for_crate: Option<String>,

    /// The form of the output
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORM")]
    pub format: DiffFormat,

    /// Fail with exit code 1 if a change is of this level or a higher one: major, minor or patch
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<Level>,

    /// List the kinds of changes, with the level of each and the reason for it
    #[arg(long, exclusive = true)]
    pub rules: bool,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Lines for a terminal
    Text,
    /// A comment for a pull request
    Markdown,
    /// A JSON object for each crate, with all changes
    Json,
}
