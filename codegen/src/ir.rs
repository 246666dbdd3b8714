//! The crate that will be emitted, as data: every name is a Rust name, every wire name and format
//! is settled, nothing of the model is left to look up. `lower` makes it, `render` prints it.

mod pagination;
mod protocol_test;
mod query;
mod waiter;

use std::collections::BTreeMap;

pub(crate) use crate::knowledge::auth::Auth;
pub(crate) use crate::model::shape_id::ShapeId;
pub(crate) use crate::model::traits::{Retryable, TimestampFormat};
pub(crate) use pagination::{Items, Pagination, Step};
pub(crate) use protocol_test::{
    Case, ExpectedRequest, MemberParam, Param, ProtocolTest, ProtocolTests,
};
pub(crate) use query::{Comparison, Kind, Number, Project, Query, QueryStep, Side};
pub(crate) use waiter::{Acceptor, Condition, Matcher, State, Waiter};

/// One client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    /// The package's name.
    pub(crate) name: String,
    pub(crate) service: Service,
    /// What people call the service.
    pub(crate) title: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) operations: Vec<Operation>,
    /// In the order of their names.
    pub(crate) waiters: Vec<Waiter>,
    /// In the order of their names.
    pub(crate) types: Vec<Type>,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorStructure>,
    /// Operations that the crate lacks, and why.
    pub(crate) left_out: Vec<(String, String)>,
    /// The tests that the model carries; none if they were not asked for.
    pub(crate) protocol_tests: ProtocolTests,
}

/// What all operations have in common.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) sdk_id: String,
    pub(crate) version: String,
    /// The ways to authorize requests, the best one first.
    pub(crate) auth: Vec<Auth>,
}

/// What every emitted item has: its Rust name, its docs as lines of Markdown, its deprecation.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: Option<Deprecated>,
}

/// The content of a `#[deprecated]` attribute.
#[derive(Clone, Debug)]
pub(crate) struct Deprecated {
    pub(crate) since: Option<String>,
    pub(crate) note: Option<String>,
}

/// A type of the `types` module.
#[derive(Debug)]
pub(crate) enum Type {
    Structure(Structure),
    Union(Union),
    StringEnum(StringEnum),
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
    pub(crate) read: bool,
    pub(crate) written: bool,
}

#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) item: Item,
    pub(crate) members: Vec<Member>,
    pub(crate) directions: Directions,
    /// The whole structure is sensitive: `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
    /// It is an error, and has `metadata` beside its members.
    pub(crate) is_error: bool,
}

/// A structure that a service answers with when an operation fails.
#[derive(Debug)]
pub(crate) struct ErrorStructure {
    pub(crate) id: ShapeId,
    pub(crate) structure: Structure,
    pub(crate) retryable: Option<Retryable>,
    pub(crate) response: Response,
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) item: Item,
    /// The name in the model, for messages.
    pub(crate) model_name: String,
    /// The name in a body.
    pub(crate) wire_name: String,
    pub(crate) value: Value,
    pub(crate) presence: Presence,
    pub(crate) boxed: bool,
    pub(crate) sensitive: bool,
    /// In a header its text is base64: a string with a media type.
    pub(crate) base64_header: bool,
}

/// Whether a structure always has a value for a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    /// `Option<T>`
    Optional,
    /// `T`, and an argument of `new`.
    Required,
    /// `T`, and `new` sets it.
    Default(Literal),
}

/// A default value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// The zero value of the type: empty, `0`, `false`, `null`.
    Zero,
    Boolean(bool),
    Integer(i64),
    /// The number's text.
    Float(String),
    /// The text of a string, enum, number without limit, or the base64 of a blob.
    Text(String),
    /// Seconds since the epoch.
    Timestamp(f64),
    /// JSON text of a document.
    Document(String),
}

/// The type of a value, and how it is written and read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Blob,
    /// A blob that is the whole body and need not be in memory; `sized` if its length must be known.
    Stream {
        sized: bool,
    },
    Document,
    Timestamp(TimestampFormat),
    StringEnum(TypeName),
    IntEnum(TypeName),
    Structure(TypeName),
    Union(TypeName),
    List(Box<Element>),
    /// The key is a string or a string enum.
    Map(Box<Value>, Box<Element>),
}

/// What a list or map holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) value: Value,
    /// Elements may be null.
    pub(crate) sparse: bool,
}

/// The name of a modeled type, and the module it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName {
    pub(crate) name: String,
    /// It stands in `types::error` instead of `types`.
    pub(crate) is_error: bool,
}

#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) item: Item,
    pub(crate) variants: Vec<UnionVariant>,
    pub(crate) directions: Directions,
    pub(crate) sensitive: bool,
}

#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) item: Item,
    /// The name in the model.
    pub(crate) model_name: String,
    pub(crate) wire_name: String,
    /// `None` for a member that targets `smithy.api#Unit`.
    pub(crate) value: Option<Value>,
    pub(crate) boxed: bool,
    pub(crate) sensitive: bool,
}

#[derive(Debug)]
pub(crate) struct StringEnum {
    pub(crate) item: Item,
    /// `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
    pub(crate) variants: Vec<(Item, String)>,
}

#[derive(Debug)]
pub(crate) struct IntEnum {
    pub(crate) item: Item,
    pub(crate) variants: Vec<(Item, i32)>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: ShapeId,
    /// The name is the operation's in the model; it starts the names of input, output and error.
    pub(crate) item: Item,
    pub(crate) module: String,
    pub(crate) input: Structure,
    pub(crate) output: Structure,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) request: Request,
    pub(crate) response: Response,
    /// The index of the input's member that is filled when the caller leaves it out.
    pub(crate) idempotency_token: Option<usize>,
    /// The ways to authorize the request, where they are not the service's.
    pub(crate) auth: Option<Vec<Auth>>,
    /// The results come in pages.
    pub(crate) pagination: Option<Pagination>,
    /// The signature leaves the body out.
    pub(crate) unsigned_payload: bool,
}

/// An error that an operation may answer with: a structure in `types::error`.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) variant: String,
    /// The name of the structure.
    pub(crate) name: String,
    /// The code that stands for it on the wire.
    pub(crate) code: String,
}

/// How an input becomes a request. Members are named by their index in the input.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) target: Target,
    /// Headers that are the same in all requests.
    pub(crate) headers: Vec<(String, String)>,
    /// The member that names the endpoint.
    pub(crate) endpoint: Option<usize>,
    /// A long body is compressed.
    pub(crate) gzip: bool,
    pub(crate) checksum: Option<Checksum>,
    pub(crate) host_prefix: Vec<PathPart>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) body: Body,
}

/// The checksum that a body gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checksum {
    Md5,
    Sha256Tree,
}

/// What a request is addressed to.
#[derive(Debug)]
pub(crate) enum Target {
    /// REST: a method and a URI of its own.
    Uri {
        method: String,
        path: Vec<PathPart>,
        /// Parameters that are part of the URI's pattern.
        query: Vec<(String, Option<String>)>,
    },
    /// RPC: one URI for all; a header names the operation.
    Header { content_type: &'static str, target: String },
}

#[derive(Debug)]
pub(crate) enum PathPart {
    Literal(String),
    /// `default` stands in for an empty value.
    Label {
        member: usize,
        greedy: bool,
        default: Option<String>,
    },
}

/// A member outside of the body.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) member: usize,
    pub(crate) location: Location,
}

#[derive(Debug)]
pub(crate) enum Location {
    Query(String),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    StatusCode,
}

/// What the body holds.
#[derive(Debug)]
pub(crate) enum Body {
    Empty,
    /// An object with these members.
    Members(Vec<usize>),
    /// The value of one member, of this media type if it is not the protocol's.
    Payload(usize, Option<String>),
}

/// How a response becomes an output or an error. Members are named by their index in it.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) bindings: Vec<Binding>,
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

    /// The types by their names, for whoever needs to know what a name stands for.
    pub(crate) fn structures(&self) -> BTreeMap<&str, &Structure> {
        let types = self.types.iter().filter_map(|item| match item {
            Type::Structure(structure) => Some(structure),
            Type::Union(_) | Type::StringEnum(_) | Type::IntEnum(_) => None,
        });
        let errors = self.errors.iter().map(|error| &error.structure);
        types.chain(errors).map(|structure| (structure.item.name.as_str(), structure)).collect()
    }
}
