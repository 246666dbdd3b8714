//! Checks the HTTP bindings of a message's members against the rules of
//! <https://smithy.io/2.0/spec/http-bindings.html>.

mod uri;

use std::collections::BTreeSet;

use super::Lower;
use crate::error::Diagnostic;
use crate::ir::{Member, Structure, Type};
use crate::knowledge::http_binding::HttpBinding;
use crate::model::shape::{self, Shape, ShapeKind};

impl Lower<'_, '_> {
    /// Rejects maps in requests of ec2Query, whose specification does not define them.
    pub(super) fn check_maps_in_requests(&mut self) {
        let reached = &self.projection.reached.input;
        let maps = self.projection.shapes.values().filter(|shape| {
            self.rules.flattens_lists
                && matches!(shape.kind, ShapeKind::Map(_))
                && reached.contains(&shape.id)
        });
        let problem = |map: &Shape<'_>| {
            Diagnostic::new("the protocol of the service does not define maps in requests")
                .shape(&map.id)
                .at(map.offset)
                .help("use a list of structures with a key and a value instead")
        };
        let problems: Vec<_> = maps.map(problem).collect();
        for problem in problems {
            self.found.push(problem);
        }
    }

    /// Rejects members that are bound to headers which the transport sets to frame a request.
    pub(super) fn check_request_headers(&mut self, input: &Shape<'_>, bindings: &[HttpBinding]) {
        let streams =
            input.members().iter().zip(bindings).any(|(member, binding)| {
                *binding == HttpBinding::Payload && self.is_streaming(member)
            });
        for (member, binding) in input.members().iter().zip(bindings) {
            let HttpBinding::Header(name) = binding else { continue };
            let lower_case = name.to_ascii_lowercase();
            // Only the caller knows the length of a stream.
            let is_length = lower_case == "content-length" && !streams;
            if is_length || OF_THE_SENDER.contains(&lower_case.as_str()) {
                let message = format!("a member cannot set the header `{name}`");
                let help = "the transport sets it: bind the member to another header";
                self.found.push(on_member(input, member, message).help(help));
            }
        }
    }

    fn is_streaming(&self, member: &shape::Member<'_>) -> bool {
        let of_target = |target: &Shape<'_>| target.traits.streaming;
        member.traits.streaming || self.target(&member.target).is_some_and(of_target)
    }

    /// Checks that the type of each member is allowed for its binding, and that bindings do not
    /// conflict.
    pub(super) fn check_bindings(
        &mut self,
        shape: &Shape<'_>,
        message: &Structure,
        bindings: &[HttpBinding],
    ) {
        let mut headers = BTreeSet::new();
        let payloads = bindings.iter().filter(|binding| **binding == HttpBinding::Payload).count();
        for (index, (member, binding)) in shape.members().iter().zip(bindings).enumerate() {
            let is_second = |is: fn(&HttpBinding) -> bool| bindings.iter().take(index).any(is);
            let lowered = message.members.iter().find(|other| other.model_name == member.name);
            let problem = match binding {
                _ if lowered.is_some_and(|lowered| !fits(lowered, binding)) => {
                    Some(wrong_type(binding))
                }
                HttpBinding::Header(name) if !is_token(name) => Some(NO_HEADER),
                HttpBinding::PrefixHeaders(prefix) if !prefix.is_empty() && !is_token(prefix) => {
                    Some(NO_PREFIX)
                }
                HttpBinding::Header(name) if !headers.insert(name.to_ascii_lowercase()) => {
                    Some(SAME_HEADER)
                }
                HttpBinding::PrefixHeaders(_) if is_second(is_prefix_headers) => {
                    Some(SECOND_PREFIX)
                }
                HttpBinding::QueryParams if is_second(is_query_params) => Some(SECOND_PARAMS),
                HttpBinding::Payload if payloads > 1 => Some(SECOND_PAYLOAD),
                HttpBinding::Document if payloads > 0 => Some(BESIDE_PAYLOAD),
                _ => None,
            };
            if let Some((what, help)) = problem {
                self.found.push(on_member(shape, member, what.to_owned()).help(help));
            }
        }
    }
}

/// A problem with a binding, and the help for it.
type Problem = (&'static str, &'static str);

const ALL_BUT_ONE: &str = "remove the trait from all members but one";
const NO_HEADER: Problem = ("invalid header name", "use letters, digits and `-`");
const NO_PREFIX: Problem = ("invalid header prefix", "use letters, digits and `-`");
const SAME_HEADER: Problem =
    ("another member is bound to the same header", "bind each member to its own header");
const SECOND_PREFIX: Problem =
    ("more than one member has the trait `httpPrefixHeaders`", ALL_BUT_ONE);
const SECOND_PARAMS: Problem =
    ("more than one member has the trait `httpQueryParams`", ALL_BUT_ONE);
const SECOND_PAYLOAD: Problem = ("more than one member has the trait `httpPayload`", ALL_BUT_ONE);
const BESIDE_PAYLOAD: Problem = (
    "a member without an HTTP binding is not allowed beside a payload",
    "bind it to a header, a label or a query parameter",
);

/// The headers that address a request, frame its body, or apply to one connection only
/// (<https://smithy.io/2.0/spec/http-bindings.html#restricted-http-headers>). The other restricted
/// headers do no harm in a request.
const OF_THE_SENDER: [&str; 7] =
    ["connection", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];

fn on_member(shape: &Shape<'_>, member: &shape::Member<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(format!("{}${}", shape.id, member.name)).at(member.offset)
}

/// Whether a text is a `token` of RFC 9110, as names of methods and headers are.
fn is_token(text: &str) -> bool {
    let is_token_character =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_character)
}

fn is_prefix_headers(binding: &HttpBinding) -> bool {
    matches!(binding, HttpBinding::PrefixHeaders(_))
}

fn is_query_params(binding: &HttpBinding) -> bool {
    *binding == HttpBinding::QueryParams
}

fn fits(member: &Member, binding: &HttpBinding) -> bool {
    match binding {
        HttpBinding::Label => is_text(&member.value),
        HttpBinding::Query(_) | HttpBinding::Header(_) => match &member.value {
            Type::List(element) => is_text(&element.value),
            value => is_text(value),
        },
        HttpBinding::QueryParams => match &member.value {
            Type::Map(_, element) => match &element.value {
                Type::List(element) => element.value == Type::String,
                value => *value == Type::String,
            },
            _ => false,
        },
        HttpBinding::PrefixHeaders(_) => {
            matches!(&member.value, Type::Map(_, element) if element.value == Type::String)
        }
        HttpBinding::StatusCode => matches!(member.value, Type::Integer),
        HttpBinding::Payload | HttpBinding::Document => true,
    }
}

/// The problem of a member whose type does not fit its binding.
fn wrong_type(binding: &HttpBinding) -> Problem {
    let what = match binding {
        HttpBinding::Label => "a label requires a string, number, boolean or timestamp",
        HttpBinding::Query(_) => {
            "`httpQuery` requires a string, number, boolean or timestamp, or a list of such values"
        }
        HttpBinding::QueryParams => {
            "`httpQueryParams` requires a map of strings or of lists of strings"
        }
        HttpBinding::Header(_) => {
            "`httpHeader` requires a string, number, boolean or timestamp, or a list of such values"
        }
        HttpBinding::PrefixHeaders(_) => "`httpPrefixHeaders` requires a map of strings",
        HttpBinding::StatusCode => "`httpResponseCode` requires an integer",
        HttpBinding::Payload | HttpBinding::Document => "the body cannot have this type",
    };
    (what, "change the type of the member, or its binding")
}

fn is_text(value: &Type) -> bool {
    !matches!(
        value,
        Type::List(_)
            | Type::Map(..)
            | Type::Structure(_)
            | Type::Union(_)
            | Type::Document
            | Type::Blob
            | Type::Stream { .. }
    )
}
