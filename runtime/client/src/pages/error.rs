//! The error of a paginator.

use std::fmt;

/// The error of a paginator.
///
/// The error of a call is shown as it is: `Display` and `source` are those of the call's error.
#[derive(Clone, Debug, PartialEq)]
pub enum PageError<E> {
    /// The call for the next page failed.
    Call(E),
    /// The token of a page is that of the page before, so that pagination would never end. It
    /// occurs only after [`Pages::error_on_repeated_token`](super::Pages::error_on_repeated_token).
    RepeatedToken,
}

impl<E> PageError<E> {
    /// Returns the error of the call, if it is one.
    pub fn into_call(self) -> Option<E> {
        match self {
            Self::Call(error) => Some(error),
            Self::RepeatedToken => None,
        }
    }
}

impl<E: fmt::Display> fmt::Display for PageError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::RepeatedToken => f.write_str(
                "pagination would not end: the token of this page is that of the page before",
            ),
        }
    }
}

impl<E: std::error::Error> std::error::Error for PageError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::RepeatedToken => None,
        }
    }
}
