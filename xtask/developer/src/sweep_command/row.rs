//! Defines the result of a model: a row of the table.

use std::time::Duration;

use super::candidates::Candidate;

/// A model and its result so far.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The model.
    pub(super) candidate: Candidate,
    /// The protocol of the crate, or the protocols of the service if none of them is supported.
    pub(super) protocol: String,
    /// The crate, if it was written.
    pub(super) emitted: Option<Emitted>,
    /// The state of the model.
    pub(super) outcome: Outcome,
}

/// A generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Emitted {
    /// The package's name.
    pub(super) package: String,
    /// The number of operations.
    pub(super) operations: usize,
    /// The number of warnings about parts that are left out.
    pub(super) left_out: usize,
    /// The number of examples in the documentation.
    pub(super) examples: usize,
    /// The number of smoke tests.
    pub(super) smoke_tests: usize,
    /// The number of lines of Rust.
    pub(super) lines: usize,
    /// The time to generate it in memory.
    pub(super) elapsed: Duration,
}

impl Emitted {
    /// The lines of Rust for each operation; `None` if there is no operation.
    pub(super) fn lines_per_operation(&self) -> Option<usize> {
        self.lines.checked_div(self.operations)
    }
}

/// The state of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The crate was written.
    Generated,
    /// All stages succeeded.
    Passed,
    /// None of the service's protocols is supported.
    Unsupported,
    /// A stage failed.
    Failed(Failure),
}

/// The stage that failed, and its error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The stage.
    pub(super) what: Stage,
    /// The first line of the first error.
    pub(super) first: String,
}

/// The kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The model cannot be read, or the crate cannot be written.
    Disk,
    /// The generator reported problems.
    Problem,
    /// The generator panicked.
    Panic,
    /// The crate does not compile without warnings.
    Compile,
    /// The crate's documentation does not build without warnings.
    Document,
    /// An example in the documentation, or a smoke test, does not compile.
    Example,
    /// Cargo did not check the crate.
    NotReached,
}

impl Stage {
    /// The text in the table.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Disk => "disk error",
            Self::Problem => "generator problem",
            Self::Panic => "generator panic",
            Self::Compile => "compile error",
            Self::Document => "rustdoc error",
            Self::Example => "example error",
            Self::NotReached => "not checked",
        }
    }
}

impl Outcome {
    /// A failure with the first line of this text.
    pub(super) fn failed(what: Stage, text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default().trim_end().to_owned();
        Self::Failed(Failure { what, first })
    }
}
