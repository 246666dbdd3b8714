//! The crate that will be emitted, as data: every name is a Rust name, every wire name and format
//! is settled, nothing of the model is left to look up. `lower` makes it, `render` prints it.

mod discovery;
pub(crate) mod endpoint;
mod expression;
mod message;
mod pagination;
mod protocol_test;
mod service;
mod types;
mod waiter;
mod wire;

use std::collections::BTreeMap;

use crate::docs::Docs;

pub(crate) use crate::flow::Flows;
pub(crate) use crate::knowledge::auth::Auth;
pub(crate) use crate::model::shape_id::ShapeId;
pub(crate) use crate::model::traits::{Retryable, TimestampFormat};
pub(crate) use crate::protocol::Protocol;
pub(crate) use discovery::{Discovery, TellsEndpoints};
pub(crate) use expression::{
    Comparison, Expression, ExpressionKind, ExpressionType, Function, FunctionBy, Logic, Number,
    Project, Side, Slice,
};
pub(crate) use message::{Binding, Body, Checksum, Location, PathPart, Request, Response, Target};
pub(crate) use pagination::{Items, Pagination, PathSegment};
pub(crate) use protocol_test::{
    Case, ExpectedRequest, MemberParam, Param, ProtocolTest, ProtocolTests,
};
pub(crate) use service::{Retries, Service};
pub(crate) use types::{
    Definition, Element, IntEnum, Literal, Member, Presence, StringEnum, Structure, Type, TypeName,
    Union, UnionVariant,
};
pub(crate) use waiter::{Acceptor, Condition, Matcher, State, Waiter};
pub(crate) use wire::{Encoding, Field};

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
    pub(crate) types: Vec<Definition>,
    /// How the structures and unions of `types` are written and read, in the flows that reach them.
    pub(crate) wire: BTreeMap<ShapeId, Flows<Option<Vec<Field>>>>,
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

/// A structure that a service answers with when an operation fails.
#[derive(Debug)]
pub(crate) struct ErrorStructure {
    /// Its members, beside its metadata.
    pub(crate) structure: Structure,
    /// There if a request may succeed when it is sent again.
    pub(crate) retryable: Option<Retryable>,
    /// Where its members are found.
    pub(crate) response: Response,
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
    /// The structure.
    pub(crate) type_name: TypeName,
    /// The code that stands for it on the wire.
    pub(crate) code: String,
}

impl Crate {
    /// The unions by their shapes.
    pub(crate) fn unions(&self) -> BTreeMap<&ShapeId, &Union> {
        let unions = self.types.iter().filter_map(|definition| match definition {
            Definition::Union(union) => Some(union),
            Definition::Structure(_) | Definition::StringEnum(_) | Definition::IntEnum(_) => None,
        });
        unions.map(|union| (&union.id, union)).collect()
    }

    /// The structures, errors included, by their shapes.
    pub(crate) fn structures(&self) -> BTreeMap<&ShapeId, &Structure> {
        let types = self.types.iter().filter_map(|definition| match definition {
            Definition::Structure(structure) => Some(structure),
            Definition::Union(_) | Definition::StringEnum(_) | Definition::IntEnum(_) => None,
        });
        let errors = self.errors.iter().map(|error| &error.structure);
        types.chain(errors).map(|structure| (&structure.id, structure)).collect()
    }
}
