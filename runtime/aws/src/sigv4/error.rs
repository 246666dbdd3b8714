//! The error of signing a request.

use std::fmt;
use std::time::Duration;

/// A request that cannot be signed. It is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The time of signing is before 1970 or after the year 9999.
    Time,
    /// The request has neither a `host` header nor a URI with a host.
    Host,
    /// This part of the input contains characters other than printable ASCII.
    Text(&'static str),
    /// The expiry of a presigned URL is not between 1 second and 7 days.
    ExpiresIn(Duration),
    /// The request has too many headers to add those of the signature.
    Headers,
    /// The URI with the signature is too long.
    Uri,
    /// The signing key is for other credentials, another day, region or service.
    Key,
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot sign the request: ")?;
        match self {
            Self::Time => f.write_str("the time of signing is not in the years 1970 to 9999"),
            Self::Host => f.write_str("neither its headers nor its URI name a host"),
            Self::Text(part) => {
                write!(f, "the {part} has characters that are not printable ASCII characters")
            }
            Self::ExpiresIn(time) => {
                write!(f, "it has to expire in 1 second to 7 days, not in {time:?}")
            }
            Self::Headers => f.write_str("it has too many headers"),
            Self::Uri => f.write_str("its URI is too long with the signature"),
            Self::Key => f.write_str(
                "the signing key is for other credentials, another day, region or service",
            ),
        }
    }
}

impl std::error::Error for SigningError {}
