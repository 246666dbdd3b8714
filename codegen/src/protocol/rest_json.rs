//! The protocol <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.

use super::rules::{EmptyInput, ErrorCodes, Framing, Names, Outputs, Rules, Timestamps};
use crate::flow::Flows;
use crate::ir::wire::Codec;
use crate::model::traits::{self, TimestampFormat};

pub(super) const REST_JSON_1: Rules = Rules {
    trait_id: traits::REST_JSON_1,
    type_name: "RestJson1",
    codecs: Flows::both(Codec::Json),
    framing: Framing::Rest,
    names: Flows::both(Names::JsonName),
    flattens_lists: false,
    body_timestamps: Timestamps::Modeled(TimestampFormat::EpochSeconds),
    quotes_big_numbers: false,
    empty_input: EmptyInput::NoBody,
    outputs: Outputs::Root,
    errors: None,
    error_codes: ErrorCodes::ShapeName,
};
