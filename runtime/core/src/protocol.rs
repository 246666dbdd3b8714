//! The protocols that a service may speak: how they look on the wire where this does not depend on a
//! shape of the model.
//!
//! A protocol is a type without values. A generated crate names its protocol once, as
//! [`Service::Protocol`](crate::Service::Protocol); the codec is chosen where the crate is generated.

mod aws_json;
mod excerpt;
mod json_errors;
#[cfg(feature = "xml")]
mod query;
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
mod rpc_v2;
#[cfg(feature = "cbor")]
mod rpc_v2_cbor;
mod rpc_v2_json;
#[cfg(feature = "xml")]
mod xml_errors;

use std::borrow::Cow;

pub use aws_json::{AwsJson1_0, AwsJson1_1};
#[cfg(feature = "xml")]
pub use query::{AwsQuery, Ec2Query};
pub use rest_json::RestJson1;
#[cfg(feature = "xml")]
pub use rest_xml::RestXml;
#[cfg(feature = "cbor")]
pub use rpc_v2_cbor::RpcV2Cbor;
pub use rpc_v2_json::RpcV2Json;

use crate::{ParseError, Response};

/// A protocol (<https://smithy.io/2.0/aws/protocols/index.html>).
pub trait Protocol: Send + Sync + 'static {
    /// The content type of requests whose body the codec of the protocol serializes.
    const CONTENT_TYPE: &'static str;

    /// The headers of all requests, with names in lower case.
    const HEADERS: &'static [(&'static str, &'static str)] = &[];

    /// Whether a response holds an error, not an output. A body that is a stream has not been received
    /// then. In most protocols the status decides: any other than 200 to 299 is that of an error.
    fn is_error(response: &Response) -> bool {
        !response.is_success()
    }

    /// Whether the body of a response of success is an error nevertheless: S3 answers so when an operation
    /// fails after its status was sent, such as `CopyObject`. This is asked only of a body in memory from
    /// which the codec deserializes the output; a body that is a member of bytes or text may be anything.
    #[must_use]
    fn is_error_body(body: &[u8]) -> bool {
        let _ = body;
        false
    }

    /// Checks that a response which is not an error is one of this protocol, before its output is
    /// deserialized.
    ///
    /// # Errors
    ///
    /// A response without a header that all responses of the protocol have.
    fn check(response: &Response) -> Result<(), ParseError> {
        let _ = response;
        Ok(())
    }

    /// Deserializes what all errors of the protocol have in common, whatever the response holds.
    fn error(response: &Response) -> ErrorHead<'_>;
}

/// What all errors of a protocol have in common, apart from the HTTP status and the request ids in headers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorHead<'r> {
    /// The code that says which modeled error it is: the name of its shape, or that of its
    /// `aws.protocols#awsQueryError` trait. Empty if the response has none.
    pub code: Cow<'r, str>,
    /// The code that the error has in the protocol awsQuery, which the service spoke before:
    /// `aws.protocols#awsQueryCompatible`.
    pub query_code: Option<&'r str>,
    /// The description of the error.
    pub message: Option<String>,
    /// The request id in the body. It counts where the headers have none.
    pub request_id: Option<String>,
    /// The extended request id in the body. It counts where the headers have none.
    pub extended_request_id: Option<String>,
    /// The start of a body that has neither a code nor a message, such as the page of a proxy; empty if
    /// there is nothing to show, or if it might be a member that is sensitive.
    pub excerpt: String,
    /// Why the body could not be searched for a code and a message.
    pub parse_error: Option<ParseError>,
}
