//! Defines the model's examples of an operation.

use super::MemberParam;
use crate::docs::Docs;

/// An example: an input, and what the service returns for it.
#[derive(Debug)]
pub(crate) struct ModeledExample {
    /// The title.
    pub(crate) title: String,
    /// The description of the model.
    pub(crate) docs: Docs,
    /// The members of the input that have a value.
    pub(crate) input: Vec<MemberParam>,
    pub(crate) outcome: Outcome,
}

/// What the service returns in an example.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// An output, which the example does not show.
    Success,
    /// This output.
    Output(Vec<MemberParam>),
    /// The error with this index in the operation.
    Error { error: usize, members: Vec<MemberParam> },
}
