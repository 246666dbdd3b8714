//! The response of a service: status, headers and body.

mod metadata;
mod reader;

use http::HeaderMap;

pub use metadata::ResponseMetadata;
pub use reader::{ResponseReader, StatusLine};

use crate::ByteStream;

/// A response. Its body is in memory, unless the operation streams it.
///
/// [`Operation::parse`](crate::Operation::parse) deserializes it, with a [`ResponseReader`].
///
/// ```
/// use whitesmith_runtime::{HeaderMap, Response};
///
/// let response = Response::new(200, HeaderMap::new(), r#"{"Name": "Sales"}"#);
/// assert_eq!(response.status(), 200);
/// assert_eq!(response.body().len(), Some(17));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    metadata: ResponseMetadata,
    body: ByteStream,
}

impl Response {
    /// Creates a response from its status, headers and body.
    pub fn new(status: u16, headers: HeaderMap, body: impl Into<ByteStream>) -> Self {
        Self { metadata: ResponseMetadata::new(status, headers), body: body.into() }
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.metadata.status()
    }

    /// The headers.
    #[must_use]
    pub fn header_map(&self) -> &HeaderMap {
        self.metadata.headers()
    }

    /// The response without its body: status, headers and request ids.
    #[must_use]
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.metadata
    }

    /// The response without its body.
    #[must_use]
    pub fn into_metadata(self) -> ResponseMetadata {
        self.metadata
    }

    /// The body; empty if there was none.
    #[must_use]
    pub fn body(&self) -> &ByteStream {
        &self.body
    }

    /// Splits the response into its parts, for example to collect a body that is a stream.
    #[must_use]
    pub fn into_parts(self) -> (ResponseMetadata, ByteStream) {
        (self.metadata, self.body)
    }

    /// Creates a response from its parts.
    pub fn from_parts(metadata: ResponseMetadata, body: impl Into<ByteStream>) -> Self {
        Self { metadata, body: body.into() }
    }

    /// Whether the status is one of 200 to 299. Whether the response is an error is up to the protocol:
    /// see [`Protocol::is_error`](crate::protocol::Protocol::is_error).
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }
}

impl<B: Into<ByteStream>> From<http::Response<B>> for Response {
    fn from(response: http::Response<B>) -> Self {
        let (parts, body) = response.into_parts();
        Self::new(parts.status.as_u16(), parts.headers, body)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let headers = HeaderMap::from_iter([("x-key".parse().unwrap(), "hush".parse().unwrap())]);
        let response = Response::new(200, headers, "hush");
        let text = format!("{response:?}");
        assert!(text.contains("x-key") && !text.contains("hush"), "{text}");
    }

    #[test]
    fn http_responses_are_taken() {
        let mut http = http::Response::new(Bytes::from_static(b"x"));
        *http.status_mut() = http::StatusCode::NOT_FOUND;
        let response = Response::from(http);
        assert_eq!((response.status(), response.is_success()), (404, false));
        assert_eq!(*response.body(), ByteStream::from("x"));
        assert!(response.header_map().is_empty());
    }
}
