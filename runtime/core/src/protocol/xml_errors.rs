//! Finds the code, the message and the request ids of an error of the XML protocols
//! (<https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#error-response-serialization>,
//! <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization>,
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization>).

use std::borrow::Cow;

use super::ErrorHead;
use super::excerpt::excerpt;
use crate::xml::{Reader, root_name};
use crate::{Response, ResponseReader};

/// Deserializes code, message and request ids in any of the forms that the XML protocols have for them. A body
/// that is truncated, empty or not XML has none.
///
/// | protocol | body |
/// |---|---|
/// | restXml, awsQuery | `<ErrorResponse><Error>…</Error><RequestId>…</RequestId></ErrorResponse>` |
/// | restXml with `noErrorWrapping` | `<Error>…<RequestId>…</RequestId><HostId>…</HostId></Error>` |
/// | ec2Query | `<Response><Errors><Error>…</Error></Errors><RequestID>…</RequestID></Response>` |
pub(super) fn head(response: &Response) -> ErrorHead<'_> {
    let mut body = Body::default();
    let mut reader = ResponseReader::new(response);
    reader.xml(|r, key| body.element(r, key));
    let parse_error = reader.finish().err();
    let has_text = body.code.is_some() || body.message.is_some();
    let bytes = response.body().as_bytes().map_or(&b""[..], |body| body);
    // The members of an error may be sensitive.
    let is_shown =
        !has_text && !matches!(root_name(bytes), Some("Error" | "ErrorResponse" | "Response"));
    ErrorHead {
        code: Cow::Owned(body.code.unwrap_or_default()),
        query_code: None,
        message: body.message,
        request_id: body.request_id,
        extended_request_id: body.host_id,
        excerpt: if is_shown { excerpt(bytes) } else { String::new() },
        parse_error,
    }
}

/// Whether the root of a body is that of an error. It may be truncated.
pub(super) fn is_error_body(body: &[u8]) -> bool {
    matches!(root_name(body), Some("Error" | "ErrorResponse"))
}

/// What errors have in common, wherever it stands.
#[derive(Default)]
struct Body {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    host_id: Option<String>,
}

impl Body {
    fn element(&mut self, r: &mut Reader<'_>, key: &str) {
        let slot = match key {
            "Error" | "Errors" => return r.object(|r, key| self.element(r, key)),
            "Code" => &mut self.code,
            "Message" | "message" => &mut self.message,
            "RequestId" | "RequestID" | "requestId" => &mut self.request_id,
            "HostId" => &mut self.host_id,
            _ => return r.skip(),
        };
        let text = r.string();
        let text = text.trim();
        if slot.is_none() && !text.is_empty() {
            *slot = Some(text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;
    use crate::protocol::RestXml;
    use crate::{ErrorMetadata, ErrorReader, ParseError};

    fn metadata(lines: &[(&'static str, &'static str)], body: &'static str) -> ErrorMetadata {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        ErrorMetadata::read::<RestXml>(&Response::new(400, headers, body))
    }

    #[test]
    fn code_message_and_ids_are_found_in_all_envelopes() {
        for body in [
            "<ErrorResponse><Error><Type>Sender</Type><Code>Foo</Code><Message>Hi</Message></Error>\
             <RequestId>1-2</RequestId><HostId>h</HostId></ErrorResponse>",
            "<?xml version='1.0'?>\n<Error>\n<Code> Foo </Code><Message>Hi</Message>\
             <RequestId>1-2</RequestId><HostId>h</HostId></Error>",
            "<Response><Errors><Error><Code>Foo</Code><Message>Hi</Message></Error></Errors>\
             <RequestID>1-2</RequestID><HostId>h</HostId></Response>",
            "<ErrorResponse xmlns='https://iam.amazonaws.com/doc/'><Error><message>Hi</message><Code>Foo</Code>\
             </Error><Error><Code>Bar</Code></Error><requestId>1-2</requestId><HostId>h</HostId></ErrorResponse>",
        ] {
            let metadata = metadata(&[], body);
            let expected = "Foo: Hi (HTTP 400, request id 1-2, extended request id h)";
            assert_eq!(metadata.to_string(), expected, "{body}");
        }
    }

    #[test]
    fn ids_in_headers_come_first() {
        let body = "<Error><Code>Foo</Code><RequestId>a</RequestId><HostId>b</HostId></Error>";
        let headers = [("x-amz-request-id", "c"), ("x-amz-id-2", "d")];
        let metadata = metadata(&headers, body);
        assert_eq!((metadata.request_id(), metadata.extended_request_id()), (Some("c"), Some("d")));
    }

    #[test]
    fn display_says_what_happened() {
        for (body, expected) in [
            ("", "HTTP 400 without an error code or a body"),
            ("<Error/>", "HTTP 400 without an error code or a body"),
            ("<html><h1>Bad Gateway</h1></html>", "HTTP 400 without an error code: Bad Gateway"),
            ("<!DOCTYPE html><p>Busy", "HTTP 400 without an error code: Busy"),
            ("too busy", "HTTP 400 without an error code: too busy"),
            ("<Other>x</Other>", "HTTP 400 without an error code: x"),
            (
                "<Error><Code>Foo</Code><Secret>hush",
                "Foo (HTTP 400); the error could not be read completely: Secret: expected an element or the end of \
                 the open one, found the end of the body (at byte 35 of the body)",
            ),
            (
                "<Error><Secret>hush",
                "HTTP 400 without an error code; the error could not be read completely: Secret: expected an element \
                 or the end of the open one, found the end of the body (at byte 19 of the body)",
            ),
            (
                "<Error><Code><x/></Code></Error>",
                "HTTP 400 without an error code; the error could not be read completely: Code: expected a string, \
                 found an element (at byte 13 of the body)",
            ),
        ] {
            assert_eq!(metadata(&[], body).to_string(), expected, "{body}");
        }
    }

    #[test]
    fn members_of_an_error_are_read_within_any_envelope() {
        type Members = (Option<String>, Option<i32>);
        type Read = fn(&mut ResponseReader<'_>) -> Members;
        fn member(members: &mut Members, r: &mut Reader<'_>, key: &str) {
            match key {
                "Bucket" => r.set(&mut members.0, Reader::string),
                "Size" => r.set(&mut members.1, Reader::integer),
                _ => r.skip(),
            }
        }
        fn read(response: &mut ResponseReader<'_>) -> Members {
            let mut members = Members::default();
            response.xml_within("Error", |r, key| member(&mut members, r, key));
            members
        }
        fn read_nested(response: &mut ResponseReader<'_>) -> Members {
            let mut members = Members::default();
            response.xml_within("Errors/Error", |r, key| member(&mut members, r, key));
            members
        }
        let error = "<Error><Code>Foo</Code><Bucket>b</Bucket><Size>x</Size></Error>";
        let cases: [(String, Read); 3] = [
            (error.to_owned(), read),
            (format!("<ErrorResponse><RequestId>1</RequestId>{error}</ErrorResponse>"), read),
            (
                format!("<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>"),
                read_nested,
            ),
        ];
        for (body, read) in cases {
            let response = Response::new(400, HeaderMap::new(), body);
            let (members, metadata) = ErrorReader::new::<RestXml>(&response).modeled(read);
            assert_eq!(members, (Some("b".to_owned()), None));
            assert_eq!(metadata.code(), Some("Foo"));
            assert_eq!(metadata.parse_error().map(ParseError::path), Some("Size"));
        }
        let response = Response::new(404, HeaderMap::new(), "");
        let (members, metadata) = ErrorReader::new::<RestXml>(&response).modeled(read);
        assert_eq!((members, metadata.parse_error()), ((None, None), None));
    }

    #[test]
    fn the_root_says_whether_a_body_is_an_error() {
        let long = format!("<?xml version='1.0'?><!--{}--><Error/>", "a".repeat(5000));
        for (body, expected) in [
            ("<?xml version='1.0'?>\n<!-- a --><Error><Code>SlowDown</Code>", true),
            ("<ErrorResponse xmlns='x'/>", true),
            ("<s3:Error>", true),
            ("<Errors/>", false),
            ("<CopyObjectResult><Error/></CopyObjectResult>", false),
            ("<Error", false),
            ("Error", false),
            ("", false),
            (&long, false),
        ] {
            assert_eq!(is_error_body(body.as_bytes()), expected, "{body}");
        }
    }
}
