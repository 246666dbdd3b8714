//! Checksums of bodies by the trait `aws.protocols#httpChecksum`
//! (<https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait>), which needs the feature
//! `checksums`.
//!
//! A request states the checksum of a body in memory in a header. A stream is sent in the content encoding
//! `aws-chunked`, and its checksum, which is computed meanwhile, in a trailer. The checksum of a response
//! is verified while its body is read.

#[cfg(feature = "checksums")]
mod algorithm;
#[cfg(feature = "checksums")]
mod chunked;
#[cfg(feature = "checksums")]
mod digest;
mod mismatch;
mod response;
#[cfg(test)]
#[cfg(feature = "checksums")]
mod tests;
#[cfg(feature = "checksums")]
mod validated;

#[cfg(feature = "checksums")]
pub(crate) use algorithm::Algorithm;
#[cfg(feature = "checksums")]
pub(crate) use chunked::{Trailer, chunked};
pub use mismatch::ChecksumMismatch;
pub use response::ResponseChecksum;

/// When the checksum of a request is computed if the caller names no algorithm. A request whose operation
/// requires a checksum always has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RequestChecksumCalculation {
    /// If the operation supports checksums.
    #[default]
    WhenSupported,
    /// Only if the operation requires a checksum.
    WhenRequired,
}

/// When the checksum of a response is validated if the caller does not ask for it by the member of the
/// input that enables the validation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ResponseChecksumValidation {
    /// If the operation supports it.
    #[default]
    WhenSupported,
    /// Only if the member enables it.
    WhenRequired,
}
