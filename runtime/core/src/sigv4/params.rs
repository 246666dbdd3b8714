//! What a signature depends on besides the request and the credentials.

use std::fmt;
use std::time::{Duration, SystemTime};

/// For whom, when and how a request is signed.
///
/// [`SigningParams::new`] gives what most services want. Amazon S3 wants the path encoded once and
/// not normalized, and the hash of the body sent:
///
/// ```
/// use std::time::SystemTime;
/// use whitesmith_runtime::sigv4::{ContentSha256, PathEncoding, PathNormalization, SigningParams};
///
/// let params = SigningParams::new("eu-central-1", "s3", SystemTime::now())
///     .path_encoding(PathEncoding::Once)
///     .path_normalization(PathNormalization::Off)
///     .content_sha256(ContentSha256::Sent);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningParams<'a> {
    /// The region, such as `us-east-1`.
    pub region: &'a str,
    /// The name that the service signs with, such as `chime`.
    pub service: &'a str,
    /// The time of signing. Services accept a request for a few minutes around it.
    pub time: SystemTime,
    /// How often the path is encoded.
    pub path_encoding: PathEncoding,
    /// Whether the path is normalized before it is signed.
    pub path_normalization: PathNormalization,
    /// Whether the hash of the body is sent in a header.
    pub content_sha256: ContentSha256,
    /// Whether the signature covers the session token.
    pub session_token: SessionToken,
    /// Where the signature is put.
    pub location: SignatureLocation,
}

impl<'a> SigningParams<'a> {
    /// Takes the region, the name that the service signs with, and the time of signing. The path is
    /// normalized and encoded twice, the hash of the body is not sent, the session token is signed,
    /// and the signature goes into the headers.
    #[must_use]
    pub fn new(region: &'a str, service: &'a str, time: SystemTime) -> Self {
        Self {
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

    /// Sets how often the path is encoded.
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

    /// Sets whether the signature covers the session token.
    #[must_use]
    pub fn session_token(mut self, session_token: SessionToken) -> Self {
        self.session_token = session_token;
        self
    }

    /// Sets where the signature is put.
    #[must_use]
    pub fn location(mut self, location: SignatureLocation) -> Self {
        self.location = location;
        self
    }
}

/// How often the path is encoded in what is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEncoding {
    /// As it is sent, for Amazon S3: `%2F` stays, and characters that could be encoded are.
    Once,
    /// Encoded once more than it is sent: `%2F` becomes `%252F`.
    Twice,
}

/// Whether the path is normalized in what is signed: without empty segments, `.` and `..`. The path
/// that is sent stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathNormalization {
    /// The path is normalized.
    On,
    /// The path is signed as it is, for Amazon S3.
    Off,
}

/// Whether the hash of the body is sent, in the header `x-amz-content-sha256`. A presigned URL has
/// no such header of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentSha256 {
    /// It is sent and signed, for Amazon S3 and Amazon S3 Glacier.
    Sent,
    /// It is not sent.
    NotSent,
}

/// Whether the signature covers the session token. The token is sent either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionToken {
    /// The token is part of what is signed.
    Signed,
    /// The token is added after signing, for the few services that want it so.
    Unsigned,
}

/// Where the signature is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureLocation {
    /// Into the header `authorization`, beside `x-amz-date` and `x-amz-security-token`.
    Headers,
    /// Into the query, which makes a presigned URL of the URI.
    Query {
        /// How long the URL is valid: whole seconds, from 1 second to 7 days.
        expires_in: Duration,
    },
}

/// The body, as a signature needs it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Payload<'a> {
    /// The bytes of the body; empty if there is none.
    Bytes(&'a [u8]),
    /// The SHA-256 of the body in lowercase hexadecimal digits, or another word that stands for a
    /// body, such as `STREAMING-UNSIGNED-PAYLOAD-TRAILER`.
    Precomputed(&'a str),
    /// Any body: the signature does not cover it.
    Unsigned,
}

impl fmt::Debug for Payload<'_> {
    /// Shows of a body its length alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(body) => write!(f, "Bytes({} bytes)", body.len()),
            Self::Precomputed(hash) => f.debug_tuple("Precomputed").field(hash).finish(),
            Self::Unsigned => f.write_str("Unsigned"),
        }
    }
}
