//! The tests that a model carries, as data: what is sent or answered, and the values that go with
//! it, each matched against its shape.

use super::Literal;
use crate::docs::Docs;

/// The tests of a crate.
#[derive(Debug, Default)]
pub(crate) struct ProtocolTests {
    /// Those of operations first, then those of errors, each in the order of the model.
    pub(crate) cases: Vec<ProtocolTest>,
    /// Cases of the crate's protocol that are for servers only.
    pub(crate) not_for_clients: usize,
}

/// One case.
#[derive(Debug)]
pub(crate) struct ProtocolTest {
    /// The name of the function, no name twice.
    pub(crate) name: String,
    /// What the case shows.
    pub(crate) docs: Docs,
    /// The index of its operation in the crate.
    pub(crate) operation: usize,
    /// Those that a request must have, or those of the response.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, if the case says anything about it.
    pub(crate) body: Option<String>,
    /// What is tested.
    pub(crate) case: Case,
}

/// In which direction, and with which values.
#[derive(Debug)]
pub(crate) enum Case {
    /// The input becomes this request.
    Request { request: Box<ExpectedRequest>, input: Vec<MemberParam> },
    /// A response with this status becomes the output.
    Output { status: u16, output: Vec<MemberParam> },
    /// A response with this status becomes the error of this index in the crate.
    Error { status: u16, error: usize, members: Vec<MemberParam> },
}

/// What a request must be like, apart from its headers and its body.
#[derive(Debug)]
pub(crate) struct ExpectedRequest {
    /// The method.
    pub(crate) method: String,
    /// The path, encoded, without the query.
    pub(crate) uri: String,
    /// The host of the endpoint that the request is put at.
    pub(crate) host: Option<String>,
    /// The host that it has to go to, with its prefix.
    pub(crate) resolved_host: Option<String>,
    /// Parameters that it must have: `name=value`, encoded.
    pub(crate) query: Vec<String>,
    /// Names of parameters that it must not have.
    pub(crate) forbidden_query: Vec<String>,
    /// Names of parameters that it must have, with any value.
    pub(crate) required_query: Vec<String>,
    /// Names of headers that it must not have.
    pub(crate) forbidden_headers: Vec<String>,
    /// Names of headers that it must have, with any value.
    pub(crate) required_headers: Vec<String>,
    /// The media type of the body, which says how it is compared; without one, byte by byte.
    pub(crate) media_type: Option<String>,
}

/// The value of a structure's member, which is named by its index.
#[derive(Debug)]
pub(crate) struct MemberParam {
    /// The index.
    pub(crate) member: usize,
    /// The value.
    pub(crate) param: Param,
}

/// A value of a test.
#[derive(Debug)]
pub(crate) enum Param {
    /// An element of a sparse collection that is not there.
    Null,
    /// A value that a default could be.
    Literal(Literal),
    /// A blob, as the text that its bytes are.
    Bytes(String),
    /// The elements.
    List(Vec<Param>),
    /// The entries, in the order of the model.
    Map(Vec<(String, Param)>),
    /// The members that have a value, in the order of their indices.
    Structure(Vec<MemberParam>),
    /// The variant of this index; no value where it has none.
    Union(usize, Option<Box<Param>>),
}
