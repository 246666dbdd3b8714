//! The crate that will be emitted, as data: every name is a Rust name, every wire name and format
//! is settled, nothing of the model is left to look up. `lower` makes it, `render` prints it.

mod discovery;
pub(crate) mod endpoint;
mod pagination;
mod protocol_test;
mod query;
mod service;
mod type_parts;
mod waiter;

use std::collections::BTreeMap;

use crate::docs::Docs;

pub(crate) use crate::knowledge::auth::Auth;
pub(crate) use crate::model::shape_id::ShapeId;
pub(crate) use crate::model::traits::{Retryable, TimestampFormat};
pub(crate) use crate::protocol::Protocol;
pub(crate) use discovery::{Discovery, TellsEndpoints};
pub(crate) use pagination::{Items, Pagination, Step};
pub(crate) use protocol_test::{
    Case, ExpectedRequest, MemberParam, Param, ProtocolTest, ProtocolTests,
};
pub(crate) use query::{
    Comparison, Function, FunctionBy, Kind, Logic, Number, Project, Query, QueryStep, Side, Slice,
};
pub(crate) use service::{Retries, Service};
pub(crate) use type_parts::{IntEnum, Literal, Member, Presence, StringEnum, Union, UnionVariant};
pub(crate) use waiter::{Acceptor, Condition, Matcher, State, Waiter};

/// One client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    /// The package's name.
    pub(crate) name: String,
    pub(crate) service: Service,
    /// What people call the service.
    pub(crate) title: String,
    /// What its requests and responses look like; all else here has been settled by it.
    pub(crate) protocol: Option<Protocol>,
    /// What the service is said to be.
    pub(crate) docs: Docs,
    /// The whole service is deprecated.
    pub(crate) deprecated: Option<Deprecated>,
    /// In the order of their names.
    pub(crate) operations: Vec<Operation>,
    /// In the order of their names.
    pub(crate) waiters: Vec<Waiter>,
    /// In the order of their names.
    pub(crate) types: Vec<Type>,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorStructure>,
    /// Operations that the crate lacks, and why.
    pub(crate) left_out: Vec<(String, String)>,
    pub(crate) endpoints: endpoint::Endpoints,
    /// The tests that the model carries; none if they were not asked for.
    pub(crate) protocol_tests: ProtocolTests,
}

/// What every emitted item has: its Rust name, its docs, its deprecation.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// An identifier of Rust, escaped if it has to be; the name of the model where a field says so.
    pub(crate) name: String,
    /// What the model says about it.
    pub(crate) docs: Docs,
    /// There if the model advises against using it.
    pub(crate) deprecated: Option<Deprecated>,
}

/// The content of a `#[deprecated]` attribute.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deprecated {
    /// The version since when: three numbers.
    pub(crate) since: Option<String>,
    /// What to do instead, in the words of the model.
    pub(crate) note: Docs,
}

/// A type of the `types` module.
#[derive(Debug)]
pub(crate) enum Type {
    /// Several values under names.
    Structure(Structure),
    /// One of several values.
    Union(Union),
    /// One of several strings, or another one.
    StringEnum(StringEnum),
    /// One of several integers, or another one.
    IntEnum(IntEnum),
}

impl Type {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Structure(structure) => &structure.item.name,
            Self::Union(union) => &union.item.name,
            Self::StringEnum(string_enum) => &string_enum.item.name,
            Self::IntEnum(int_enum) => &int_enum.item.name,
        }
    }
}

/// In which directions a type travels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Directions {
    /// An output or an error reaches it.
    pub(crate) read: bool,
    /// An input reaches it.
    pub(crate) written: bool,
}

/// A type with named members: of the `types` module, or the input, output or error of an operation.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// In the order of the model; bindings and bodies name them by their index.
    pub(crate) members: Vec<Member>,
    /// Whether it gets a reader, a writer, or both.
    pub(crate) directions: Directions,
    /// The whole structure is sensitive: `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
    /// It is an error, and has `metadata` beside its members.
    pub(crate) is_error: bool,
}

/// A structure that a service answers with when an operation fails.
#[derive(Debug)]
pub(crate) struct ErrorStructure {
    /// Its shape, to find its protocol tests by.
    pub(crate) id: ShapeId,
    /// Its members, beside its metadata.
    pub(crate) structure: Structure,
    /// There if a request may succeed when it is sent again.
    pub(crate) retryable: Option<Retryable>,
    /// Where its members are found.
    pub(crate) response: Response,
}

/// The type of a value, and how it is written and read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// `bool`
    Boolean,
    /// `String`
    String,
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i64`
    Long,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// A decimal number of any size, without a fraction.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Bytes; base64 in JSON, as they are in a payload.
    Blob,
    /// A blob that is the whole body and need not be in memory; `sized` if its length must be known.
    Stream { sized: bool },
    /// Any JSON.
    Document,
    /// An instant, in the format that its place gives it.
    Timestamp(TimestampFormat),
    /// A modeled enum of strings.
    StringEnum(TypeName),
    /// A modeled enum of integers.
    IntEnum(TypeName),
    /// A modeled structure.
    Structure(TypeName),
    /// A modeled union.
    Union(TypeName),
    /// `Vec<T>`
    List(Box<Element>),
    /// `BTreeMap<K, T>`. The key is a string or a string enum.
    Map(Box<Value>, Box<Element>),
}

/// What a list or map holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// The type of an element.
    pub(crate) value: Value,
    /// Elements may be null.
    pub(crate) sparse: bool,
}

/// The name of a modeled type, and the module it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName {
    /// An identifier of Rust.
    pub(crate) name: String,
    /// It stands in `types::error` instead of `types`.
    pub(crate) is_error: bool,
}

impl TypeName {
    /// What types are found by: an error and another type may have one name.
    pub(crate) fn key(&self) -> (bool, &str) {
        (self.is_error, &self.name)
    }
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// Its shape, whose name is the operation's in the model.
    pub(crate) id: ShapeId,
    /// The name starts the names of input, output and error.
    pub(crate) item: Item,
    /// The name of its module and file.
    pub(crate) module: String,
    /// What its caller fills in.
    pub(crate) input: Structure,
    /// What the service answers.
    pub(crate) output: Structure,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorVariant>,
    /// How the input becomes a request.
    pub(crate) request: Request,
    /// How a response becomes the output.
    pub(crate) response: Response,
    /// The index of the input's member that is filled when the caller leaves it out.
    pub(crate) idempotency_token: Option<usize>,
    /// The ways to authorize the request, where they are not the service's.
    pub(crate) auth: Option<Vec<Auth>>,
    /// What the operation tells the endpoint rules.
    pub(crate) endpoint_params: Vec<endpoint::Bound>,
    /// The results come in pages.
    pub(crate) pagination: Option<Pagination>,
    /// The signature leaves the body out.
    pub(crate) unsigned_payload: bool,
    /// The operation discovers its endpoint.
    pub(crate) discovery: Option<Discovery>,
    /// The operation tells the endpoints of others.
    pub(crate) tells_endpoints: Option<TellsEndpoints>,
    /// The service may be sent the same request twice.
    pub(crate) idempotent: bool,
    /// The service answers when there is something to answer.
    pub(crate) long_poll: bool,
}

/// An error that an operation may answer with: a structure in `types::error`.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    /// The variant of the operation's error.
    pub(crate) variant: String,
    /// The name of the structure.
    pub(crate) name: String,
    /// The code that stands for it on the wire.
    pub(crate) code: String,
}

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
        /// The media type of all bodies.
        content_type: &'static str,
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
    Members(Vec<usize>),
    /// The value of one member, of this media type if it is not the protocol's.
    Payload(usize, Option<String>),
}

/// How a response becomes an output or an error. Members are named by their index in it.
#[derive(Debug)]
pub(crate) struct Response {
    /// Members in headers and in the status.
    pub(crate) bindings: Vec<Binding>,
    /// Members in the body.
    pub(crate) body: Body,
}

impl Crate {
    /// The unions by their names.
    pub(crate) fn unions(&self) -> BTreeMap<&str, &Union> {
        let unions = self.types.iter().filter_map(|item| match item {
            Type::Union(union) => Some(union),
            Type::Structure(_) | Type::StringEnum(_) | Type::IntEnum(_) => None,
        });
        unions.map(|union| (union.item.name.as_str(), union)).collect()
    }

    /// The structures, errors included, by what `TypeName::key` says of their names.
    pub(crate) fn structures(&self) -> BTreeMap<(bool, &str), &Structure> {
        let types = self.types.iter().filter_map(|item| match item {
            Type::Structure(structure) => Some(structure),
            Type::Union(_) | Type::StringEnum(_) | Type::IntEnum(_) => None,
        });
        let errors = self.errors.iter().map(|error| &error.structure);
        let all = types.chain(errors);
        all.map(|structure| ((structure.is_error, structure.item.name.as_str()), structure))
            .collect()
    }
}
