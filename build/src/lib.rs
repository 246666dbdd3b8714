//! Reads models from files, and writes what [`whitesmith`] generates from them. [`whitesmith`] itself reads
//! and writes no files.
//!
//! Build scripts use [`Config`], which generates a module into `OUT_DIR`. They need no feature:
//!
//! ```toml
//! [build-dependencies]
//! whitesmith-build = { version = "0.1", default-features = false }
//! ```
//!
//! With the default feature `codegen-toml`, `Config::generate_into` generates a whole package, for build scripts and
//! programs that keep one up to date from code. There is also what the command line uses to keep emitted packages
//! up to date: it reads `codegen.toml` (`config_file`) into jobs (`Job`), compares the emitted files with the
//! disk (`output::Plan`), and writes all of them or none (`output::write`).

// Badges that name the feature of an item, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod build_script;
#[cfg(feature = "codegen-toml")]
pub mod config_file;
mod input_problem;
#[cfg(feature = "codegen-toml")]
mod job;
mod model_file;
mod model_files;
#[cfg(feature = "codegen-toml")]
pub mod output;
#[cfg(feature = "codegen-toml")]
mod paths;
#[cfg(feature = "codegen-toml")]
mod places;
#[cfg(feature = "codegen-toml")]
pub mod report;
#[cfg(feature = "codegen-toml")]
mod revision;
#[cfg(feature = "codegen-toml")]
pub mod runtime_crate;
#[cfg(feature = "codegen-toml")]
mod surroundings;
#[cfg(feature = "codegen-toml")]
mod version_requirement;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use build_script::{Config, Error};
pub use input_problem::{InputProblem, InputProblems, Place};
#[cfg(feature = "codegen-toml")]
pub use job::{Job, OutputFolder};
pub use model_file::ModelFile;
pub use model_files::{ModelFiles, ModelTexts};
#[cfg(feature = "codegen-toml")]
pub use places::Places;
#[cfg(feature = "codegen-toml")]
pub use revision::Revision;
#[cfg(feature = "codegen-toml")]
pub use surroundings::Surroundings;
#[cfg(feature = "codegen-toml")]
pub use version_requirement::version_requirement;
pub use whitesmith::{Clients, SerdeNames};
#[cfg(feature = "codegen-toml")]
pub use whitesmith::{DependencyValue, PackageKey, PackageValue, RuntimeDependency};

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
