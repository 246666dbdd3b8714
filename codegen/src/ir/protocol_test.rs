//! Defines the model's protocol tests: messages, and the values of the shapes that correspond to
//! them.

use super::MemberParam;
use super::endpoint::{BuiltIn, Constant};
use crate::docs::Docs;

/// The tests of a crate.
#[derive(Debug, Default)]
pub(crate) struct ProtocolTests {
    /// The cases of operations, then those of errors, in the order of the model.
    pub(crate) cases: Vec<ProtocolTest>,
    /// The number of cases that apply to servers only.
    pub(crate) not_for_clients: usize,
}

/// A test case.
#[derive(Debug)]
pub(crate) struct ProtocolTest {
    /// The unique name of the function.
    pub(crate) name: String,
    /// The documentation of the case.
    pub(crate) docs: Docs,
    /// The index of its operation in the crate.
    pub(crate) operation: usize,
    /// The required headers of a request, or the headers of a response.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, if the case has one.
    pub(crate) body: Option<TestBody>,
    /// The tested direction.
    pub(crate) case: Case,
}

/// The direction of a case, and its values.
#[derive(Debug)]
pub(crate) enum Case {
    /// The input is serialized to this request.
    Request { request: Box<ExpectedRequest>, input: Vec<MemberParam> },
    /// A response with this status is deserialized to the output.
    Output { status: u16, output: Vec<MemberParam> },
    /// A response with this status is deserialized to the error with this index in the crate.
    /// `code` is the expected code of the error, if the case has one.
    Error { status: u16, code: Option<String>, error: usize, members: Vec<MemberParam> },
}

/// The requirements of a request, without its headers and body.
#[derive(Debug)]
pub(crate) struct ExpectedRequest {
    /// The method.
    pub(crate) method: String,
    /// The encoded path, without the query string.
    pub(crate) uri: String,
    /// The host of the endpoint.
    pub(crate) host: Option<String>,
    /// The configuration that the endpoint rules resolve the endpoint for; empty if the host is the
    /// endpoint.
    pub(crate) built_ins: Vec<(BuiltIn, Constant)>,
    /// The expected host, with the host prefix.
    pub(crate) resolved_host: Option<String>,
    /// Required query parameters: `name=value`, encoded.
    pub(crate) query: Vec<String>,
    /// Names of forbidden query parameters.
    pub(crate) forbidden_query: Vec<String>,
    /// Names of required query parameters, with any value.
    pub(crate) required_query: Vec<String>,
    /// Names of forbidden headers.
    pub(crate) forbidden_headers: Vec<String>,
    /// Names of required headers, with any value.
    pub(crate) required_headers: Vec<String>,
}

/// The body of a case.
#[derive(Debug)]
pub(crate) struct TestBody {
    /// The media type, if it decides how the body of a request is compared, or how the text stands for the
    /// bytes of a response.
    pub(crate) media_type: Option<String>,
    pub(crate) text: String,
}
