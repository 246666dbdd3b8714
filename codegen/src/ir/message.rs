//! Where the members of inputs, outputs and errors stand in an HTTP message.

use super::{Encoding, Field};

/// How an input becomes a request. Members are named by their index in the input.
#[derive(Debug)]
pub(crate) struct Request {
    /// Method and URI, or what stands in for them.
    pub(crate) target: Target,
    /// Headers that are the same in all requests.
    pub(crate) headers: Vec<(String, String)>,
    /// The member that names the endpoint.
    pub(crate) endpoint: Option<usize>,
    /// A long body is compressed.
    pub(crate) gzip: bool,
    /// A header over the complete body.
    pub(crate) checksum: Option<Checksum>,
    /// What goes in front of the host of the endpoint.
    pub(crate) host_prefix: Vec<PathPart>,
    /// Members in the query and in headers.
    pub(crate) bindings: Vec<Binding>,
    /// Members in the body.
    pub(crate) body: Body,
}

/// The checksum that a body gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checksum {
    /// `Content-MD5`.
    Md5,
    /// The SHA-256 of the body, and that of the tree over its parts.
    Sha256Tree,
}

/// What a request is addressed to.
#[derive(Debug)]
pub(crate) enum Target {
    /// REST: a method and a URI of its own.
    Uri {
        /// A token, in the case that the model gives it.
        method: String,
        /// From the first slash to the query.
        path: Vec<PathPart>,
        /// Parameters that are part of the URI's pattern.
        query: Vec<(String, Option<String>)>,
    },
    /// RPC: one URI for all; a header names the operation.
    Header {
        /// The value of the header: `Service.Operation`.
        target: String,
    },
}

/// A piece of a path or of a host prefix.
#[derive(Debug)]
pub(crate) enum PathPart {
    /// Text that is sent as it is.
    Literal(String),
    /// The value of a member.
    Label {
        /// The index of the member in the input.
        member: usize,
        /// How its value is written.
        encoding: Encoding,
        /// Its slashes stay what they are.
        greedy: bool,
        /// What stands in for an empty value.
        default: Option<String>,
    },
}

/// A member outside of the body.
#[derive(Debug)]
pub(crate) struct Binding {
    /// The index of the member.
    pub(crate) member: usize,
    /// Where it travels instead.
    pub(crate) location: Location,
    /// How it is written.
    pub(crate) encoding: Encoding,
}

/// A place outside of the body, apart from the path.
#[derive(Debug)]
pub(crate) enum Location {
    /// The parameter of this name.
    Query(String),
    /// A parameter for each entry of a map.
    QueryParams,
    /// The header of this name.
    Header(String),
    /// A header for each entry of a map, its name starting with this prefix.
    PrefixHeaders(String),
    /// The status of a response.
    StatusCode,
}

/// What the body holds.
#[derive(Debug)]
pub(crate) enum Body {
    /// Nothing.
    Empty,
    /// An object with these members.
    Members(Vec<Field>),
    /// The value of one member.
    Payload {
        /// Its index.
        member: usize,
        /// How it is written.
        encoding: Encoding,
        /// The media type, if it is not that of the protocol.
        media_type: Option<String>,
    },
}

/// How a response becomes an output or an error. Members are named by their index in it.
#[derive(Debug)]
pub(crate) struct Response {
    /// Members in headers and in the status.
    pub(crate) bindings: Vec<Binding>,
    /// Members in the body.
    pub(crate) body: Body,
}
