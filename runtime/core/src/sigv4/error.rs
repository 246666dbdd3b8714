//! Why a request cannot be signed.

use std::fmt;
use std::time::Duration;

/// A request that cannot be signed. It is left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The time of signing lies before 1970 or after the year 9999.
    Time,
    /// The request has neither a `host` header nor a URI with a host.
    Host,
    /// This part of the input would end a line or a header: it may hold printable ASCII characters
    /// only.
    Text(&'static str),
    /// A presigned URL has to be valid for 1 second to 7 days.
    ExpiresIn(Duration),
    /// The request has as many headers as a request can have, without those of the signature.
    Headers,
    /// The URI with the signature is too long.
    Uri,
    /// The signing key was derived for other credentials, another day, region or service.
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
