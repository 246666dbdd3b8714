//! Runs the Python scripts that write botocore's cases.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};

use crate::cli::DifferentialArguments;
use crate::python_environment::{self, text};

/// The exit code of the script if there is nothing to compare for a model.
const NOTHING_TO_COMPARE: i32 = 3;

/// The result of the script for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// It wrote a copy of the model with cases. The notes list what cannot be compared.
    Cases { operations: usize, requests: usize, responses: usize, notes: Vec<String> },
    /// There is nothing to compare, for this reason.
    Nothing(String),
}

/// A Python interpreter with botocore.
#[derive(Debug)]
pub(super) struct Python {
    interpreter: PathBuf,
    /// The folder with the scripts.
    sources: PathBuf,
}

impl Python {
    /// The interpreter in the environment of the repository at `root`.
    pub(super) fn with_botocore(root: &Path) -> Result<Self> {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("differential");
        let interpreter = python_environment::interpreter(root)?;
        Ok(Self { interpreter, sources })
    }

    /// Writes a model derived from botocore's description of a service.
    pub(super) fn write_model(&self, service: &str, model: &Path) -> Result<()> {
        let output =
            self.run("converted_model.py", &[service.as_ref(), model.as_os_str()], None)?;
        if !output.status.success() {
            bail!("{}", text(&output.stderr));
        }
        Ok(())
    }

    /// Writes a copy of the model with botocore's cases.
    pub(super) fn write_cases(
        &self,
        model: &Path,
        copy: &Path,
        arguments: &DifferentialArguments,
    ) -> Result<Written> {
        let files = [model.as_os_str(), copy.as_os_str()];
        let output = self.run("botocore_cases.py", &files, Some(arguments))?;
        written(&output).with_context(|| format!("cannot create cases for {}", model.display()))
    }

    /// Writes a copy of the model with cases for clients, and the requests of botocore's clients to
    /// `expected`.
    pub(super) fn write_client_cases(
        &self,
        model: &Path,
        copy: &Path,
        expected: &Path,
        arguments: &DifferentialArguments,
    ) -> Result<Written> {
        let files = [model.as_os_str(), copy.as_os_str(), expected.as_os_str()];
        let output = self.run("client_cases.py", &files, Some(arguments))?;
        written(&output).with_context(|| format!("cannot create cases for {}", model.display()))
    }

    /// Compares recorded requests with those of botocore's clients. Returns the number of equal
    /// cases, and the differences of the others.
    pub(super) fn compare_clients(&self, expected: &Path, sent: &Path) -> Result<(usize, String)> {
        let files = [expected.as_os_str(), sent.as_os_str()];
        let output = self.run("compare_clients.py", &files, None)?;
        let (said, differences) = (text(&output.stdout), text(&output.stderr));
        match count(&said, "same") {
            Some(same) if output.status.success() => Ok((same, differences)),
            Some(_) | None => bail!("{differences}"),
        }
    }

    fn run(
        &self,
        script: &str,
        files: &[&OsStr],
        arguments: Option<&DifferentialArguments>,
    ) -> Result<Output> {
        let mut command = Command::new(&self.interpreter);
        // -B: Python must not write bytecode beside the sources.
        command.args(["-B", "-X", "utf8"]).arg(self.sources.join(script)).args(files);
        if let Some(arguments) = arguments {
            command.args(["--cases", &arguments.cases.to_string(), "--seed", &arguments.seed]);
            if let Some(protocol) = &arguments.protocol {
                command.args(["--protocol", protocol]);
            }
            for operation in &arguments.operation {
                command.args(["--operation", operation]);
            }
            if let Some(messages) = arguments.only {
                command.args(["--only", messages.name()]);
            }
        }
        command.output().context("cannot run Python")
    }
}

/// The number after `NAME=` on the last line of a script's output.
fn count(said: &str, name: &str) -> Option<usize> {
    let mut words = said.lines().next_back()?.split_whitespace();
    words.find_map(|word| word.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// Parses the output of the script: notes on standard error, counts on the last line of standard
/// output.
fn written(output: &Output) -> Result<Written> {
    let (said, notes) = (text(&output.stdout), text(&output.stderr));
    if output.status.code() == Some(NOTHING_TO_COMPARE) {
        return Ok(Written::Nothing(notes));
    }
    if !output.status.success() {
        bail!("{notes}");
    }
    match ["operations", "requests", "responses"].map(|name| count(&said, name)) {
        [Some(operations), Some(requests), Some(responses)] => {
            let notes = notes.lines().map(str::to_owned).collect();
            Ok(Written::Cases { operations, requests, responses, notes })
        }
        _ => bail!("unexpected output of the script: {said:?}"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::ExitStatus;

    use super::*;

    fn output(code: i32, stdout: &str, stderr: &str) -> Output {
        let status = ExitStatus::from_raw(code << 8);
        Output { status, stdout: stdout.into(), stderr: stderr.into() }
    }

    #[test]
    fn what_the_script_says() {
        let counts = "operations=57 requests=171 responses=12\n";
        let expected = Written::Cases {
            operations: 57,
            requests: 171,
            responses: 12,
            notes: vec!["not compared: A".to_owned()],
        };
        assert_eq!(written(&output(0, counts, "not compared: A\n")).unwrap(), expected);
        let expected = Written::Nothing("botocore has no service 'X'".to_owned());
        assert_eq!(written(&output(3, "", "botocore has no service 'X'\n")).unwrap(), expected);
        assert!(written(&output(1, "", "KeyError: 'shapes'")).is_err());
        assert!(written(&output(0, "done", "")).is_err());
    }
}
