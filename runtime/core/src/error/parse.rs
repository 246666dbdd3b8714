//! A response that cannot be read.

use std::fmt;

/// A response whose content is not what the model says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    path: String,
    reason: String,
    offset: Option<usize>,
}

impl ParseError {
    /// Takes the path of the member at fault, in the names on the wire (`Account.Tags[2]`, or an
    /// empty string for the response as a whole), and what is wrong (`expected a string, found a
    /// number`). Neither repeats a value, which may be a secret.
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into(), offset: None }
    }

    /// The same error, with the place in the body: an offset in bytes.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// The path of the member at fault, in the names on the wire; empty for the response as a whole.
    /// The keys of maps are data and stand as `*`.
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
