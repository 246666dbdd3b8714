//! A response that cannot be deserialized.

use std::fmt;

/// A response that cannot be deserialized, because its content is not what the model says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    path: String,
    reason: String,
    offset: Option<usize>,
}

impl ParseError {
    /// Creates an error from the path of the member, in the names on the wire (`Account.Tags[2]`, or an
    /// empty string for the response as a whole), and what is wrong (`expected a string, found a number`).
    /// Neither must repeat a value, which may be a secret.
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into(), offset: None }
    }

    /// The same error with its offset in the body, in bytes.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// The path of the member, in the names on the wire; empty for the response as a whole. The keys of maps
    /// are data, and are shown as `*`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.reason)?;
        match self.offset {
            Some(offset) => write!(f, " (at byte {offset} of the body)"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ParseError {}
