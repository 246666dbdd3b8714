//! The error of a body that does not match its checksum.

use std::error::Error;
use std::fmt;

/// A response whose body does not match the checksum in its headers: it was damaged on its way, or by the
/// service. A stream fails with it, as [`StreamError::get_ref`](crate::StreamError::get_ref) shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChecksumMismatch {
    /// The name of the algorithm in the model, such as `CRC32`.
    pub algorithm: &'static str,
    /// The checksum in the headers, in base64.
    pub expected: String,
    /// The checksum of the body, in base64.
    pub computed: String,
}

impl fmt::Display for ChecksumMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { algorithm, expected, computed } = self;
        write!(f, "the body has the {algorithm} checksum {computed}, expected {expected:?}")
    }
}

impl Error for ChecksumMismatch {}
