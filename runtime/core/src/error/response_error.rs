//! A response that is not an output.

use std::fmt;

use super::ParseError;

/// A response that has no output.
///
/// Its `Display` is that of the error in it, so its source is the source of that error.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseError<E> {
    /// The service answered an error.
    Service(E),
    /// The service answered an output that cannot be read.
    Parse(ParseError),
}

impl<E> ResponseError<E> {
    /// The error that the service answered, if it did.
    #[must_use]
    pub fn as_service(&self) -> Option<&E> {
        match self {
            Self::Service(error) => Some(error),
            Self::Parse(_) => None,
        }
    }
}

impl<E: fmt::Display> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Parse(error) => write!(f, "the response could not be read: {error}"),
        }
    }
}

impl<E: std::error::Error> std::error::Error for ResponseError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Service(error) => error.source(),
            Self::Parse(error) => error.source(),
        }
    }
}

impl<E> From<ParseError> for ResponseError<E> {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}
