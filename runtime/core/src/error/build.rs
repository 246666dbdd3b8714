//! An input that cannot be sent.

use std::fmt;

use crate::excerpt::excerpt;

/// An input that cannot be serialized into a request. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    member: String,
    reason: String,
}

impl BuildError {
    /// Creates an error from the path of the member, in the names of the model (`Tags.Key`), and what is
    /// wrong with its value, as the predicate of a sentence (`must not be empty`).
    pub fn new(member: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { member: member.into(), reason: reason.into() }
    }

    /// The path of the member, in the names of the model.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", excerpt(&self.member), self.reason)
    }
}

impl std::error::Error for BuildError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut() {
        let error = BuildError::new("x".repeat(70_000), "is no name of a header");
        assert_eq!(error.to_string(), format!("`{}…` is no name of a header", "x".repeat(100)));
        assert_eq!(error.member().len(), 70_000);
    }
}
