//! Runs a command of the package `developer` and returns its exit code.
//!
//! These commands are in a package of their own so that `cargo xtask codegen`, the first command
//! that anyone runs in a fresh clone, compiles only what it needs.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

/// Compiles the package if necessary, and runs it with the same arguments.
pub(crate) fn run(words: impl IntoIterator<Item = OsString>) -> Result<ExitCode> {
    let status = command(words).status().context("cannot run cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn command(words: impl IntoIterator<Item = OsString>) -> Command {
    let mut command = whitesmith_build::cargo();
    command.args(["run", "--quiet", "--package", "developer", "--manifest-path"]);
    command.arg(whitesmith_build::checkout().join("Cargo.toml")).arg("--").args(words);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_handed_over() {
        let command = command(["sweep", "--only", "a b"].map(OsString::from));
        let words: Vec<_> = command.get_args().filter_map(|word| word.to_str()).collect();
        assert_eq!(words[..4], ["run", "--quiet", "--package", "developer"]);
        assert_eq!(words[words.len() - 4..], ["--", "sweep", "--only", "a b"]);
    }
}
