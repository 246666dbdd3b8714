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
        xml_errors::head(response)
    }

    fn is_error_body(body: &[u8]) -> bool {
        xml_errors::is_error_body(body)
    }
}
