//! The protocol <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>.

use super::rules::{EmptyInput, ErrorCodes, Framing, Names, Outputs, Rules, Timestamps};
use crate::flow::Flows;
use crate::ir::wire::Codec;
use crate::model::traits::{self, TimestampFormat};

pub(super) const REST_XML: Rules = Rules {
    trait_id: traits::REST_XML,
    type_name: "RestXml",
    codecs: Flows::both(Codec::Xml),
    framing: Framing::Rest,
    names: Flows::both(Names::XmlName),
    flattens_lists: false,
    body_timestamps: Timestamps::Modeled(TimestampFormat::DateTime),
    quotes_big_numbers: false,
    empty_input: EmptyInput::NoBody,
    outputs: Outputs::Root,
    errors: Some("Error"),
    error_codes: ErrorCodes::ShapeName,
};
