//! In: the HTTP binding traits of a message's members. Out: a problem for each rule of
//! <https://smithy.io/2.0/spec/http-bindings.html> that they break.

mod uri;

use std::collections::BTreeSet;

use super::Lower;
use crate::error::Diagnostic;
use crate::ir::{Member, Structure, Type};
use crate::knowledge::http_binding::HttpBinding;
use crate::model::shape::{self, Shape};

impl Lower<'_, '_> {
    /// The transport sets the headers that frame a request: a member that said something else
    /// would make a request that is wrong, or another one than was meant.
    pub(super) fn check_request_headers(&mut self, input: &Shape<'_>, bindings: &[HttpBinding]) {
        let streams =
            input.members().iter().zip(bindings).any(|(member, binding)| {
                *binding == HttpBinding::Payload && self.is_streaming(member)
            });
        for (member, binding) in input.members().iter().zip(bindings) {
            let HttpBinding::Header(name) = binding else { continue };
            let lower_case = name.to_ascii_lowercase();
            // Only the caller knows how long a stream will be.
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

    /// Each member must fit its binding, and bindings must not be in each other's way.
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
                _ if lowered.is_some_and(|lowered| !fits(lowered, binding)) => Some(MISFIT),
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

/// What is wrong with a binding, and what to do about it.
type Problem = (&'static str, &'static str);

const MISFIT: Problem = (
    "a value of this type cannot travel where its binding puts it",
    "bind simple values to labels, query and headers; maps to query parameters and prefix headers",
);
const NO_HEADER: Problem = ("this is no name of a header", "use letters, digits and `-`");
const NO_PREFIX: Problem = ("no name of a header starts like this", "use letters, digits and `-`");
const SAME_HEADER: Problem =
    ("another member is bound to the same header", "give each its own header");
const SECOND_PREFIX: Problem =
    ("more than one member holds prefix headers", "keep `httpPrefixHeaders` on one of them");
const SECOND_PARAMS: Problem =
    ("more than one member holds parameters", "keep `httpQueryParams` on one of them");
const SECOND_PAYLOAD: Problem =
    ("more than one member is the payload", "keep `httpPayload` on one of them");
const BESIDE_PAYLOAD: Problem = (
    "another member is the payload, so that this one has no place",
    "bind it to a header, a label or the query",
);

/// Where a request goes, how its body is framed, and what holds for one connection only
/// (<https://smithy.io/2.0/spec/http-bindings.html#restricted-http-headers>). The others that the
/// specification advises against do no harm to a request.
const OF_THE_SENDER: [&str; 7] =
    ["connection", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];

fn on_member(shape: &Shape<'_>, member: &shape::Member<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(format!("{}${}", shape.id, member.name)).at(member.offset)
}

/// `token` of RFC 9110: the names of methods and headers.
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
