//! The protocol <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.

use super::rules::{EmptyInput, Framing, Names, Rules};
use crate::model::traits::{self, TimestampFormat};

pub(super) const REST_JSON_1: Rules = Rules {
    trait_id: traits::REST_JSON_1,
    type_name: "RestJson1",
    framing: Framing::Rest,
    names: Names::JsonName,
    body_timestamps: TimestampFormat::EpochSeconds,
    empty_input: EmptyInput::NoBody,
};
