//! What the stages of a sweep find out about a model: a row of the table.

use std::time::Duration;

use super::candidates::Candidate;

/// A model and what became of it so far.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The model.
    pub(super) candidate: Candidate,
    /// The protocol that the crate speaks, or those that its service offers if we speak none of them.
    pub(super) protocol: String,
    /// The crate, if there is one on the disk.
    pub(super) emitted: Option<Emitted>,
    /// How far it has come.
    pub(super) outcome: Outcome,
}

/// A crate that was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Emitted {
    /// The package's name.
    pub(super) package: String,
    /// How many operations it has.
    pub(super) operations: usize,
    /// How many warnings say that a part of the model is left out.
    pub(super) left_out: usize,
    /// How many lines of Rust it has.
    pub(super) lines: usize,
    /// How long it took to generate, in memory.
    pub(super) elapsed: Duration,
}

impl Emitted {
    /// The lines of Rust for each operation; `None` if there is no operation.
    pub(super) fn lines_per_operation(&self) -> Option<usize> {
        self.lines.checked_div(self.operations)
    }
}

/// How far a model has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The crate is on the disk.
    Generated,
    /// Everything that was asked for went well.
    Passed,
    /// Its service speaks no protocol that we speak.
    NotSpoken,
    /// It stopped.
    Failed(Failure),
}

/// Where a model stopped, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// What did not go well.
    pub(super) what: Stage,
    /// The first line of the first error.
    pub(super) first: String,
}

/// What can go wrong with a model.
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
    /// Cargo did not come to the crate.
    NotReached,
}

impl Stage {
    /// As the table says it.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Disk => "disk error",
            Self::Problem => "generator problem",
            Self::Panic => "generator panic",
            Self::Compile => "compile error",
            Self::Document => "rustdoc error",
            Self::NotReached => "not checked",
        }
    }
}

impl Outcome {
    /// A failure with this text, of which the first line is kept.
    pub(super) fn failed(what: Stage, text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default().trim_end().to_owned();
        Self::Failed(Failure { what, first })
    }
}
