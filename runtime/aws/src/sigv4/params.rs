//! The parameters of a signature.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::SigningError;

/// The maximum expiry of what is presigned: a week, in seconds.
pub(super) const LONGEST: u64 = 7 * 24 * 60 * 60;

/// The expiry of what is presigned, in whole seconds, if it is not too short or too long.
pub(super) fn expiry(expires_in: Duration) -> Result<u64, SigningError> {
    let seconds = expires_in.as_secs();
    let is_valid = (1..=LONGEST).contains(&seconds);
    if is_valid { Ok(seconds) } else { Err(SigningError::ExpiresIn(expires_in)) }
}

/// The parameters of a signature: scope, time and options.
///
/// [`SigningParams::new`] has the defaults for most services. Amazon S3 requires the path to be
/// encoded once and not normalized, and the hash of the body to be sent:
///
/// ```
/// use std::time::SystemTime;
/// use whitesmith_aws::sigv4::{ContentSha256, PathEncoding, PathNormalization, SigningParams};
///
/// let params = SigningParams::new("eu-central-1", "s3", SystemTime::now())
///     .path_encoding(PathEncoding::Once)
///     .path_normalization(PathNormalization::Off)
///     .content_sha256(ContentSha256::Sent);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningParams<'a> {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The region, such as `us-east-1`; with `Algorithm::SigV4a` the set of regions, separated by commas, of
    /// which `*` stands for all.
    pub region: &'a str,
    /// The signing name of the service, such as `chime`.
    pub service: &'a str,
    /// The time of signing. Services accept it with a difference of a few minutes.
    pub time: SystemTime,
    /// How often the path is percent-encoded.
    pub path_encoding: PathEncoding,
    /// Whether the path is normalized before it is signed.
    pub path_normalization: PathNormalization,
    /// Whether the hash of the body is sent in a header.
    pub content_sha256: ContentSha256,
    /// Whether the session token is signed.
    pub session_token: SessionToken,
    /// Where the signature goes.
    pub location: SignatureLocation,
}

impl<'a> SigningParams<'a> {
    /// Creates parameters from the region, the signing name of the service and the time of signing.
    /// By default, the path is normalized and encoded twice, the hash of the body is not sent, the
    /// session token is signed, and the signature goes into the headers.
    #[must_use]
    pub fn new(region: &'a str, service: &'a str, time: SystemTime) -> Self {
        Self {
            algorithm: Algorithm::SigV4,
            region,
            service,
            time,
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            content_sha256: ContentSha256::NotSent,
            session_token: SessionToken::Signed,
            location: SignatureLocation::Headers,
        }
    }

    /// Sets the algorithm.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = algorithm;
        self
    }

    /// Sets how often the path is percent-encoded.
    #[must_use]
    pub fn path_encoding(mut self, path_encoding: PathEncoding) -> Self {
        self.path_encoding = path_encoding;
        self
    }

    /// Sets whether the path is normalized before it is signed.
    #[must_use]
    pub fn path_normalization(mut self, path_normalization: PathNormalization) -> Self {
        self.path_normalization = path_normalization;
        self
    }

    /// Sets whether the hash of the body is sent in a header.
    #[must_use]
    pub fn content_sha256(mut self, content_sha256: ContentSha256) -> Self {
        self.content_sha256 = content_sha256;
        self
    }

    /// Sets whether the session token is signed.
    #[must_use]
    pub fn session_token(mut self, session_token: SessionToken) -> Self {
        self.session_token = session_token;
        self
    }

    /// Sets where the signature goes.
    #[must_use]
    pub fn location(mut self, location: SignatureLocation) -> Self {
        self.location = location;
        self
    }
}

/// The algorithm of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// Signature Version 4: a keyed hash, for one region.
    SigV4,
    /// Signature Version 4A: ECDSA on the curve P-256, for a set of regions, as multi-region endpoints
    /// require it.
    #[cfg(feature = "sigv4a")]
    SigV4a,
}

/// How often the path is percent-encoded in the canonical request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEncoding {
    /// Once, as it is sent, for Amazon S3: `%2F` stays, and only unencoded characters are encoded.
    Once,
    /// Twice, that is, once more than it is sent: `%2F` becomes `%252F`.
    Twice,
}

/// Whether the path is normalized in the canonical request: without empty segments, `.` and `..`. The
/// path that is sent does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathNormalization {
    /// The path is normalized.
    On,
    /// The path is signed as it is, for Amazon S3.
    Off,
}

/// Whether the hash of the body is sent in the header `x-amz-content-sha256`. It is not added to a
/// presigned URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentSha256 {
    /// It is sent and signed, for Amazon S3 and Amazon S3 Glacier.
    Sent,
    /// It is not sent.
    NotSent,
}

/// Whether the session token is signed, and its name. It is sent in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionToken {
    /// It is part of the canonical request.
    Signed,
    /// It is added after signing, as a few services require.
    Unsigned,
    /// It is part of the canonical request, and named `x-amz-s3session-token`: the credentials are those of a
    /// session of a directory bucket of Amazon S3.
    S3Session,
}

/// Where the signature goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "presigned")]
pub enum SignatureLocation {
    /// Into the header `authorization`, with `x-amz-date` and the session token.
    Headers,
    /// Into the query, which makes the URI a presigned URL.
    Query {
        /// How long the URL is valid, in whole seconds, from 1 second to 7 days.
        expires_in: Duration,
    },
}

/// The body, as far as it is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Payload<'a> {
    /// The bytes of the body; empty if there is no body.
    Bytes(&'a [u8]),
    /// The SHA-256 of the body in lowercase hexadecimal digits, or a constant that stands for a body,
    /// such as `STREAMING-UNSIGNED-PAYLOAD-TRAILER`.
    Precomputed(&'a str),
    /// The body is not signed.
    Unsigned,
}

impl fmt::Debug for Payload<'_> {
    /// Shows only the length of a body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(body) => write!(f, "Bytes({} bytes)", body.len()),
            Self::Precomputed(hash) => f.debug_tuple("Precomputed").field(hash).finish(),
            Self::Unsigned => f.write_str("Unsigned"),
        }
    }
}
