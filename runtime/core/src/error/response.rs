//! A response that is an error in, the name of the error and its members out.

use crate::json::{Reader, Slot};
use crate::response::HeaderReader;
use crate::{Blob, ByteStream, Document, ErrorMetadata, FromText, ParseError, Response};

use super::excerpt::excerpt;

/// A response whose status says that it is an error.
///
/// Whatever the body is, something can be said about the error: a body that is truncated, empty or
/// not JSON at all costs the members that were in it, and nothing else.
///
/// ```
/// use whitesmith_runtime::json::Reader;
/// use whitesmith_runtime::{ErrorResponse, HeaderMap, Response};
///
/// let body = r#"{"code": "Conflict", "message": "In use.", "Resource": "A", "Until": "soon"}"#;
/// let response = Response::new(409, HeaderMap::new(), body);
/// let response = ErrorResponse::new(&response);
/// assert_eq!(response.code(), "Conflict");
///
/// let mut metadata = response.metadata();
/// let (mut resource, mut until) = (None::<String>, None::<i64>);
/// response.json(&mut metadata, |r, key| match key {
///     "Resource" => r.set(&mut resource, Reader::string),
///     "Until" => r.set(&mut until, Reader::long),
///     _ => r.skip(),
/// });
/// assert_eq!(resource.as_deref(), Some("A"));
/// assert!(metadata.to_string().starts_with("Conflict: In use. (HTTP 409); "));
/// assert_eq!(metadata.parse_error().map(|error| error.path()), Some("Until"));
/// ```
#[derive(Clone, Debug)]
pub struct ErrorResponse<'r> {
    response: &'r Response,
    code: String,
    metadata: ErrorMetadata,
    /// Why nothing could be found in the body, if that is so.
    unread: Option<ParseError>,
}

impl<'r> ErrorResponse<'r> {
    /// Takes the response.
    #[must_use]
    pub fn new(response: &'r Response) -> Self {
        let head = response.metadata();
        let mut metadata = ErrorMetadata::of_head(head);
        let mut body = Body::default();
        let unread = response.json(|r, key| body.member(r, key)).err();
        let named = body.code.as_deref().or(body.r#type.as_deref());
        let code = head.text("x-amzn-errortype").or(named).map(shape_name).unwrap_or_default();
        // A service that spoke another protocol before tells the code it had there.
        let earlier = head.text("x-amzn-query-error").and_then(|error| error.split(';').next());
        metadata.set_code(earlier.or(Some(code)).filter(|code| !code.is_empty()).map(Into::into));
        let code = code.to_owned();
        metadata.set_message(body.message);
        metadata.set_excerpt(shown(response, &metadata, unread.is_some()));
        Self { response, code, metadata, unread }
    }

    /// The name of the error's shape; empty if the response does not tell it.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.response.status()
    }

    /// What all errors have in common.
    #[must_use]
    pub fn metadata(&self) -> ErrorMetadata {
        self.metadata.clone()
    }

    /// What there is to say about an error that the model does not list, a body that cannot be read
    /// included.
    #[must_use]
    pub fn unhandled(&self) -> ErrorMetadata {
        let mut metadata = self.metadata();
        if let Some(error) = &self.unread {
            metadata.keep(error.clone());
        }
        metadata
    }

    /// Reads the members of a modeled error that are bound to headers, as
    /// [`Response::headers`] does. What cannot be read is noted in `metadata`.
    pub fn headers(&self, metadata: &mut ErrorMetadata, read: impl FnOnce(&mut HeaderReader<'_>)) {
        keep(metadata, self.response.headers(read));
    }

    /// Reads the members of a modeled error from the body, as [`Response::json`] does. What cannot
    /// be read is noted in `metadata`.
    pub fn json(&self, metadata: &mut ErrorMetadata, member: impl FnMut(&mut Reader<'_>, &str)) {
        keep(metadata, self.response.json(member));
    }

    /// Reads a member that is the body, as [`Response::json_payload`] does. What cannot be read is
    /// told in `metadata`, which shows nothing of the body then: a member may be sensitive.
    pub fn json_payload<T>(
        &self,
        metadata: &mut ErrorMetadata,
        slot: &mut impl Slot<T>,
        read: fn(&mut Reader<'r>) -> T,
    ) {
        metadata.set_excerpt(String::new());
        keep(metadata, self.response.json_payload(slot, read));
    }

    /// Takes the bytes of the body, as [`Response::blob_payload`] does. What cannot be read is noted
    /// in `metadata`.
    pub fn blob_payload(&self, metadata: &mut ErrorMetadata, slot: &mut impl Slot<Blob>) {
        metadata.set_excerpt(String::new());
        keep(metadata, self.response.blob_payload(slot));
    }

    /// Takes the body as it comes, as [`Response::stream_payload`] does.
    pub fn stream_payload(&self, metadata: &mut ErrorMetadata, slot: &mut impl Slot<ByteStream>) {
        metadata.set_excerpt(String::new());
        self.response.stream_payload(slot);
    }

    /// Reads a body that is a string or an enum, as [`Response::text_payload`] does. What cannot be
    /// read is noted in `metadata`.
    pub fn text_payload(&self, metadata: &mut ErrorMetadata, slot: &mut impl FromText) {
        metadata.set_excerpt(String::new());
        keep(metadata, self.response.text_payload(slot));
    }
}

/// Of a response that is not an error only the status and the ids are taken: its body is an output.
impl From<&Response> for ErrorMetadata {
    fn from(response: &Response) -> Self {
        if response.is_success() {
            return Self::of_head(response.metadata());
        }
        ErrorResponse::new(response).unhandled()
    }
}

/// What an error shows of its body: of JSON only what is neither cut off nor has a code, since its
/// members may be sensitive; and nothing of an output.
fn shown(response: &Response, metadata: &ErrorMetadata, is_unread: bool) -> String {
    let body = response.body().as_bytes().map_or(&b""[..], |body| body);
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let is_shown = if is_object {
        !is_unread && metadata.code().is_none() && metadata.message().is_none()
    } else {
        is_unread
    };
    if is_shown && !response.is_success() { excerpt(body) } else { String::new() }
}

fn keep(metadata: &mut ErrorMetadata, result: Result<(), ParseError>) {
    if let Err(error) = result {
        metadata.keep(error);
    }
}

/// The members of a body that errors have in common.
#[derive(Default)]
struct Body {
    code: Option<String>,
    r#type: Option<String>,
    message: Option<String>,
}

impl Body {
    /// Takes any value: some services send a number as the code, or null as the message.
    fn member(&mut self, r: &mut Reader<'_>, key: &str) {
        let slot = match key {
            "code" => &mut self.code,
            "__type" => &mut self.r#type,
            "message" | "Message" | "errorMessage" => &mut self.message,
            _ => return r.skip(),
        };
        match r.document() {
            Document::String(text) if !text.is_empty() => drop(slot.get_or_insert(text)),
            _ => {}
        }
    }
}

/// The name in `aws.protocoltests#FooError:http://internal.amazon.com/coral/`.
fn shape_name(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.split_once('#').map_or(code, |(_, name)| name).trim()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;

    fn metadata(lines: &[(&'static str, &'static str)], body: &'static str) -> ErrorMetadata {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        (&Response::new(400, headers, body)).into()
    }

    #[test]
    fn codes_are_found_and_sanitized() {
        const URI: &str = "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/";
        for (headers, body) in [
            (&[("x-amzn-errortype", "FooError")][..], ""),
            (&[("x-amzn-errortype", URI)], ""),
            (&[("x-amzn-errortype", "ns#FooError:http://x/#y")], r#"{"code": "Other"}"#),
            (&[], r#"{"code": "FooError"}"#),
            (&[], r#"{"code": "aws.protocoltests.restjson#FooError", "__type": "Other"}"#),
            (&[], r#"{"__type": "FooError"}"#),
            (&[], r#"{"__type": "ns#FooError:http://x/", "Details": [{"__type": "Other"}]}"#),
            (&[], r#"{"code": 400, "__type": "FooError"}"#),
        ] {
            assert_eq!(metadata(headers, body).code(), Some("FooError"), "{headers:?} {body}");
        }
        for body in
            ["", "{}", r#"{"code": null}"#, r#"{"code": ""}"#, r#"{"code": "Fo"#, "[]", "<p>"]
        {
            assert_eq!(metadata(&[], body).code(), None, "{body}");
        }
    }

    #[test]
    fn a_code_of_an_earlier_protocol_is_shown() {
        let headers = HeaderMap::from_iter([(
            HeaderName::from_static("x-amzn-query-error"),
            HeaderValue::from_static("Customized;Sender"),
        )]);
        let response = Response::new(400, headers, r#"{"__type": "ns#CustomCodeError"}"#);
        let response = ErrorResponse::new(&response);
        assert_eq!(response.code(), "CustomCodeError");
        assert_eq!(response.metadata().code(), Some("Customized"));
    }

    #[test]
    fn messages_and_request_ids_have_several_names() {
        for body in [
            r#"{"message": "Hi"}"#,
            r#"{"Message": "Hi", "other": {"message": "no"}}"#,
            r#"{"errorMessage": "Hi"}"#,
            r#"{"message": null, "Message": "Hi"}"#,
        ] {
            assert_eq!(metadata(&[], body).message(), Some("Hi"), "{body}");
        }
        for name in ["x-amzn-requestid", "x-amz-request-id"] {
            assert_eq!(metadata(&[(name, "id")], "").request_id(), Some("id"));
        }
    }

    #[test]
    fn display_says_what_happened() {
        const ID: (&str, &str) = ("x-amzn-requestid", "1-2");
        const TYPE: (&str, &str) = ("x-amzn-errortype", "Foo");
        for (headers, body, expected) in [
            (&[ID, TYPE][..], r#"{"message": "Hi"}"#, "Foo: Hi (HTTP 400, request id 1-2)"),
            (
                &[ID, ("x-amz-id-2", "abc/+="), TYPE],
                "",
                "Foo (HTTP 400, request id 1-2, extended request id abc/+=)",
            ),
            (&[TYPE], "<h1>Too busy</h1>", "Foo (HTTP 400): Too busy"),
            (&[TYPE], "too busy\n", "Foo (HTTP 400): too busy"),
            (&[TYPE], "hush\0", "Foo (HTTP 400): a body of 5 bytes that is not text"),
            (&[TYPE], r#"{"Secret": "hush"}"#, "Foo (HTTP 400)"),
            (
                &[],
                r#"{"Secret": "hush"#,
                "HTTP 400 without an error code; the error could not be read completely: Secret: \
                 a string without an end (at byte 16 of the body)",
            ),
            (&[], r#"{"detail": "no"}"#, r#"HTTP 400 without an error code: {"detail": "no"}"#),
            (&[TYPE], "", "Foo (HTTP 400)"),
            (&[], r#"{"message": "Hi"}"#, "Hi (HTTP 400)"),
            (&[ID], "", "HTTP 400 without an error code or a body, request id 1-2"),
            (&[ID], "<p>\nBusy", "HTTP 400 without an error code, request id 1-2: Busy"),
            (&[], "[1]", "HTTP 400 without an error code: [1]"),
        ] {
            assert_eq!(metadata(headers, body).to_string(), expected);
        }
    }

    #[test]
    fn outputs_are_not_shown() {
        for body in ["hush", r#"{"message": "hush", "code": "hush"}"#, "<p>hush"] {
            let response = Response::new(200, HeaderMap::new(), body);
            let metadata = ErrorMetadata::from(&response);
            assert!(!format!("{metadata} {metadata:?}").contains("hush"), "{metadata}");
        }
    }

    #[test]
    fn a_member_that_is_the_body_is_not_shown() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amzn-errortype", HeaderValue::from_static("Foo"));
        let response = Response::new(400, headers, "hush");
        let response = ErrorResponse::new(&response);
        assert_eq!(response.metadata().to_string(), "Foo (HTTP 400): hush");
        let reads: [&dyn Fn(&mut ErrorMetadata); 4] = [
            &|metadata| response.text_payload(metadata, &mut String::new()),
            &|metadata| response.blob_payload(metadata, &mut Blob::default()),
            &|metadata| response.stream_payload(metadata, &mut ByteStream::default()),
            &|metadata| response.json_payload(metadata, &mut Document::Null, Reader::document),
        ];
        for read in reads {
            let mut metadata = response.metadata();
            read(&mut metadata);
            assert!(!format!("{metadata} {metadata:?}").contains("hush"), "{metadata}");
        }
        assert_eq!(response.metadata().without_message().to_string(), "Foo (HTTP 400)");
    }

    #[test]
    fn a_body_that_cannot_be_read_is_told() {
        let metadata = metadata(&[("x-amzn-errortype", "Foo")], r#"{"message": "Hi", "a": [1"#);
        assert_eq!(metadata.message(), Some("Hi"));
        let error = metadata.parse_error().unwrap();
        let expected =
            format!("Foo: Hi (HTTP 400); the error could not be read completely: {error}");
        assert_eq!(metadata.to_string(), expected);
    }

    #[test]
    fn members_are_read_leniently() {
        let mut headers = HeaderMap::new();
        headers.insert("x-n", HeaderValue::from_static("one"));
        let response = Response::new(400, headers, r#"{"code": "Foo", "A": "a", "B": {}}"#);
        let response = ErrorResponse::new(&response);
        let mut metadata = response.metadata();
        let (mut a, mut b, mut n) = (None::<String>, None::<String>, None::<i32>);
        response.headers(&mut metadata, |h| h.text("X-N", &mut n));
        response.json(&mut metadata, |r, key| match key {
            "A" => r.set(&mut a, Reader::string),
            "B" => r.set(&mut b, Reader::string),
            _ => r.skip(),
        });
        assert_eq!((a.as_deref(), n), (Some("a"), None));
        assert_eq!(metadata.parse_error().map(ParseError::path), Some("X-N"));
    }

    proptest! {
        #[test]
        fn no_body_panics(body in prop::collection::vec(any::<u8>(), 0..300), status in 0_u16..1000) {
            let response = Response::new(status, HeaderMap::new(), body);
            let metadata = ErrorMetadata::from(&response);
            let expected = format!("HTTP {status}");
            prop_assert!(metadata.to_string().contains(&expected));
        }

        #[test]
        fn no_json_like_body_panics(body in r#"[{}\[\]",:0-9a-z_\\ ]{0,40}|\{"(code|__type|message)":\PC{0,20}"#) {
            let response = Response::new(500, HeaderMap::new(), body);
            let _ = ErrorResponse::new(&response).metadata().to_string();
        }
    }
}
