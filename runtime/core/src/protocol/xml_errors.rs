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
