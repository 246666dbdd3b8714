//! In: the protocol traits of a service. Out: the protocol that the crate will speak, and what
//! `lower` needs to know of it. A protocol is chosen once; nothing downstream asks for it again.

use crate::error::Diagnostic;
use crate::ir::TimestampFormat;
use crate::knowledge::http_binding::{self, HttpBinding};
use crate::model::shape::{Member, Shape};

/// The protocols that we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>
    RestJson1,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
    AwsJson1_0,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>
    AwsJson1_1,
}

/// In the order of our preference.
const SPOKEN: [(&str, Protocol); 3] = [
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("aws.protocols#restJson1", Protocol::RestJson1),
];

impl Protocol {
    /// The first protocol that we speak, in our order of preference.
    pub(crate) fn of(service: &Shape<'_>) -> Result<Self, Diagnostic> {
        let offered = &service.traits.protocols;
        let spoken = SPOKEN.iter().find(|(id, _)| offered.iter().any(|offer| offer == id));
        spoken.map(|(_, protocol)| *protocol).ok_or_else(|| {
            let ours: Vec<&str> = SPOKEN.iter().map(|(id, _)| *id).collect();
            let theirs = if offered.is_empty() { "none".to_owned() } else { offered.join(", ") };
            Diagnostic::new("the service speaks no protocol that we speak")
                .shape(&service.id)
                .at(service.offset)
                .help(format!("it offers: {theirs}; we speak: {}", ours.join(", ")))
        })
    }

    /// The trait that stands for the protocol.
    pub(crate) fn trait_id(self) -> &'static str {
        SPOKEN.iter().find(|(_, protocol)| *protocol == self).map_or("", |(id, _)| id)
    }

    /// The content type of an RPC protocol, whose requests all look alike; `None` for a REST
    /// protocol, whose requests are described by HTTP binding traits.
    pub(crate) fn rpc_content_type(self) -> Option<&'static str> {
        match self {
            Self::RestJson1 => None,
            Self::AwsJson1_0 => Some("application/x-amz-json-1.0"),
            Self::AwsJson1_1 => Some("application/x-amz-json-1.1"),
        }
    }

    /// Where a member of an input travels. RPC protocols ignore HTTP binding traits.
    pub(crate) fn in_request(self, member: &Member<'_>) -> HttpBinding {
        match self.rpc_content_type() {
            None => http_binding::in_request(member),
            Some(_) => HttpBinding::Document,
        }
    }

    /// Where a member of an output or error travels.
    pub(crate) fn in_response(self, member: &Member<'_>) -> HttpBinding {
        match self.rpc_content_type() {
            None => http_binding::in_response(member),
            Some(_) => HttpBinding::Document,
        }
    }

    /// The name of a member in a body.
    pub(crate) fn wire_name(self, member: &Member<'_>) -> String {
        match self {
            Self::RestJson1 => member.traits.json_name.as_ref().unwrap_or(&member.name).clone(),
            Self::AwsJson1_0 | Self::AwsJson1_1 => member.name.clone(),
        }
    }

    /// The format of a timestamp in a body that says none itself.
    pub(crate) fn body_timestamp(self) -> TimestampFormat {
        match self {
            Self::RestJson1 | Self::AwsJson1_0 | Self::AwsJson1_1 => TimestampFormat::EpochSeconds,
        }
    }
}
