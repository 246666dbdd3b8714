//! Defines the rules of a protocol, from which `lower` resolves names, formats and HTTP bindings.
//! Each protocol is a table of rules in its own file.

use crate::knowledge::http_binding::{self, HttpBinding};
use crate::model::shape::Member;
use crate::model::traits::TimestampFormat;

/// The rules that distinguish a protocol from the others.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The absolute shape id of the protocol trait.
    pub(crate) trait_id: &'static str,
    /// The type that stands for the protocol in the module `protocol` of the runtime. It says what does
    /// not depend on a shape: the content type of requests, what an error is, where its code stands.
    pub(crate) type_name: &'static str,
    pub(crate) framing: Framing,
    pub(crate) names: Names,
    /// The default format of timestamps in bodies.
    pub(crate) body_timestamps: TimestampFormat,
    pub(crate) empty_input: EmptyInput,
}

/// How a request names its operation, and how the members of its input are bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each operation has a method and a URI, and members are bound by the HTTP binding traits.
    Rest,
    /// All requests are `POST /`: a header names the operation, and all members are in the body.
    TargetHeader,
}

/// How a member is named in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// By its name in the model.
    Model,
    /// By the trait `jsonName`, else by its name in the model.
    JsonName,
}

/// The body of a request whose input has no members in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmptyInput {
    /// No body.
    NoBody,
    /// An empty JSON object.
    Object,
}

impl Rules {
    /// The binding of a member of an input.
    pub(crate) fn in_request(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_request(member),
            Framing::TargetHeader => HttpBinding::Document,
        }
    }

    /// The binding of a member of an output or error.
    pub(crate) fn in_response(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_response(member),
            Framing::TargetHeader => HttpBinding::Document,
        }
    }

    /// The name of a member in a body.
    pub(crate) fn wire_name(&self, member: &Member<'_>) -> String {
        match self.names {
            Names::Model => member.name.clone(),
            Names::JsonName => member.traits.json_name.as_ref().unwrap_or(&member.name).clone(),
        }
    }
}
