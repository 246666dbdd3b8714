//! In: the URI of an operation, and the bindings of a message's members. Out: a problem for each
//! rule of <https://smithy.io/2.0/spec/http-bindings.html> that they break.

use std::collections::BTreeSet;

use super::Lower;
use crate::error::Diagnostic;
use crate::ir::{Member, Structure, Value};
use crate::knowledge::http_binding::{HttpBinding, Segment, UriPattern};
use crate::model::shape::{self, Shape};

impl Lower<'_, '_> {
    /// A method is a token (<https://www.rfc-editor.org/rfc/rfc9110#name-methods>).
    pub(super) fn check_method(&mut self, operation: &Shape<'_>, method: &str) {
        if !is_token(method) {
            let message = format!("`{}` is no HTTP method", method.escape_debug());
            self.found.push(
                Diagnostic::new(message)
                    .shape(&operation.id)
                    .at(operation.offset)
                    .help("give the `http` trait a method such as `GET` or `POST`"),
            );
        }
    }

    /// A label of a host is a member with the `hostLabel` trait.
    pub(super) fn check_host(
        &mut self,
        operation: &Shape<'_>,
        input: &Shape<'_>,
        host: &[Segment],
    ) {
        for segment in host {
            let Segment::Label { name, .. } = segment else { continue };
            let is_label =
                |member: &shape::Member<'_>| member.name == *name && member.traits.host_label;
            if !input.members().iter().any(is_label) {
                let shown = name.escape_debug();
                let message =
                    format!("no member of the input is bound to the host label `{shown}`");
                self.found.push(
                    Diagnostic::new(message)
                        .shape(&operation.id)
                        .at(operation.offset)
                        .help("give the member the `hostLabel` trait, or mend the label"),
                );
            }
        }
    }

    /// Labels and members with the `httpLabel` trait pair, one to one.
    pub(super) fn check_labels(
        &mut self,
        operation: &Shape<'_>,
        input: &Shape<'_>,
        pattern: &UriPattern,
    ) {
        let on_operation =
            |message: String| Diagnostic::new(message).shape(&operation.id).at(operation.offset);
        let mut seen = BTreeSet::new();
        let mut greedy_labels = 0;
        for segment in &pattern.path {
            let Segment::Label { name, greedy } = segment else { continue };
            greedy_labels += usize::from(*greedy);
            let shown = name.escape_debug();
            if !seen.insert(name.as_str()) {
                let problem = on_operation(format!("the label `{shown}` stands twice in the URI"));
                self.found.push(problem.help("give each label a member of its own"));
            }
            let is_labelled =
                |member: &shape::Member<'_>| member.name == *name && member.traits.http_label;
            if !input.members().iter().any(is_labelled) {
                let message = format!("no member of the input is bound to the label `{shown}`");
                let help = "give the member the `httpLabel` trait, or mend the label";
                self.found.push(on_operation(message).help(help));
            }
        }
        if greedy_labels > 1 {
            let problem = on_operation("the URI has more than one greedy label".to_owned());
            self.found.push(problem.help("drop the `+` of all but one"));
        }
        for member in input.members().iter().filter(|member| member.traits.http_label) {
            if !seen.contains(member.name.as_str()) {
                let message = format!("the URI of `{}` has no label for this member", operation.id);
                let help = "add the label to the URI, or drop the `httpLabel` trait";
                self.found.push(on_member(input, member, message).help(help));
            }
        }
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
        for (member, binding) in shape.members().iter().zip(bindings) {
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
const SECOND_PAYLOAD: Problem =
    ("more than one member is the payload", "keep `httpPayload` on one of them");
const BESIDE_PAYLOAD: Problem = (
    "another member is the payload, so that this one has no place",
    "bind it to a header, a label or the query",
);

fn on_member(shape: &Shape<'_>, member: &shape::Member<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(format!("{}${}", shape.id, member.name)).at(member.offset)
}

/// `token` of RFC 9110: the names of methods and headers.
fn is_token(text: &str) -> bool {
    let is_token_character =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_character)
}

fn fits(member: &Member, binding: &HttpBinding) -> bool {
    match binding {
        HttpBinding::Label => is_text(&member.value),
        HttpBinding::Query(_) | HttpBinding::Header(_) => match &member.value {
            Value::List(element) => is_text(&element.value),
            value => is_text(value),
        },
        HttpBinding::QueryParams => match &member.value {
            Value::Map(_, element) => match &element.value {
                Value::List(element) => element.value == Value::String,
                value => *value == Value::String,
            },
            _ => false,
        },
        HttpBinding::PrefixHeaders(_) => {
            matches!(&member.value, Value::Map(_, element) if element.value == Value::String)
        }
        HttpBinding::StatusCode => matches!(member.value, Value::Integer),
        HttpBinding::Payload | HttpBinding::Document => true,
    }
}

fn is_text(value: &Value) -> bool {
    !matches!(
        value,
        Value::List(_)
            | Value::Map(..)
            | Value::Structure(_)
            | Value::Union(_)
            | Value::Document
            | Value::Blob
            | Value::Stream { .. }
    )
}
