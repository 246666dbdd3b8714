//! Lowers the traits about checksums of bodies.

use super::Lower;
use crate::error::Diagnostic;
use crate::ir::{Checksum, HeaderMember, Structure, Type, Validation};
use crate::knowledge::http_binding::HttpBinding;
use crate::model::shape::Shape;

impl Lower<'_, '_> {
    /// The checksum of requests. The trait `httpChecksum` supersedes `httpChecksumRequired`, and without a
    /// member for the algorithm means the same.
    pub(super) fn checksum(
        &mut self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        input: &Structure,
    ) -> Option<Checksum> {
        let traits = &operation.traits;
        if traits.sha256_tree {
            return Some(Checksum::Sha256Tree);
        }
        let flexible = traits.http_checksum.as_ref();
        let required = flexible.is_some_and(|checksum| checksum.request_checksum_required);
        let member = flexible.and_then(|it| it.request_algorithm_member.as_deref());
        let Some(member) = member else {
            return (required || traits.http_checksum_required).then_some(Checksum::Md5);
        };
        let required = required || traits.http_checksum_required;
        let property = "requestAlgorithmMember";
        let algorithm = self.header_member(operation, shape, input, (property, member))?;
        Some(Checksum::Flexible { algorithm, required })
    }

    /// The validation of responses.
    pub(super) fn validation(
        &mut self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        input: &Structure,
    ) -> Option<Validation> {
        let checksum = operation.traits.http_checksum.as_ref()?;
        let member = checksum.request_validation_mode_member.as_deref()?;
        let property = "requestValidationModeMember";
        let mode = self.header_member(operation, shape, input, (property, member))?;
        Some(Validation { mode, algorithms: checksum.response_algorithms.clone() })
    }

    /// Finds the member that a property of the trait names. It must be bound to a header, which the runtime sets
    /// if the member is not set.
    fn header_member(
        &mut self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        input: &Structure,
        (property, name): (&str, &str),
    ) -> Option<HeaderMember> {
        let lowered = input.members.iter().position(|member| member.model_name == name);
        let of_model = shape.member(name);
        let found = lowered.and_then(|index| Some((index, input.members.get(index)?, of_model?)));
        let (problem, help) = match found {
            None => ("which the input does not have", "name a member of the input"),
            Some((_, member, _)) if !is_enum(&member.value) => {
                ("which is not an enum", "change the type of the member to an enum")
            }
            Some((member, _, of_model)) => {
                if let HttpBinding::Header(header) = self.rules.in_request(of_model) {
                    return Some(HeaderMember { member, header });
                }
                let problem = "which is not bound to a header: this is not supported";
                (problem, "add the trait `httpHeader` to the member")
            }
        };
        let message = format!("`{property}` of the trait `httpChecksum` names `{name}`, {problem}");
        let diagnostic = Diagnostic::new(message).shape(&operation.id).at(operation.offset);
        self.found.push(diagnostic.help(help));
        None
    }
}

/// Whether a type is an enum, or a string that was meant to be one.
fn is_enum(value: &Type) -> bool {
    matches!(value, Type::StringEnum(_) | Type::String)
}
