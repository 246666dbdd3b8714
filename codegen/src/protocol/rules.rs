//! The rules of a protocol: what `lower` has to know to settle names, formats and places. Each protocol
//! is a table of them in a file of its own.

use crate::knowledge::http_binding::{self, HttpBinding};
use crate::model::shape::Member;
use crate::model::traits::TimestampFormat;

/// What distinguishes a protocol from the others.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The absolute shape id of the trait that stands for the protocol.
    pub(crate) trait_id: &'static str,
    pub(crate) framing: Framing,
    pub(crate) names: Names,
    /// The format of a timestamp in a body, if no trait gives it one.
    pub(crate) body_timestamps: TimestampFormat,
    pub(crate) empty_input: EmptyInput,
}

/// How a request says which operation it is for, and where the members of its input travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each operation has a method and a URI, and HTTP binding traits say where its members travel.
    Rest,
    /// All requests are `POST /`: a header names the operation, and all members are in the body.
    TargetHeader {
        /// The media type of all bodies.
        content_type: &'static str,
    },
}

/// What a member is called in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// What the model calls it.
    Model,
    /// What the trait `jsonName` says, else what the model calls it.
    JsonName,
}

/// The body of a request whose input has no members in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmptyInput {
    /// There is none.
    NoBody,
    /// An object without members.
    Object,
}

impl Rules {
    /// Where a member of an input travels.
    pub(crate) fn in_request(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_request(member),
            Framing::TargetHeader { .. } => HttpBinding::Document,
        }
    }

    /// Where a member of an output or error travels.
    pub(crate) fn in_response(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_response(member),
            Framing::TargetHeader { .. } => HttpBinding::Document,
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
