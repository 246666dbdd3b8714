//! Defines the rules of a protocol, from which `lower` resolves names, formats and HTTP bindings.
//! Each protocol is a table of rules in its own file.

use crate::flow::{Flow, Flows};
use crate::ir::message::Envelope;
use crate::ir::wire::{Codec, FieldPlace};
use crate::knowledge::http_binding::{self, HttpBinding};
use crate::model::shape::{Member, Shape};
use crate::model::traits::TimestampFormat;
use crate::symbol::case::capitalized;

/// The rules that distinguish a protocol from the others.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The absolute shape id of the protocol trait.
    pub(crate) trait_id: &'static str,
    /// The type that stands for the protocol in the module `protocol` of the runtime. It says what does
    /// not depend on a shape: the content type of requests, what an error is, where its code stands.
    pub(crate) type_name: &'static str,
    /// What serializes requests, and what deserializes responses.
    pub(crate) codecs: Flows<Codec>,
    pub(crate) framing: Framing,
    pub(crate) names: Flows<Names>,
    /// Whether lists in requests are flattened without the trait `xmlFlattened`, too.
    pub(crate) flattens_lists: bool,
    /// The format of timestamps in bodies.
    pub(crate) body_timestamps: Timestamps,
    /// Whether big integers and big decimals in bodies are strings, not numbers.
    pub(crate) quotes_big_numbers: bool,
    pub(crate) empty_input: EmptyInput,
    pub(crate) outputs: Outputs,
    /// The element that has the members of an error; slashes separate the names on the way to it. `None` if
    /// the root has them, whatever its name is.
    pub(crate) errors: Option<&'static str>,
    pub(crate) error_codes: ErrorCodes,
}

/// How a request names its operation, and how the members of its input are bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each operation has a method and a URI, and members are bound by the HTTP binding traits.
    Rest,
    /// All requests are `POST /`: a header names the operation, and all members are in the body.
    TargetHeader,
    /// The path of a request names the service and the operation, and all members are in the body.
    Path,
    /// All requests are `POST /`: the body names the operation, and has all members.
    Action,
}

/// How a member is named in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// By its name in the model.
    Model,
    /// By the trait `jsonName`, else by its name in the model.
    JsonName,
    /// By the trait `xmlName`, else by its name in the model.
    XmlName,
    /// By the trait `ec2QueryName`, else as by `XmlName` with the first letter in upper case.
    Ec2QueryName,
}

/// The body of a request whose input has no members in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmptyInput {
    /// No body.
    NoBody,
    /// A body without members.
    Object,
    /// No body if the operation has no input, or `smithy.api#Unit`, else one without members.
    ObjectUnlessUnit,
}

/// The format of timestamps in bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timestamps {
    /// That of the trait `timestampFormat`, else this one.
    Modeled(TimestampFormat),
    /// This one, whatever the trait says.
    Always(TimestampFormat),
}

/// Where a body has the members of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outputs {
    /// In its root, whatever its name is.
    Root,
    /// In its root, which is named after the operation.
    Response,
    /// In an element below the root that is named after the operation.
    Result,
}

/// The code of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorCodes {
    /// The name of its shape.
    ShapeName,
    /// The code of the trait `awsQueryError`, else the name of its shape.
    AwsQueryError,
}

impl Rules {
    /// The binding of a member of an input.
    pub(crate) fn in_request(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_request(member),
            Framing::TargetHeader | Framing::Path | Framing::Action => HttpBinding::Document,
        }
    }

    /// The binding of a member of an output or error.
    pub(crate) fn in_response(&self, member: &Member<'_>) -> HttpBinding {
        match self.framing {
            Framing::Rest => http_binding::in_response(member),
            Framing::TargetHeader | Framing::Path | Framing::Action => HttpBinding::Document,
        }
    }

    /// Whether an output can be deserialized from the body `{}` alone, as in an example that runs.
    pub(crate) fn reads_empty_objects(&self) -> bool {
        self.codecs.output == Codec::Json && self.framing != Framing::Path
    }

    /// Whether a member has the same key in requests and responses.
    pub(crate) fn has_same_keys(&self) -> bool {
        self.names.input == self.names.output && self.codecs.input == self.codecs.output
    }

    /// What stands around the members of an error.
    pub(crate) fn error_envelope(&self) -> Envelope {
        self.errors.map_or(Envelope::None, |name| Envelope::Within(name.to_owned()))
    }

    /// The code of an error.
    pub(crate) fn error_code(&self, error: &Shape<'_>) -> String {
        let of_trait = match self.error_codes {
            ErrorCodes::ShapeName => None,
            ErrorCodes::AwsQueryError => error.traits.aws_query_error.as_ref(),
        };
        of_trait.map_or_else(|| error.id.name().to_owned(), |error| error.code.clone())
    }

    /// The name of a member in a body.
    pub(crate) fn wire_name(&self, flow: Flow, member: &Member<'_>) -> String {
        let or_of_model = |name: &Option<String>| name.as_ref().unwrap_or(&member.name).clone();
        let traits = &member.traits;
        match self.names.get(flow) {
            Names::Model => member.name.clone(),
            Names::JsonName => or_of_model(&traits.json_name),
            Names::XmlName => or_of_model(&traits.xml_name),
            Names::Ec2QueryName => match &traits.ec2_query_name {
                Some(name) => name.clone(),
                None => capitalized(&or_of_model(&traits.xml_name)),
            },
        }
    }

    /// Where a member stands in a body. `is_list` says whether it targets a list.
    pub(crate) fn place(&self, flow: Flow, member: &Member<'_>, is_list: bool) -> FieldPlace {
        let (codec, traits) = (self.codecs.get(flow), &member.traits);
        let is_flattened =
            traits.xml_flattened || (is_list && flow == Flow::Input && self.flattens_lists);
        if *codec == Codec::Xml && traits.xml_attribute {
            FieldPlace::Attribute
        } else if codec.names_elements() && is_flattened {
            FieldPlace::Flattened
        } else {
            FieldPlace::Member
        }
    }
}
