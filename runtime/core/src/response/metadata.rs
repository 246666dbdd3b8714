//! The status and headers of a response, and the request ids in them.

use std::fmt;

use http::HeaderMap;

/// The headers for the request id, in order of precedence.
const REQUEST_ID: [&str; 2] = ["x-amzn-requestid", "x-amz-request-id"];

/// The header for the extended request id.
const EXTENDED_REQUEST_ID: &str = "x-amz-id-2";

/// A response without its body: the status, the headers, and the request ids.
///
/// ```
/// use whitesmith_runtime::{HeaderMap, HeaderValue, Response};
///
/// let id = HeaderValue::from_static("0f5e6a2c");
/// let headers = HeaderMap::from_iter([("x-amzn-requestid".parse()?, id)]);
/// let response = Response::new(200, headers, "{}");
/// assert_eq!(response.metadata().request_id(), Some("0f5e6a2c"));
/// assert_eq!(response.metadata().extended_request_id(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct ResponseMetadata {
    status: u16,
    headers: HeaderMap,
    validated_checksum: Option<&'static str>,
}

impl ResponseMetadata {
    pub(super) fn new(status: u16, headers: HeaderMap) -> Self {
        Self { status, headers, validated_checksum: None }
    }

    /// Records the algorithm that the body is validated with.
    #[cfg(feature = "checksums")]
    pub(crate) fn validated_with(self, algorithm: &'static str) -> Self {
        Self { validated_checksum: Some(algorithm), ..self }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// All headers, also those that no member of the output is bound to.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request id: `x-amzn-requestid` or `x-amz-request-id`. Quote it in support cases.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.text(name))
    }

    /// The extended request id of S3 and some other services: `x-amz-id-2`. Quote both in support cases.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        self.text(EXTENDED_REQUEST_ID)
    }

    /// The algorithm of the checksum that the body is validated with, such as `CRC32`; `None` if the
    /// response has no checksum that is validated. A stream is validated while it is read.
    #[must_use]
    pub fn validated_checksum(&self) -> Option<&'static str> {
        self.validated_checksum
    }

    /// The text of a header, unless it is absent, empty or not ASCII.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let text = self.headers.get(name)?.to_str().ok()?.trim();
        (!text.is_empty()).then_some(text)
    }
}

impl fmt::Debug for ResponseMetadata {
    /// Shows only the names of the headers: their values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("extended_request_id", &self.extended_request_id())
            .field("validated_checksum", &self.validated_checksum)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}
