//! <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>

use super::{ErrorHead, Protocol, xml_errors};
use crate::Response;

/// `aws.protocols#restXml`: HTTP binding traits, and XML in bodies. Errors are read in both of their forms,
/// `ErrorResponse` with an `Error` in it and, for `noErrorWrapping`, `Error` alone.
#[derive(Clone, Copy, Debug)]
pub struct RestXml;

impl Protocol for RestXml {
    const CONTENT_TYPE: &'static str = "application/xml";

    fn error(response: &Response) -> ErrorHead<'_> {
        let mut head = xml_errors::head(response);
        // A response to HEAD has no body, so that its status is all that tells a missing resource.
        if response.status() == 404 && response.body().is_empty() {
            head.code = "NotFound".into();
        }
        head
    }

    fn is_error_body(body: &[u8]) -> bool {
        xml_errors::is_error_body(body)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    #[test]
    fn a_missing_resource_is_not_found_without_a_body() {
        let code = |status, body: &'static str| {
            let response = Response::new(status, HeaderMap::new(), body);
            RestXml::error(&response).code.into_owned()
        };
        assert_eq!(code(404, ""), "NotFound");
        assert_eq!(code(404, "<Error><Code>NoSuchKey</Code></Error>"), "NoSuchKey");
        assert_eq!((code(403, ""), code(404, "<html>")), (String::new(), String::new()));
    }
}
