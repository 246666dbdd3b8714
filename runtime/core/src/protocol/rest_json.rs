//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>

use super::json_errors;
use super::{ErrorHead, Protocol};
use crate::Response;

/// `aws.protocols#restJson1`: HTTP binding traits, and JSON in bodies.
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

impl Protocol for RestJson1 {
    const CONTENT_TYPE: &'static str = "application/json";

    fn error(response: &Response) -> ErrorHead<'_> {
        json_errors::head(response)
    }
}
