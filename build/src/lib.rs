//! Writes generated crates to disk, or shows the diff, from codegen.toml or from a single job.
//!
//! [`whitesmith`] itself does no I/O. This library does it for the command line and for build
//! scripts: it reads `codegen.toml` ([`config_file`]) into jobs ([`Job`]), compares the emitted
//! files with the disk ([`output::Plan`]), and writes all of them or none ([`output::write`]).

pub mod config_file;
mod job;
mod model_file;
mod model_files;
pub mod output;
mod paths;
mod places;
pub mod report;
pub mod runtime_crate;
mod surroundings;
mod version_requirement;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use job::{Job, OutputFolder};
pub use model_file::ModelFile;
pub use model_files::{ModelFiles, ModelTexts};
pub use places::Places;
pub use surroundings::Surroundings;
pub use version_requirement::version_requirement;

/// The root of the whitesmith checkout that this library was built from.
#[must_use]
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("")
}

/// The command of the cargo that runs this program, else of the one in `PATH`, without arguments.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
