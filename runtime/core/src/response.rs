//! What a service answers: status, headers and body in, the members bound to them out.

mod headers;
mod list;
mod metadata;

use bytes::Bytes;
use http::HeaderMap;

pub use headers::HeaderReader;
pub use metadata::ResponseMetadata;

use crate::json::{Reader, Slot};
use crate::{Blob, ByteStream, FromText, ParseError};

/// A response. Its body is in memory, unless the operation streams it.
///
/// ```
/// use whitesmith_runtime::json::Reader;
/// use whitesmith_runtime::{HeaderMap, Response};
///
/// let response = Response::new(200, HeaderMap::new(), r#"{"Name": "Sales", "New": [1]}"#);
/// let mut name: Option<String> = None;
/// response.json(|r, key| match key {
///     "Name" => r.set(&mut name, Reader::string),
///     _ => r.skip(),
/// })?;
/// assert_eq!(name.as_deref(), Some("Sales"));
/// # Ok::<(), whitesmith_runtime::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    metadata: ResponseMetadata,
    body: ByteStream,
}

impl Response {
    /// Takes what came over the wire.
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

    /// The body that a member is read from.
    fn complete(&self) -> Result<&Bytes, ParseError> {
        let unread = || ParseError::new("", "the body is a stream: collect it first");
        self.body.as_bytes().ok_or_else(unread)
    }

    /// Whether the status is one of 200 to 299: whether the body is an output, not an error.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// Reads the members that are bound to headers.
    ///
    /// ```
    /// use whitesmith_runtime::{HeaderMap, HeaderValue, Response};
    ///
    /// let headers = HeaderMap::from_iter([("x-count".parse()?, HeaderValue::from(3))]);
    /// let response = Response::new(200, headers, "");
    /// let (mut count, mut name) = (0, None::<String>);
    /// response.headers(|headers| {
    ///     headers.text("X-Count", &mut count);
    ///     headers.text("X-Name", &mut name);
    /// })?;
    /// assert_eq!((count, name), (3, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first header that is not what the model says.
    pub fn headers(&self, read: impl FnOnce(&mut HeaderReader<'_>)) -> Result<(), ParseError> {
        let mut reader = HeaderReader::new(self.header_map());
        read(&mut reader);
        reader.finish()
    }

    /// Reads a body that is an object. `member` is called with each key and must read or skip the
    /// value. An empty body is an object without members.
    ///
    /// # Errors
    ///
    /// The first value that is not what the model says.
    pub fn json(&self, member: impl FnMut(&mut Reader<'_>, &str)) -> Result<(), ParseError> {
        let body = self.complete()?;
        if body.is_empty() {
            return Ok(());
        }
        let mut reader = Reader::new(body);
        reader.object(member);
        reader.finish()
    }

    /// Reads a body that is the value of one member: a structure, a union, or a document. Without
    /// a body the field stays what it is.
    ///
    /// # Errors
    ///
    /// The first value that is not what the model says.
    pub fn json_payload<'r, T>(
        &'r self,
        slot: &mut impl Slot<T>,
        read: fn(&mut Reader<'r>) -> T,
    ) -> Result<(), ParseError> {
        let body = self.complete()?;
        if body.is_empty() {
            return Ok(());
        }
        let mut reader = Reader::new(body);
        reader.set(slot, read);
        reader.finish()
    }

    /// Takes the bytes of the body. An empty body leaves the field as it is.
    ///
    /// # Errors
    ///
    /// A body that is a stream.
    pub fn blob_payload(&self, slot: &mut impl Slot<Blob>) -> Result<(), ParseError> {
        let body = self.complete()?;
        if !body.is_empty() {
            slot.put(Some(Blob::new(body.clone())));
        }
        Ok(())
    }

    /// Takes the body as it comes, complete or not.
    pub fn stream_payload(&self, slot: &mut impl Slot<ByteStream>) {
        slot.put(Some(self.body.clone()));
    }

    /// Reads a body that is a string or an enum. An empty body leaves the field as it is.
    ///
    /// # Errors
    ///
    /// A body that is not UTF-8.
    pub fn text_payload(&self, slot: &mut impl FromText) -> Result<(), ParseError> {
        let body = self.complete()?;
        if body.is_empty() {
            return Ok(());
        }
        match std::str::from_utf8(body) {
            Ok(text) => {
                *slot = FromText::from_text(text).map_err(|reason| ParseError::new("", reason))?;
                Ok(())
            }
            Err(error) => {
                Err(ParseError::new("", "expected text in UTF-8").at(error.valid_up_to()))
            }
        }
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
    use super::*;
    use crate::Document;

    fn response(body: &'static str) -> Response {
        Response::new(200, HeaderMap::new(), body)
    }

    #[test]
    fn an_empty_body_has_no_members() {
        let mut called = false;
        assert_eq!(response("").json(|_, _| called = true), Ok(()));
        assert!(!called);
    }

    #[test]
    fn an_error_has_its_place() {
        let mut name = None::<String>;
        let error = response(r#"{"Name": 1}"#).json(|r, _| r.set(&mut name, Reader::string));
        assert_eq!(error.unwrap_err().path(), "Name");
        assert!(response("<html>").json(|r, _| r.skip()).is_err());
    }

    #[test]
    fn payloads_are_read() {
        let mut document = None::<Document>;
        response("\"hello\"").json_payload(&mut document, Reader::document).unwrap();
        assert_eq!(document, Some(Document::from("hello")));
        let mut blob = None::<Blob>;
        response("blobby").blob_payload(&mut blob).unwrap();
        assert_eq!(blob, Some(Blob::from("blobby")));
        let mut text = String::new();
        response("raw").text_payload(&mut text).unwrap();
        assert_eq!(text, "raw");
        let not_text = Response::new(200, HeaderMap::new(), &b"ab\xff"[..]);
        let error = not_text.text_payload(&mut text).unwrap_err();
        assert_eq!(error.to_string(), "expected text in UTF-8 (at byte 2 of the body)");
    }

    #[test]
    fn an_empty_body_is_no_payload() {
        let (mut document, mut blob, mut text) = (None::<Document>, None::<Blob>, None::<String>);
        response("").json_payload(&mut document, Reader::document).unwrap();
        response("").blob_payload(&mut blob).unwrap();
        response("").text_payload(&mut text).unwrap();
        assert_eq!((document, blob, text), (None, None, None));
    }

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
