//! Defines the options for a model that is not in codegen.toml, and turns them into a job.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::Args;
use whitesmith::{Config, Layout, RuntimeDependency, SerdeNames};
use whitesmith_build::{Job, ModelFiles, OutputFolder, Places, runtime_crate, version_requirement};

use crate::program::Program;

/// The options for a model that is not in codegen.toml.
#[derive(Debug, Args)]
#[command(next_help_heading = "Any other model")]
pub struct AnyModel {
    /// The Smithy model as JSON: a file, or a folder of .json files. May be repeated, for example to add
    /// `apply` statements that correct the model. `-` is standard input
    #[arg(long, value_name = "FILE", requires = "out")]
    pub model: Vec<PathBuf>,

    /// The folder of the emitted crate; created if it does not exist
    #[arg(long, value_name = "DIR", requires = "model")]
    pub out: Option<PathBuf>,

    /// What to generate.
    #[command(flatten)]
    pub one: OneModel,
}

/// The options for a model that is given.
#[derive(Debug, Args)]
pub struct OneModel {
    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID")]
    pub service: Option<String>,

    /// The protocol, by name or shape id, such as `restJson1` [default: the first of rpcv2Cbor,
    /// rpcv2Json, awsJson1_0, awsJson1_1, restJson1, restXml, awsQuery and ec2Query that the service
    /// offers]
    #[arg(long, value_name = "ID")]
    pub protocol: Option<String>,

    /// An operation, by name or shape id. May be repeated [default: all operations]
    #[arg(long = "operation", value_name = "NAME")]
    pub operations: Vec<String>,

    /// The name of the emitted crate [default: derived from the service's name]
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    pub name: Option<String>,

    /// Emit the model's protocol tests and endpoint tests as tests of the crate
    #[arg(long)]
    pub protocol_tests: bool,

    /// Add the feature `serde`: Serialize and Deserialize for the types, with `wire-names` (the JSON of the
    /// service) or `rust-names`
    #[arg(long, value_name = "NAMES")]
    pub serde: Option<SerdeNames>,

    /// Make the crate a workspace of its own, for a folder inside a workspace that does not list it
    #[arg(long)]
    pub standalone: bool,

    /// Use the runtime's crates in this folder: core, client and aws
    #[arg(long, value_name = "DIR", conflicts_with = "runtime_version")]
    pub runtime_path: Option<PathBuf>,

    /// Use the runtime's crates from crates.io, with this version requirement
    #[arg(long, value_name = "REQ", value_parser = version_requirement)]
    pub runtime_version: Option<String>,
}

impl AnyModel {
    /// The options that need a model. `clap` cannot state this for options that are shared with commands
    /// where the model is always given.
    pub const NEED_A_MODEL: [&'static str; 9] = [
        "service",
        "protocol",
        "operations",
        "name",
        "protocol_tests",
        "serde",
        "standalone",
        "runtime_path",
        "runtime_version",
    ];

    /// Adds to the definition of a command that its options need a model.
    #[must_use]
    pub fn requiring(command: clap::Command) -> clap::Command {
        Self::NEED_A_MODEL.into_iter().fold(command, |command, option| {
            command.mut_arg(option, |argument| argument.requires("model"))
        })
    }

    /// The job of the options; `None` if there are none, so that codegen.toml is used.
    ///
    /// # Errors
    ///
    /// The crates of the runtime are not in their folder.
    pub fn job(&self, program: &Program) -> Result<Option<Job>> {
        match (self.model.as_slice(), &self.out) {
            ([_, ..], Some(out)) => {
                let runtime = self.one.runtime(out, program)?;
                Ok(Some(self.one.job(ModelFiles::from_arguments(&self.model), out, runtime)))
            }
            _ => Ok(None),
        }
    }
}

impl OneModel {
    /// The dependency on the runtime that the options choose, for a crate in the folder `out`.
    ///
    /// # Errors
    ///
    /// The crates of the runtime are not in their folder.
    pub fn runtime(&self, out: &Path, program: &Program) -> Result<RuntimeDependency> {
        match (&self.runtime_version, &self.runtime_path) {
            (Some(version), _) => Ok(RuntimeDependency::Version(version.clone())),
            (None, Some(path)) => Self::runtime_at(out, path),
            (None, None) => {
                program.runtime.dependency(out).map_err(|problem| other_runtime(&problem))
            }
        }
    }

    /// The dependency on the runtime in a folder, for a crate in the folder `out`.
    ///
    /// # Errors
    ///
    /// The crates of the runtime are not in the folder.
    pub fn runtime_at(out: &Path, path: &Path) -> Result<RuntimeDependency> {
        runtime_crate::at(out, path).map_err(|problem| other_runtime(&problem))
    }

    /// The job of the options, with a model and the folder of the crate.
    #[must_use]
    pub fn job(&self, model: ModelFiles, out: &Path, runtime: RuntimeDependency) -> Job {
        Job {
            model,
            out: OutputFolder::new(out.to_owned(), &out.display().to_string()),
            config: Config {
                service: self.service.clone(),
                protocol: self.protocol.clone(),
                operations: self.operations.clone(),
                name: self.name.clone(),
                layout: Layout::Package,
                runtime,
                package: BTreeMap::new(),
                standalone: self.standalone,
                protocol_tests: self.protocol_tests,
                serde: self.serde,
                ..Config::default()
            },
            bump_version: false,
            places: Places::default(),
        }
    }
}

/// A problem with the runtime, with help on the options for another one.
fn other_runtime(problem: &anyhow::Error) -> anyhow::Error {
    anyhow!(
        "{problem:#}\n  help: name the folder of the runtime's crates with --runtime-path, or their version \
         with --runtime-version"
    )
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
