//! Finds the code and the message of an error of the JSON protocols: in a header, or in members of the body
//! (<https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>).

use std::borrow::Cow;

use super::ErrorHead;
use super::excerpt::excerpt;
use crate::json::Reader;
use crate::{Document, Response, ResponseMetadata, ResponseReader};

/// Deserializes code and message, in any of the forms that the JSON protocols have for them. A body that
/// is truncated, empty or not JSON at all has neither.
pub(super) fn head(response: &Response) -> ErrorHead<'_> {
    let mut body = Body::default();
    let mut reader = ResponseReader::new(response);
    reader.json(|r, key| body.member(r, key));
    let parse_error = reader.finish().err();
    let headers = response.metadata();
    let code = match (headers.text("x-amzn-errortype"), body.code.or(body.r#type)) {
        (Some(code), _) => Cow::Borrowed(shape_name(code)),
        (None, Some(code)) => Cow::Owned(shape_name(&code).to_owned()),
        (None, None) => Cow::Borrowed(""),
    };
    let query_code = query_code(headers);
    let has_text = !code.is_empty() || query_code.is_some() || body.message.is_some();
    let excerpt = shown(response, has_text, parse_error.is_some());
    ErrorHead {
        code,
        query_code,
        message: body.message,
        excerpt,
        parse_error,
        ..ErrorHead::default()
    }
}

/// The excerpt of a body: of JSON only what is neither truncated nor has a code or message, since its
/// members may be sensitive.
fn shown(response: &Response, has_text: bool, is_unread: bool) -> String {
    let body = response.body().as_bytes().map_or(&b""[..], |body| body);
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let is_shown = if is_object { !is_unread && !has_text } else { is_unread };
    if is_shown { excerpt(body) } else { String::new() }
}

/// The members of a body that errors have in common.
#[derive(Default)]
struct Body {
    code: Option<String>,
    r#type: Option<String>,
    message: Option<String>,
}

impl Body {
    /// Reads a member of any type: some services send a number as the code, or null as the message.
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

/// The code of an error in the protocol awsQuery, for a service with the trait
/// `aws.protocols#awsQueryCompatible`: a header has it before the fault, such as `NotFound;Sender`.
pub(super) fn query_code(response: &ResponseMetadata) -> Option<&str> {
    let code = response.text("x-amzn-query-error")?.split(';').next();
    code.filter(|code| !code.is_empty())
}

/// The name in `aws.protocoltests#FooError:http://internal.amazon.com/coral/`.
pub(super) fn shape_name(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.split_once('#').map_or(code, |(_, name)| name).trim()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;
    use crate::protocol::RestJson1;
    use crate::{ErrorMetadata, ErrorReader, ParseError};

    fn metadata(lines: &[(&'static str, &'static str)], body: &'static str) -> ErrorMetadata {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        ErrorMetadata::read::<RestJson1>(&Response::new(400, headers, body))
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
        let error = ErrorReader::new::<RestJson1>(&response);
        assert_eq!(error.code(), "CustomCodeError");
        assert_eq!(error.unhandled().code(), Some("Customized"));
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
    fn a_body_that_cannot_be_read_is_noted() {
        let metadata = metadata(&[("x-amzn-errortype", "Foo")], r#"{"message": "Hi", "a": [1"#);
        assert_eq!(metadata.message(), Some("Hi"));
        let error = metadata.parse_error().unwrap();
        let expected =
            format!("Foo: Hi (HTTP 400); the error could not be read completely: {error}");
        assert_eq!(metadata.to_string(), expected);
    }

    #[test]
    fn members_of_a_body_are_read_leniently() {
        fn read(response: &mut ResponseReader<'_>) -> (Option<String>, Option<String>, i32) {
            let (mut a, mut b, mut n) = (None, None, 0);
            response.header("X-N", &mut n);
            response.json(|r, key| match key {
                "A" => r.set(&mut a, Reader::string),
                "B" => r.set(&mut b, Reader::string),
                _ => r.skip(),
            });
            (a, b, n)
        }
        for (value, expected, path) in [("one", 0, "X-N"), ("1", 1, "B")] {
            let headers = [(HeaderName::from_static("x-n"), HeaderValue::from_static(value))];
            let body = r#"{"code": "Foo", "A": "a", "B": {}}"#;
            let response = Response::new(400, HeaderMap::from_iter(headers), body);
            let (members, metadata) = ErrorReader::new::<RestJson1>(&response).modeled(read);
            assert_eq!(members, (Some("a".to_owned()), None, expected));
            assert_eq!(metadata.parse_error().map(ParseError::path), Some(path));
        }
    }

    #[test]
    fn a_document_that_is_the_body_is_not_shown() {
        fn read(response: &mut ResponseReader<'_>) {
            response.json_payload(&mut Document::Null, Reader::document);
        }
        for body in ["\"hush\"", "hush"] {
            let response = Response::new(400, HeaderMap::new(), body);
            let ((), metadata) = ErrorReader::new::<RestJson1>(&response).modeled(read);
            assert!(!format!("{metadata} {metadata:?}").contains("hush"), "{metadata}");
        }
    }
}
