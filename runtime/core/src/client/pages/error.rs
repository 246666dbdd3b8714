//! What may go wrong between two pages.

use std::fmt;

/// Why there is no next page.
///
/// It shows the error of a call as it is, and so has that error's source.
#[derive(Clone, Debug, PartialEq)]
pub enum PageError<E> {
    /// The call failed.
    Call(E),
    /// The service gave the token of a page with that page, so that there would be no end. Pages that
    /// were not asked to report it end without an error.
    RepeatedToken,
}

impl<E> PageError<E> {
    /// The error of the call, if it was one.
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
            Self::RepeatedToken => {
                f.write_str("the service answered the token of this page as that of the next one")
            }
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
