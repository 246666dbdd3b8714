//! Defines the HTTP bindings of the members of inputs, outputs and errors.

use super::{ElementName, Encoding, Field};

/// How an input is serialized. Members are given by their index in the input.
#[derive(Debug)]
pub(crate) struct Request {
    /// The method and URI, or the header that names the operation.
    pub(crate) target: Target,
    /// Constant headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The member whose value is the endpoint.
    pub(crate) endpoint: Option<usize>,
    /// Whether a long body is compressed.
    pub(crate) gzip: bool,
    /// The checksum of the whole body.
    pub(crate) checksum: Option<Checksum>,
    /// The validation of the checksum of the response.
    pub(crate) validation: Option<Validation>,
    /// The prefix of the endpoint's host.
    pub(crate) host_prefix: Vec<PathPart>,
    /// Members that are bound to query parameters and headers.
    pub(crate) bindings: Vec<Binding>,
    /// The members of the body.
    pub(crate) body: Body,
}

/// A checksum of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Checksum {
    /// `Content-MD5`.
    Md5,
    /// The SHA-256 of the body, and its SHA-256 tree hash.
    Sha256Tree,
    /// A checksum whose algorithm is the value of a member.
    Flexible { algorithm: HeaderMember, required: bool },
}

impl Checksum {
    /// Whether every request needs it.
    pub(crate) fn is_required(&self) -> bool {
        match self {
            Self::Md5 | Self::Sha256Tree => true,
            Self::Flexible { required, .. } => *required,
        }
    }
}

/// The validation of the checksum of a response.
#[derive(Clone, Debug)]
pub(crate) struct Validation {
    /// The member that enables it.
    pub(crate) mode: HeaderMember,
    /// The names of the algorithms.
    pub(crate) algorithms: Vec<String>,
}

/// A member that is bound to a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeaderMember {
    pub(crate) member: usize,
    pub(crate) header: String,
}

/// How a request names its operation.
#[derive(Debug)]
pub(crate) enum Target {
    /// REST: the operation has its own method and URI.
    Uri {
        /// A token, whose case is kept.
        method: String,
        /// From the first slash to the query string.
        path: Vec<PathPart>,
        /// The query parameters of the URI pattern.
        query: Vec<(String, Option<String>)>,
    },
    /// RPC: all operations have the same URI; a header names the operation.
    Header {
        /// The value of the header: `Service.Operation`.
        target: String,
    },
    /// RPC: each operation has its own path.
    Path(String),
    /// RPC: all operations have the same URI; the body names the operation.
    Body,
}

/// A segment of a path or of a host prefix.
#[derive(Debug)]
pub(crate) enum PathPart {
    /// Text that is sent unchanged.
    Literal(String),
    /// The value of a member.
    Label {
        /// The index of the member in the input.
        member: usize,
        /// The encoding of its value.
        encoding: Encoding,
        /// What of the value is sent.
        kind: LabelKind,
        /// The replacement for an empty value.
        default: Option<String>,
    },
}

/// What of the value of a label is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// All of it, as one segment.
    Segment,
    /// All of it; its slashes are kept.
    Greedy,
    /// All of it; its slashes are kept, and no part of the request's path is normalized.
    Verbatim,
    /// Only what follows its last slash.
    LastSegment,
    /// Nothing: the endpoint has it.
    InEndpoint,
}

/// A binding of a member outside of the body.
#[derive(Debug)]
pub(crate) struct Binding {
    /// The index of the member.
    pub(crate) member: usize,
    /// The location of the member.
    pub(crate) location: Location,
    /// The encoding of its value.
    pub(crate) encoding: Encoding,
    /// Whether a value that cannot be read is ignored.
    pub(crate) lenient: bool,
}

/// A location outside of the body and the path.
#[derive(Debug)]
pub(crate) enum Location {
    /// The query parameter with this name.
    Query(String),
    /// A query parameter for each entry of a map.
    QueryParams,
    /// The header with this name.
    Header(String),
    /// A header for each entry of a map; the names begin with this prefix.
    PrefixHeaders(String),
    /// The status code of a response.
    StatusCode,
}

/// The content of the body.
#[derive(Debug)]
pub(crate) enum Body {
    /// Nothing.
    Empty,
    /// An object with these members.
    Members {
        /// What stands around the members.
        envelope: Envelope,
        fields: Vec<Field>,
    },
    /// The value of one member.
    Payload {
        /// The index of the member.
        member: usize,
        /// The encoding of its value.
        encoding: Encoding,
        /// The name of the element around the value, if the codec has one.
        root: Option<ElementName>,
        /// The media type, if it is not that of the protocol.
        media_type: Option<String>,
    },
}

/// What stands around the members of a body.
#[derive(Debug)]
pub(crate) enum Envelope {
    /// Nothing.
    None,
    /// A root element.
    Root(ElementName),
    /// An element at the end of this path, in which slashes separate names. The path starts at the root, if
    /// that has the first name, else below it.
    Within(String),
    /// Parameters that name the operation and the version of the service.
    Action {
        operation: String,
        version: String,
        /// Whether all lists are flattened, as in ec2Query. Such forms leave out empty lists.
        flat_lists: bool,
    },
}

/// How an output or error is deserialized. Members are given by their index in it.
#[derive(Debug)]
pub(crate) struct Response {
    /// Members that are bound to headers and the status code.
    pub(crate) bindings: Vec<Binding>,
    /// The members of the body.
    pub(crate) body: Body,
}
