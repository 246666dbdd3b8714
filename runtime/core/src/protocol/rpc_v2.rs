//! What the protocols rpcv2Cbor and rpcv2Json have in common: a header that says that a response is one of
//! the protocol, and errors whose code is the member `__type` of the body.

use std::borrow::Cow;

use super::ErrorHead;
use super::excerpt::excerpt;
use super::json_errors::{query_code, shape_name};
use crate::{ParseError, Response};

/// The header that names the protocol in requests and responses.
pub(super) const SMITHY_PROTOCOL: &str = "smithy-protocol";

/// The status of all responses that are not errors.
const OK: u16 = 200;

/// The members of a body that errors have in common.
#[derive(Default)]
pub(super) struct Members {
    /// `__type`: the absolute shape id of the error.
    pub(super) r#type: Option<String>,
    pub(super) message: Option<String>,
}

impl Members {
    /// The field for a member, if errors have it in common.
    pub(super) fn slot(&mut self, key: &str) -> Option<&mut Option<String>> {
        match key {
            "__type" => Some(&mut self.r#type),
            "message" | "Message" => Some(&mut self.message),
            _ => None,
        }
    }
}

pub(super) fn is_error(response: &Response) -> bool {
    response.status() != OK
}

/// Checks that a response names this protocol in its header.
pub(super) fn check(response: &Response, protocol: &str) -> Result<(), ParseError> {
    let found = match response.metadata().text(SMITHY_PROTOCOL) {
        Some(found) if found == protocol => return Ok(()),
        Some(_) => "another protocol",
        None => "no such header",
    };
    Err(ParseError::new(SMITHY_PROTOCOL, format!("expected `{protocol}`, found {found}")))
}

/// Deserializes what errors have in common, with a function that reads the members of the body. Of a response
/// that does not name this protocol nothing is interpreted, and an excerpt of its body is shown.
pub(super) fn head<'r>(
    response: &'r Response,
    protocol: &str,
    read: impl FnOnce(&'r Response) -> (Members, Result<(), ParseError>),
) -> ErrorHead<'r> {
    if check(response, protocol).is_err() {
        let body = response.body().as_bytes().map_or(&b""[..], |body| body);
        return ErrorHead { excerpt: excerpt(body), ..ErrorHead::default() };
    }
    let (Members { r#type, message }, result) = read(response);
    let code = r#type.map(|id| shape_name(&id).to_owned()).unwrap_or_default();
    ErrorHead {
        code: Cow::Owned(code),
        query_code: query_code(response.metadata()),
        message: message.filter(|message| !message.is_empty()),
        parse_error: result.err(),
        ..ErrorHead::default()
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::super::{Protocol, RpcV2Json};
    use super::*;
    use crate::{ErrorMetadata, ErrorReader, RequestWriter};

    const JSON: (&str, &str) = (SMITHY_PROTOCOL, "rpc-v2-json");

    fn response(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: impl Into<Vec<u8>>,
    ) -> Response {
        let line = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        Response::new(status, headers.iter().map(line).collect::<HeaderMap>(), body.into())
    }

    fn metadata(headers: &[(&'static str, &'static str)], body: &str) -> ErrorMetadata {
        ErrorMetadata::read::<RpcV2Json>(&response(400, headers, body))
    }

    #[test]
    fn requests_name_the_protocol() {
        let request = RequestWriter::new::<RpcV2Json>().finish().unwrap();
        assert_eq!(request.headers["smithy-protocol"], "rpc-v2-json");
        assert_eq!(request.headers["accept"], "application/json");
        assert_eq!(request.headers.len(), 2);
    }

    #[test]
    fn only_200_is_not_an_error() {
        for (status, is_error) in [(200, false), (201, true), (204, true), (400, true), (500, true)]
        {
            assert_eq!(RpcV2Json::is_error(&response(status, &[JSON], "{}")), is_error);
        }
    }

    #[test]
    fn responses_must_name_the_protocol() {
        for (headers, error) in [
            (&[JSON][..], None),
            (&[], Some("smithy-protocol: expected `rpc-v2-json`, found no such header")),
            (
                &[(SMITHY_PROTOCOL, "rpc-v2-cbor")],
                Some("smithy-protocol: expected `rpc-v2-json`, found another protocol"),
            ),
        ] {
            let checked = RpcV2Json::check(&response(200, headers, "{}"));
            assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), error);
        }
    }

    #[test]
    fn the_code_is_in_the_body() {
        for (body, code, message) in [
            (r#"{"__type": "com.example#Foo", "message": "Hi"}"#, Some("Foo"), Some("Hi")),
            (r#"{"Message": "Hi", "__type": "Foo"}"#, Some("Foo"), Some("Hi")),
            (r#"{"code": "Foo", "Code": "Foo", "message": ""}"#, None, None),
            (r#"{"message": 5, "__type": "com.example#Foo"}"#, Some("Foo"), None),
            ("", None, None),
        ] {
            let metadata = metadata(&[JSON, ("x-amzn-errortype", "Other")], body);
            assert_eq!((metadata.code(), metadata.message()), (code, message), "{body}");
        }
    }

    #[test]
    fn a_code_of_awsquery_is_shown() {
        let headers = [JSON, ("x-amzn-query-error", "Customized;Sender")];
        let response = response(400, &headers, r#"{"__type": "com.example#Foo"}"#);
        let error = ErrorReader::new::<RpcV2Json>(&response);
        assert_eq!(error.code(), "Foo");
        assert_eq!(error.unhandled().code(), Some("Customized"));
    }

    #[test]
    fn nothing_is_interpreted_in_a_response_of_another_protocol() {
        let headers = [("x-amzn-query-error", "Customized;Sender")];
        let found = metadata(&headers, "<h1>Bad Gateway</h1>");
        assert_eq!(found.to_string(), "HTTP 400 without an error code: Bad Gateway");
        let found = metadata(&headers, r#"{"__type": "Foo"}"#);
        assert_eq!(found.code(), None);
    }

    #[test]
    fn a_body_that_cannot_be_read_is_noted() {
        let found = metadata(&[JSON], r#"{"__type": "Foo", "message": "Hi", "a": [1"#);
        assert_eq!((found.code(), found.message()), (Some("Foo"), Some("Hi")));
        assert!(found.parse_error().is_some());
    }

    #[cfg(feature = "cbor")]
    #[test]
    fn errors_in_cbor() {
        use super::super::RpcV2Cbor;

        const CBOR: (&str, &str) = (SMITHY_PROTOCOL, "rpc-v2-cbor");
        for (body, code, message, is_read) in [
            (
                &b"\xbf\x66__type\x6fcom.example#Foo\x67message\x62Hi\xff"[..],
                "Foo",
                Some("Hi"),
                true,
            ),
            (b"\xa2\x67Message\x62Hi\x66__type\x63Foo", "Foo", Some("Hi"), true),
            (b"\xa2\x67message\x05\x66__type\x63Foo", "Foo", None, true),
            (b"\xa2\x67message\xf6\x66__type\x63Foo", "Foo", None, true),
            (b"\xa3\x66__type\x63Foo\x67message\x62Hi\x61a\x82", "Foo", Some("Hi"), false),
            (b"", "", None, true),
            (b"{}", "", None, false),
        ] {
            let response = response(500, &[CBOR, ("x-amzn-errortype", "Other")], body);
            let head = RpcV2Cbor::error(&response);
            assert_eq!((&*head.code, head.message.as_deref()), (code, message), "{body:x?}");
            assert_eq!(head.parse_error.is_none(), is_read, "{body:x?}");
        }
        let request = RequestWriter::new::<RpcV2Cbor>().finish().unwrap();
        assert_eq!(request.headers["smithy-protocol"], "rpc-v2-cbor");
        assert_eq!(request.headers["accept"], "application/cbor");
        let response = response(200, &[JSON], b"\xa0");
        assert!(RpcV2Cbor::check(&response).is_err() && !RpcV2Cbor::is_error(&response));
    }
}
