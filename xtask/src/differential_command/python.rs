//! In: a folder. Out: a Python with botocore in it, and the cases that our script has it write.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};

use crate::cli::DifferentialArguments;
use crate::python_environment::{self, text};

/// The exit code by which the script says that a model has nothing to be compared with.
const NOTHING_TO_COMPARE: i32 = 3;

/// What the script made of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A copy of the model with this many cases for this many operations, and what else is to be
    /// known: what could not be compared.
    Cases { operations: usize, cases: usize, notes: Vec<String> },
    /// Nothing, for this reason.
    Nothing(String),
}

/// An interpreter that has botocore.
#[derive(Debug)]
pub(super) struct Python {
    interpreter: PathBuf,
    script: PathBuf,
}

impl Python {
    /// Makes the environment in `folder`, unless it is there already with the right versions.
    pub(super) fn with_botocore(folder: &Path) -> Result<Self> {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("differential");
        let requirements = sources.join("requirements.txt");
        let interpreter = python_environment::interpreter(folder, &requirements, "botocore")?;
        Ok(Self { interpreter, script: sources.join("botocore_cases.py") })
    }

    /// Has botocore's cases written into a copy of the model.
    pub(super) fn write_cases(
        &self,
        model: &Path,
        copy: &Path,
        arguments: &DifferentialArguments,
    ) -> Result<Written> {
        let mut command = Command::new(&self.interpreter);
        // Without -B, Python would write its own files beside ours.
        command.args(["-B", "-X", "utf8"]).arg(&self.script).arg(model).arg(copy);
        command.args(["--cases", &arguments.cases.to_string(), "--seed", &arguments.seed]);
        let output = command.output().context("cannot run Python")?;
        written(&output).with_context(|| format!("cannot make cases for {}", model.display()))
    }
}

/// Reads what the script says: notes on the standard error, counts on the last line of its output.
fn written(output: &Output) -> Result<Written> {
    let (said, notes) = (text(&output.stdout), text(&output.stderr));
    if output.status.code() == Some(NOTHING_TO_COMPARE) {
        return Ok(Written::Nothing(notes));
    }
    if !output.status.success() {
        bail!("{notes}");
    }
    let count = |name: &str| {
        let mut words = said.lines().next_back()?.split_whitespace();
        words.find_map(|word| word.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
    };
    match (count("operations"), count("cases")) {
        (Some(operations), Some(cases)) => {
            let notes = notes.lines().map(str::to_owned).collect();
            Ok(Written::Cases { operations, cases, notes })
        }
        _ => bail!("the script does not tell what it has written: {said:?}"),
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
        let counts = "operations=57 cases=171 skipped=1\n";
        let expected = Written::Cases {
            operations: 57,
            cases: 171,
            notes: vec!["not compared: A".to_owned()],
        };
        assert_eq!(written(&output(0, counts, "not compared: A\n")).unwrap(), expected);
        let expected = Written::Nothing("botocore has no service 'X'".to_owned());
        assert_eq!(written(&output(3, "", "botocore has no service 'X'\n")).unwrap(), expected);
        assert!(written(&output(1, "", "KeyError: 'shapes'")).is_err());
        assert!(written(&output(0, "done", "")).is_err());
    }
}
