//! <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html> and
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>, which differ in their content types.

use super::json_errors;
use super::{ErrorHead, Protocol};
use crate::Response;

/// `aws.protocols#awsJson1_0`: the header `X-Amz-Target` names the operation, and all members are in a
/// body of JSON.
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_0;

/// `aws.protocols#awsJson1_1`: the same as [`AwsJson1_0`] with another content type.
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_1;

impl Protocol for AwsJson1_0 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.0";

    fn error(response: &Response) -> ErrorHead<'_> {
        json_errors::head(response)
    }
}

impl Protocol for AwsJson1_1 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.1";

    fn error(response: &Response) -> ErrorHead<'_> {
        json_errors::head(response)
    }
}
