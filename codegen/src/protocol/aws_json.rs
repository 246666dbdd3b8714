//! The protocols <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html> and
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>, which differ in their content
//! types.

use super::rules::{EmptyInput, ErrorCodes, Framing, Names, Outputs, Rules, Timestamps};
use crate::flow::Flows;
use crate::ir::wire::Codec;
use crate::model::traits::{self, TimestampFormat};

pub(super) const AWS_JSON_1_0: Rules = rules(traits::AWS_JSON_1_0, "AwsJson1_0");
pub(super) const AWS_JSON_1_1: Rules = rules(traits::AWS_JSON_1_1, "AwsJson1_1");

const fn rules(trait_id: &'static str, type_name: &'static str) -> Rules {
    Rules {
        trait_id,
        type_name,
        codecs: Flows::both(Codec::Json),
        framing: Framing::TargetHeader,
        names: Flows::both(Names::Model),
        flattens_lists: false,
        body_timestamps: Timestamps::Modeled(TimestampFormat::EpochSeconds),
        quotes_big_numbers: false,
        empty_input: EmptyInput::Object,
        outputs: Outputs::Root,
        errors: None,
        error_codes: ErrorCodes::ShapeName,
    }
}
