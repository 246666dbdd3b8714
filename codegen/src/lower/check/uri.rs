//! Checks the method, URI and host prefix of an operation against the members of its input
//! (<https://smithy.io/2.0/spec/http-bindings.html#http-trait>).

use std::collections::BTreeSet;

use super::{Problem, is_token, on_member};
use crate::error::Diagnostic;
use crate::ir::{Structure, Type};
use crate::knowledge::http_binding::{self, HttpBinding};
use crate::knowledge::uri_pattern::{Segment, UriPattern};
use crate::lower::Lower;
use crate::model::shape::{self, Shape};

impl Lower<'_, '_> {
    /// Checks that the method is a token (<https://www.rfc-editor.org/rfc/rfc9110#name-methods>).
    pub(in crate::lower) fn check_method(&mut self, operation: &Shape<'_>, method: &str) {
        if !is_token(method) {
            let message = format!("`{}` is not a valid HTTP method", method.escape_debug());
            self.found.push(
                Diagnostic::new(message)
                    .shape(&operation.id)
                    .at(operation.offset)
                    .help("use a method such as `GET` or `POST`"),
            );
        }
    }

    /// Checks that each label of the host prefix has a member with the `hostLabel` trait.
    pub(in crate::lower) fn check_host(
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
                        .help("give the member the `hostLabel` trait, or correct the label"),
                );
            }
        }
    }

    /// Checks that labels and members with the `httpLabel` trait correspond one to one.
    pub(in crate::lower) fn check_labels(
        &mut self,
        operation: &Shape<'_>,
        input: &Shape<'_>,
        lowered: &Structure,
        pattern: &UriPattern,
    ) {
        let on_operation =
            |message: String| Diagnostic::new(message).shape(&operation.id).at(operation.offset);
        let mut seen = BTreeSet::new();
        for segment in &pattern.path {
            let Segment::Label { name, greedy } = segment else { continue };
            let shown = name.escape_debug();
            if !seen.insert(name.as_str()) {
                let problem = on_operation(format!("the label `{shown}` occurs twice in the URI"));
                self.found.push(problem.help("use each label once"));
            }
            let is_labelled =
                |member: &&shape::Member<'_>| member.name == *name && member.traits.http_label;
            let Some(member) = input.members().iter().find(is_labelled) else {
                let message = format!("no member of the input is bound to the label `{shown}`");
                let help = "give the member the `httpLabel` trait, or correct the label";
                self.found.push(on_operation(message).help(help));
                continue;
            };
            let value = lowered.members.iter().find(|lowered| lowered.model_name == *name);
            if *greedy && value.is_some_and(|lowered| !is_string(&lowered.value)) {
                let message = "a greedy label requires a string".to_owned();
                let help = "remove the `+` of the label, or let the member target a string";
                self.found.push(on_member(input, member, message).help(help));
            }
        }
        for member in input.members().iter().filter(|member| member.traits.http_label) {
            if !seen.contains(member.name.as_str()) {
                let message = format!("the URI of `{}` has no label for this member", operation.id);
                let help = "add the label to the URI, or remove the `httpLabel` trait";
                self.found.push(on_member(input, member, message).help(help));
            }
        }
    }

    /// Checks that no query parameter is set twice.
    pub(in crate::lower) fn check_query(
        &mut self,
        operation: &Shape<'_>,
        input: &Shape<'_>,
        pattern: &UriPattern,
    ) {
        let literals: BTreeSet<&str> =
            pattern.query.iter().map(|(name, _)| name.as_str()).collect();
        let mut bound = BTreeSet::new();
        for member in input.members() {
            let HttpBinding::Query(name) = http_binding::in_request(member) else { continue };
            if literals.contains(name.as_str()) {
                let shown = name.escape_debug();
                let message =
                    format!("the URI of `{}` already sets the parameter `{shown}`", operation.id);
                let help = "bind the member to another parameter, or remove the one in the URI";
                self.found.push(on_member(input, member, message).help(help));
            }
            let problem = match name.as_str() {
                "" => Some(NAMELESS_PARAMETER),
                _ if !bound.insert(name.clone()) => Some(SAME_PARAMETER),
                _ => None,
            };
            if let Some((what, help)) = problem {
                self.found.push(on_member(input, member, what.to_owned()).help(help));
            }
        }
    }
}

const NAMELESS_PARAMETER: Problem =
    ("the name of the query parameter is empty", "set `httpQuery` to a name");
const SAME_PARAMETER: Problem = (
    "another member is bound to the same query parameter",
    "bind each member to its own parameter",
);

fn is_string(value: &Type) -> bool {
    matches!(value, Type::String | Type::StringEnum(_))
}
