//! The protocols <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html> and
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>: requests are forms, responses are XML.

use super::rules::{EmptyInput, ErrorCodes, Framing, Names, Outputs, Rules, Timestamps};
use crate::flow::Flows;
use crate::ir::wire::Codec;
use crate::model::traits::{self, TimestampFormat};

pub(super) const AWS_QUERY: Rules = Rules {
    trait_id: traits::AWS_QUERY,
    type_name: "AwsQuery",
    codecs: Flows { input: Codec::Form, output: Codec::Xml },
    framing: Framing::Action,
    names: Flows::both(Names::XmlName),
    flattens_lists: false,
    body_timestamps: Timestamps::Modeled(TimestampFormat::DateTime),
    quotes_big_numbers: false,
    empty_input: EmptyInput::Object,
    outputs: Outputs::Result,
    errors: Some("Error"),
    error_codes: ErrorCodes::AwsQueryError,
};

pub(super) const EC2_QUERY: Rules = Rules {
    trait_id: traits::EC2_QUERY,
    type_name: "Ec2Query",
    names: Flows { input: Names::Ec2QueryName, output: Names::XmlName },
    flattens_lists: true,
    outputs: Outputs::Response,
    errors: Some("Errors/Error"),
    error_codes: ErrorCodes::ShapeName,
    ..AWS_QUERY
};
