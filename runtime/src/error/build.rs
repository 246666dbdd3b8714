//! An input that cannot be sent.

use std::fmt;

/// An input that cannot be turned into a request. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    member: String,
    reason: String,
}

impl BuildError {
    /// Takes the path of the member at fault, in the model's names (`Tags.Key`), and what is wrong
    /// with its value, as the predicate of a sentence (`must not be empty`).
    pub fn new(member: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { member: member.into(), reason: reason.into() }
    }

    /// The path of the member at fault, in the model's names.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.reason)
    }
}

impl std::error::Error for BuildError {}
