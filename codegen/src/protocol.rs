//! Selects the protocol of a crate from the protocol traits of the service and the configuration.
//! It is selected once: `lower` resolves everything that depends on the protocol, so that `render`
//! does not need it.

mod aws_json;
mod query;
mod rest_json;
mod rest_xml;
mod rpc_v2;
mod rules;

use std::fmt;

use crate::error::{Diagnostic, did_you_mean};
use crate::model::shape::Shape;
pub(crate) use rules::{EmptyInput, ErrorCodes, Framing, Outputs, Rules, Timestamps};

/// A supported protocol.
///
/// If a service offers several, the first one in the order of the variants is selected, unless
/// [`Config::protocol`](crate::Config::protocol) names another. This is the order that AWS
/// documents for its services
/// (<https://smithy.io/2.0/guides/wire-protocol-selection.html#aws-service-protocol-precision>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html>
    RpcV2Cbor,
    /// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html>
    RpcV2Json,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
    AwsJson1_0,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>
    AwsJson1_1,
    /// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>
    AwsQuery,
    /// <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>
    Ec2Query,
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>
    RestJson1,
    /// <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>
    RestXml,
}

impl Protocol {
    /// All supported protocols, in order of preference.
    pub const ALL: [Self; 8] = [
        Self::RpcV2Cbor,
        Self::RpcV2Json,
        Self::AwsJson1_0,
        Self::AwsJson1_1,
        Self::RestJson1,
        Self::RestXml,
        Self::AwsQuery,
        Self::Ec2Query,
    ];

    /// The rules of the protocol, which `lower` uses.
    pub(crate) fn rules(self) -> &'static Rules {
        match self {
            Self::AwsJson1_0 => &aws_json::AWS_JSON_1_0,
            Self::AwsJson1_1 => &aws_json::AWS_JSON_1_1,
            Self::RestJson1 => &rest_json::REST_JSON_1,
            Self::RestXml => &rest_xml::REST_XML,
            Self::AwsQuery => &query::AWS_QUERY,
            Self::Ec2Query => &query::EC2_QUERY,
            Self::RpcV2Cbor => &rpc_v2::RPC_V2_CBOR,
            Self::RpcV2Json => &rpc_v2::RPC_V2_JSON,
        }
    }

    /// The absolute shape id of the protocol trait.
    #[must_use]
    pub fn trait_id(self) -> &'static str {
        self.rules().trait_id
    }

    /// The name of the protocol trait.
    #[must_use]
    pub fn name(self) -> &'static str {
        short(self.trait_id())
    }

    /// The protocol `wanted`, or the preferred one of those that the service offers.
    ///
    /// As the specification requires, it is an error if `wanted` is not supported or the service
    /// does not offer it. A service without protocol traits accepts any protocol.
    pub(crate) fn of(service: &Shape<'_>, wanted: Option<&str>) -> Result<Self, Diagnostic> {
        let offered = &service.traits.protocols;
        let offers = |protocol: &Self| offered.iter().any(|id| id == protocol.trait_id());
        let Some(wanted) = wanted else {
            return Self::ALL.into_iter().find(offers).ok_or_else(|| unsupported(service));
        };
        let protocol = Self::named(wanted)?;
        if offered.is_empty() || offers(&protocol) {
            return Ok(protocol);
        }
        Err(Diagnostic::new(format!("the service does not offer the protocol `{protocol}`"))
            .setting("protocol", wanted)
            .shape(&service.id)
            .at(service.offset)
            .help(format!("protocols of the service: {}", offered.join(", "))))
    }

    fn named(wanted: &str) -> Result<Self, Diagnostic> {
        let is_it = |protocol: &Self| wanted == protocol.trait_id() || wanted == protocol.name();
        Self::ALL.into_iter().find(is_it).ok_or_else(|| {
            let names = Self::ALL.into_iter().map(Self::name);
            Diagnostic::new(format!("the protocol `{}` is not supported", wanted.escape_debug()))
                .setting("protocol", wanted)
                .help(did_you_mean(wanted, names, &supported()))
        })
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn short(trait_id: &str) -> &str {
    trait_id.split_once('#').map_or(trait_id, |(_, name)| name)
}

fn supported() -> String {
    format!("supported: {}", Protocol::ALL.map(Protocol::trait_id).join(", "))
}

fn unsupported(service: &Shape<'_>) -> Diagnostic {
    let offered = &service.traits.protocols;
    let message = if offered.is_empty() {
        "the service has no protocol trait"
    } else {
        "the protocols of the service are not supported"
    };
    let problem = Diagnostic::new(message).shape(&service.id).at(service.offset);
    let problem = if offered.is_empty() {
        let help =
            format!("add a protocol trait to the service, or set `protocol`; {}", supported());
        problem.help_with("protocol", help)
    } else {
        problem.help(format!("protocols of the service: {}; {}", offered.join(", "), supported()))
    };
    problem.unsupported(offered.iter().map(|id| short(id).to_owned()).collect())
}
