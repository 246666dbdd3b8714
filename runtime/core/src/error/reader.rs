//! Deserializes the errors of an operation.

use crate::message::reader::Disclosure;
use crate::protocol::{ErrorHead, Protocol};
use crate::{ErrorMetadata, Response, ResponseReader};

/// Deserializes the error of an operation from a response that the protocol says is an error.
///
/// Something can be said about the error whatever the body is. A body that is truncated, empty or in
/// another format costs the members that were in it, and nothing else: the code decides which error it is,
/// and [`ErrorMetadata::parse_error`] says what was wrong.
///
/// ```
/// use whitesmith_runtime::protocol::RestJson1;
/// use whitesmith_runtime::{ErrorReader, HeaderMap, Response, ResponseReader};
///
/// /// What is emitted for the members of a modeled error.
/// fn read(response: &mut ResponseReader<'_>) -> (Option<String>, Option<i64>) {
///     let (mut resource, mut seconds) = (None, None);
///     response.header("X-Resource", &mut resource);
///     response.header("Retry-After", &mut seconds);
///     (resource, seconds)
/// }
///
/// let headers = [("x-resource", "A"), ("retry-after", "soon")];
/// let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
/// let body = r#"{"code": "Conflict", "message": "In use."}"#;
/// let response = Response::new(409, HeaderMap::from_iter(headers), body);
///
/// let error = ErrorReader::new::<RestJson1>(&response);
/// assert_eq!(error.code(), "Conflict");
/// let ((resource, seconds), metadata) = error.modeled(read);
/// assert_eq!((resource.as_deref(), seconds), (Some("A"), None));
/// assert!(metadata.to_string().starts_with("Conflict: In use. (HTTP 409); "));
/// assert_eq!(metadata.parse_error().map(|error| error.path()), Some("Retry-After"));
/// ```
#[derive(Debug)]
pub struct ErrorReader<'r> {
    response: &'r Response,
    head: ErrorHead<'r>,
}

impl<'r> ErrorReader<'r> {
    /// Creates a reader of an error response of this protocol.
    #[must_use]
    pub fn new<P: Protocol>(response: &'r Response) -> Self {
        Self { response, head: P::error(response) }
    }

    /// The code that says which modeled error it is; empty if the response has none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.head.code
    }

    /// Deserializes the members of a modeled error with `read`. What cannot be read is noted in the
    /// metadata.
    #[must_use]
    pub fn modeled<T>(self, read: fn(&mut ResponseReader<'_>) -> T) -> (T, ErrorMetadata) {
        let mut reader = ResponseReader::new(self.response);
        let members = read(&mut reader);
        (members, self.after(reader))
    }

    /// The metadata of an error that the model does not list. A body that cannot be read is noted in it.
    #[must_use]
    pub fn unhandled(self) -> ErrorMetadata {
        let Self { response, mut head } = self;
        let parse_error = head.parse_error.take();
        let mut metadata = ErrorMetadata::of(response.metadata(), head);
        if let Some(error) = parse_error {
            metadata.keep(error);
        }
        metadata
    }

    /// The metadata of a modeled error whose members have been read.
    fn after(self, reader: ResponseReader<'_>) -> ErrorMetadata {
        let mut metadata = ErrorMetadata::of(self.response.metadata(), self.head);
        match reader.disclosure() {
            Disclosure::Excerpt => {}
            Disclosure::Message => metadata.set_excerpt(String::new()),
            Disclosure::Nothing => metadata = metadata.without_message(),
        }
        if let Err(error) = reader.finish() {
            metadata.keep(error);
        }
        metadata
    }
}

impl ErrorMetadata {
    /// Deserializes the metadata of an error response of this protocol, without the members of a modeled
    /// error. Of a response that is not an error only the status and the request ids are taken: its body
    /// is an output.
    #[must_use]
    pub fn read<P: Protocol>(response: &Response) -> Self {
        if P::is_error(response) {
            ErrorReader::new::<P>(response).unhandled()
        } else {
            response.metadata().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::RestJson1;
    use crate::{Blob, ByteStream, ParseError};

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let line = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn outputs_are_not_shown() {
        for body in ["hush", r#"{"message": "hush", "code": "hush"}"#, "<p>hush"] {
            let response = Response::new(200, HeaderMap::new(), body);
            let metadata = ErrorMetadata::read::<RestJson1>(&response);
            assert!(!format!("{metadata} {metadata:?}").contains("hush"), "{metadata}");
        }
    }

    #[test]
    fn a_member_that_is_the_body_is_not_shown() {
        let response = Response::new(400, headers(&[("x-amzn-errortype", "Foo")]), "hush");
        let error = || ErrorReader::new::<RestJson1>(&response);
        assert_eq!(error().modeled(|_| {}).1.to_string(), "Foo (HTTP 400): hush");
        let reads: [fn(&mut ResponseReader<'_>); 4] = [
            |response| response.text_payload(&mut String::new()),
            |response| response.blob_payload(&mut Blob::default()),
            |response| response.stream_payload(&mut ByteStream::default()),
            |response| response.text_payload(&mut 0),
        ];
        for read in reads {
            let ((), metadata) = error().modeled(read);
            assert!(!format!("{metadata} {metadata:?}").contains("hush"), "{metadata}");
        }
    }

    #[test]
    fn a_message_can_be_redacted() {
        for body in [r#"{"message": "hush"}"#, "hush"] {
            let response = Response::new(400, headers(&[("x-amzn-errortype", "Foo")]), body);
            let error = ErrorReader::new::<RestJson1>(&response);
            let ((), metadata) = error.modeled(|response| {
                response.redact_message();
            });
            assert_eq!(metadata.to_string(), "Foo (HTTP 400)");
        }
    }

    #[test]
    fn members_are_read_leniently() {
        fn read(response: &mut ResponseReader<'_>) -> (Option<i32>, Option<i32>, Option<String>) {
            let (mut n, mut m, mut text) = (None, None, None);
            response.header("X-N", &mut n);
            response.header("X-M", &mut m);
            response.text_payload(&mut text);
            (n, m, text)
        }
        let headers = headers(&[("x-n", "one"), ("x-m", "2"), ("x-amzn-errortype", "Foo")]);
        let response = Response::new(400, headers, "a");
        let (members, metadata) = ErrorReader::new::<RestJson1>(&response).modeled(read);
        assert_eq!(members, (None, None, Some("a".to_owned())));
        assert_eq!(metadata.parse_error().map(ParseError::path), Some("X-N"));
    }

    proptest! {
        #[test]
        fn no_body_panics(body in prop::collection::vec(any::<u8>(), 0..300), status in 0_u16..1000) {
            let response = Response::new(status, HeaderMap::new(), body);
            let metadata = ErrorMetadata::read::<RestJson1>(&response);
            let expected = format!("HTTP {status}");
            prop_assert!(metadata.to_string().contains(&expected));
        }

        #[test]
        fn no_object_like_body_panics(body in r#"[{}\[\]",:0-9a-z_\\ ]{0,40}|\{"(code|__type|message)":\PC{0,20}"#) {
            let response = Response::new(500, HeaderMap::new(), body);
            let _ = ErrorReader::new::<RestJson1>(&response).unhandled().to_string();
        }
    }
}
