//! Defines the crate to emit as data: all Rust names, wire names and formats are resolved, and
//! nothing refers to the model. `lower` creates it, and `render` prints it.

mod discovery;
pub(crate) mod endpoint;
mod expression;
mod features;
pub(crate) mod message;
mod modeled_example;
mod pagination;
mod param;
pub(crate) mod permissions;
mod protocol_test;
mod serde;
mod service;
mod sessions;
mod smoke_test;
mod types;
mod waiter;
pub(crate) mod wire;

use std::collections::BTreeMap;

use crate::docs::Docs;

pub(crate) use self::serde::{Serde, SerdeMember};
pub(crate) use crate::config::Contents;
pub(crate) use crate::flow::Flows;
pub(crate) use crate::knowledge::auth::Auth;
pub(crate) use crate::model::shape_id::ShapeId;
pub(crate) use crate::model::traits::{Retryable, TimestampFormat, XmlNamespace};
pub(crate) use crate::protocol::Protocol;
pub(crate) use discovery::{Discovery, TellsEndpoints};
pub(crate) use expression::{
    Comparison, Expression, ExpressionKind, ExpressionType, Function, FunctionBy, Logic, Number,
    Project, Side, Slice,
};
pub(crate) use features::{Needed, OperationFeature, OperationFeatures};
pub(crate) use message::{
    Binding, Body, Checksum, Envelope, HeaderMember, LabelKind, Location, PathPart, Request,
    Response, Target, Validation,
};
pub(crate) use modeled_example::{ModeledExample, Outcome};
pub(crate) use pagination::{Items, Pagination, PathSegment};
pub(crate) use param::{MemberParam, Param};
pub(crate) use permissions::{Action, Arn, ArnPart, ConditionKey, Permissions};
pub(crate) use protocol_test::{Case, ExpectedRequest, ProtocolTest, ProtocolTests, TestBody};
pub(crate) use service::{Retries, Service, Vendor};
pub(crate) use sessions::{CreatesSessions, SessionArgument, Sessions};
pub(crate) use smoke_test::{Expected, SmokeTest, SmokeTestSetting};
pub(crate) use types::{
    Definition, Element, Enum, IntEnum, Literal, Member, Presence, StringEnum, Structure, Type,
    TypeHome, TypeName, Union, UnionVariant,
};
pub(crate) use waiter::{Acceptor, Condition, Matcher, State, Waiter};
pub(crate) use wire::{Codec, ElementName, Encoding, EntryNames, Field, FieldPlace};

/// A client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    /// The package's name.
    pub(crate) name: String,
    /// What it has.
    pub(crate) contents: Contents,
    pub(crate) service: Service,
    /// The title of the service.
    pub(crate) title: String,
    /// The protocol, from which everything else here has been resolved.
    pub(crate) protocol: Option<Protocol>,
    /// The documentation of the service.
    pub(crate) docs: Docs,
    /// Set if the whole service is deprecated.
    pub(crate) deprecated: Option<Deprecated>,
    /// In the order of their names.
    pub(crate) operations: Vec<Operation>,
    /// In the order of their names.
    pub(crate) waiters: Vec<Waiter>,
    /// In the order of their names.
    pub(crate) types: Vec<Definition>,
    /// The fields of the structures and unions of `types`, in the flows that reach them.
    pub(crate) wire: BTreeMap<ShapeId, Flows<Option<Vec<Field>>>>,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorStructure>,
    /// Types that other code defines, which are not emitted.
    pub(crate) external: Vec<Definition>,
    /// The Cargo features of operations, if each has one.
    pub(crate) features: Option<OperationFeatures>,
    /// The operations that are left out, with the reasons.
    pub(crate) left_out: Vec<(String, String)>,
    pub(crate) endpoints: endpoint::Endpoints,
    /// The model's protocol tests; empty unless requested.
    pub(crate) protocol_tests: ProtocolTests,
    /// The model's smoke tests, in the order of the operations.
    pub(crate) smoke_tests: Vec<SmokeTest>,
    /// How serde serializes the types, if it was requested.
    pub(crate) serde: Option<Serde>,
}

impl Crate {
    /// The condition under which the crate has an operation: its feature.
    pub(crate) fn feature_of(&self, operation: &Operation) -> Option<Needed> {
        self.features.is_some().then(|| Needed::from([operation.item.name.clone()]))
    }

    /// What serializes requests, and what deserializes responses.
    pub(crate) fn codecs(&self) -> Flows<Codec> {
        self.protocol.map(|protocol| protocol.rules().codecs).unwrap_or_default()
    }
}

/// The Rust name, docs and deprecation of an emitted item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// A Rust identifier, escaped if it is a reserved word, or the modeled name where a field says
    /// so.
    pub(crate) name: String,
    /// The documentation of the model.
    pub(crate) docs: Docs,
    /// Set if the item is deprecated.
    pub(crate) deprecated: Option<Deprecated>,
}

/// The content of a `#[deprecated]` attribute.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deprecated {
    /// The version, three numbers.
    pub(crate) since: Option<String>,
    /// The note of the model.
    pub(crate) note: Docs,
}

/// An error structure.
#[derive(Debug)]
pub(crate) struct ErrorStructure {
    /// Its members, in addition to its metadata.
    pub(crate) structure: Structure,
    /// Set if the request may be retried.
    pub(crate) retryable: Option<Retryable>,
    /// The bindings of its members.
    pub(crate) response: Response,
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// Its shape, whose name is the operation's name in the model.
    pub(crate) id: ShapeId,
    /// The name is the prefix of the names of input, output and error.
    pub(crate) item: Item,
    /// The name of its module and file.
    pub(crate) module: String,
    /// The input.
    pub(crate) input: Structure,
    /// The output.
    pub(crate) output: Structure,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorVariant>,
    /// How the input is serialized.
    pub(crate) request: Request,
    /// How the output is deserialized.
    pub(crate) response: Response,
    /// The index of the input member with the idempotency token, which is generated if it is
    /// absent.
    pub(crate) idempotency_token: Option<usize>,
    /// The auth schemes, if they are not the service's.
    pub(crate) auth: Option<Vec<Auth>>,
    /// The endpoint parameters that the operation sets.
    pub(crate) endpoint_params: Vec<endpoint::Bound>,
    /// Set if the operation is paginated.
    pub(crate) pagination: Option<Pagination>,
    /// What its callers must be allowed to do, if IAM authorizes the service's operations.
    pub(crate) permissions: Option<Permissions>,
    /// Whether the payload is not signed.
    pub(crate) unsigned_payload: bool,
    /// Set if the operation discovers its endpoint.
    pub(crate) discovery: Option<Discovery>,
    /// Set if the operation returns the endpoints of others.
    pub(crate) tells_endpoints: Option<TellsEndpoints>,
    /// Set if the operation creates the sessions of others.
    pub(crate) creates_sessions: Option<CreatesSessions>,
    /// Whether requests may be sent again.
    pub(crate) idempotent: bool,
    /// Whether the service responds only when there is something to return.
    pub(crate) long_poll: bool,
    /// The model's examples.
    pub(crate) examples: Vec<ModeledExample>,
}

/// An error of an operation: a structure in `types::error`.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    /// The variant of the operation's error.
    pub(crate) variant: String,
    /// The structure.
    pub(crate) type_name: TypeName,
    /// The error code on the wire.
    pub(crate) code: String,
}

impl Crate {
    /// The types that members have, emitted or not.
    fn all_types(&self) -> impl Iterator<Item = &Definition> {
        self.types.iter().chain(&self.external)
    }

    /// The unions by their shapes.
    pub(crate) fn unions(&self) -> BTreeMap<&ShapeId, &Union> {
        let unions = self.all_types().filter_map(|definition| match definition {
            Definition::Union(union) => Some(union),
            Definition::Structure(_) | Definition::StringEnum(_) | Definition::IntEnum(_) => None,
        });
        unions.map(|union| (&union.id, union)).collect()
    }

    /// The enums of strings and of integers by their shapes.
    pub(crate) fn enums(&self) -> BTreeMap<&ShapeId, Enum<'_>> {
        let enums = self.all_types().filter_map(|definition| match definition {
            Definition::StringEnum(string_enum) => {
                Some((&string_enum.id, Enum::String(string_enum)))
            }
            Definition::IntEnum(int_enum) => Some((&int_enum.id, Enum::Int(int_enum))),
            Definition::Structure(_) | Definition::Union(_) => None,
        });
        enums.collect()
    }

    /// The structures, errors included, by their shapes.
    pub(crate) fn structures(&self) -> BTreeMap<&ShapeId, &Structure> {
        let types = self.all_types().filter_map(|definition| match definition {
            Definition::Structure(structure) => Some(structure),
            Definition::Union(_) | Definition::StringEnum(_) | Definition::IntEnum(_) => None,
        });
        let errors = self.errors.iter().map(|error| &error.structure);
        types.chain(errors).map(|structure| (&structure.id, structure)).collect()
    }
}
