//! In: the protocol traits of a service, and perhaps the name of a protocol. Out: the protocol that the
//! crate will speak, and its rules. A protocol is chosen once; `lower` settles all that depends on it,
//! so that `render` never asks for it.

mod aws_json;
mod rest_json;
mod rules;

use std::fmt;

use crate::error::{Diagnostic, did_you_mean};
use crate::model::shape::Shape;
pub(crate) use rules::{EmptyInput, Framing, Rules};

/// A protocol that emitted crates can speak.
///
/// Of several that a service offers, a crate speaks the first in the order of the variants, unless
/// [`Config::protocol`](crate::Config::protocol) says otherwise. This is the order that AWS documents
/// for its services, without the protocols that we do not speak
/// (<https://smithy.io/2.0/guides/wire-protocol-selection.html#client-protocol-selection>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
    AwsJson1_0,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>
    AwsJson1_1,
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>
    RestJson1,
}

impl Protocol {
    /// All of them, the one that we like best first.
    pub const ALL: [Self; 3] = [Self::AwsJson1_0, Self::AwsJson1_1, Self::RestJson1];

    /// What `lower` has to know of it.
    pub(crate) fn rules(self) -> &'static Rules {
        match self {
            Self::AwsJson1_0 => &aws_json::AWS_JSON_1_0,
            Self::AwsJson1_1 => &aws_json::AWS_JSON_1_1,
            Self::RestJson1 => &rest_json::REST_JSON_1,
        }
    }

    /// The absolute shape id of the trait that stands for the protocol.
    #[must_use]
    pub fn trait_id(self) -> &'static str {
        self.rules().trait_id
    }

    /// The name of that trait.
    #[must_use]
    pub fn name(self) -> &'static str {
        short(self.trait_id())
    }

    /// The protocol that was asked for, or the best one that the service offers.
    ///
    /// The specification has a client fail if the protocol asked for is unknown to it or to the
    /// service. Of a service without any protocol trait nothing is known, so that any will do.
    pub(crate) fn of(service: &Shape<'_>, wanted: Option<&str>) -> Result<Self, Diagnostic> {
        let offered = &service.traits.protocols;
        let offers = |protocol: &Self| offered.iter().any(|id| id == protocol.trait_id());
        let Some(wanted) = wanted else {
            return Self::ALL.into_iter().find(offers).ok_or_else(|| unspoken(service));
        };
        let protocol = Self::named(wanted)?;
        if offered.is_empty() || offers(&protocol) {
            return Ok(protocol);
        }
        Err(Diagnostic::new(format!("the service does not offer the protocol `{protocol}`"))
            .setting("protocol", wanted)
            .shape(&service.id)
            .at(service.offset)
            .help(format!("it offers: {}", offered.join(", "))))
    }

    fn named(wanted: &str) -> Result<Self, Diagnostic> {
        let is_it = |protocol: &Self| wanted == protocol.trait_id() || wanted == protocol.name();
        Self::ALL.into_iter().find(is_it).ok_or_else(|| {
            let names = Self::ALL.into_iter().map(Self::name);
            Diagnostic::new(format!("we speak no protocol `{}`", wanted.escape_debug()))
                .setting("protocol", wanted)
                .help(did_you_mean(wanted, names, &we_speak()))
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

fn we_speak() -> String {
    format!("we speak: {}", Protocol::ALL.map(Protocol::trait_id).join(", "))
}

fn unspoken(service: &Shape<'_>) -> Diagnostic {
    let offered = &service.traits.protocols;
    let problem = Diagnostic::new("the service speaks no protocol that we speak")
        .shape(&service.id)
        .at(service.offset);
    let problem = if offered.is_empty() {
        let help = format!("give it the trait of one, or set `protocol`; {}", we_speak());
        problem.help_with("protocol", help)
    } else {
        problem.help(format!("it offers: {}; {}", offered.join(", "), we_speak()))
    };
    problem.unspoken(offered.iter().map(|id| short(id).to_owned()).collect())
}
