//! The protocols <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html> and
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>, which differ in their media
//! type.

use super::rules::{EmptyInput, Framing, Names, Rules};
use crate::model::traits::{self, TimestampFormat};

pub(super) const AWS_JSON_1_0: Rules = rules(traits::AWS_JSON_1_0, "application/x-amz-json-1.0");
pub(super) const AWS_JSON_1_1: Rules = rules(traits::AWS_JSON_1_1, "application/x-amz-json-1.1");

const fn rules(trait_id: &'static str, content_type: &'static str) -> Rules {
    Rules {
        trait_id,
        framing: Framing::TargetHeader { content_type },
        names: Names::Model,
        body_timestamps: TimestampFormat::EpochSeconds,
        empty_input: EmptyInput::Object,
    }
}
