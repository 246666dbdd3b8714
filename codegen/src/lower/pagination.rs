//! In: an operation whose results come in pages. Out: the way to its tokens and items.

use super::Lower;
use crate::error::{Diagnostic, Part};
use crate::ir::{Element, Items, Pagination, Step, Structure, Type};
use crate::knowledge::nullability::{self, Nullability};
use crate::knowledge::pagination::{self, Step as ModelStep};
use crate::knowledge::timestamp::Place;
use crate::projection::Operation;

impl Lower<'_, '_> {
    /// `None` for an operation without pages, and for one whose `paginated` trait does not fit it: the
    /// paginator is left out then.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation<'_>,
        input: &Structure,
    ) -> Option<Pagination> {
        let found = pagination::of_operation(self.projection, operation);
        let lowered = found.and_then(|found| {
            found.map(|of_model| self.fitting(operation, &of_model, input)).transpose()
        });
        let name = operation.shape.id.name();
        let left_out = |problem| self.found.leave_out(Part::Paginator, name, problem);
        lowered.map_err(left_out).ok().flatten()
    }

    fn fitting(
        &mut self,
        operation: &Operation<'_>,
        of_model: &pagination::Pagination<'_>,
        input: &Structure,
    ) -> Result<Pagination, Diagnostic> {
        let fail =
            |message: &str, help: &str| pagination::on(operation, message.to_owned()).help(help);
        let name = &of_model.input_token.member.name;
        let position = input.members.iter().position(|member| member.model_name == *name);
        let token = position.and_then(|position| Some((position, input.members.get(position)?)));
        let answered = self.last(&of_model.output_token);
        let (Some((input_token, token)), Some(answered)) = (token, answered) else {
            return Err(fail("its token is a member that cannot be generated", "mend the member"));
        };
        let token = token.value.clone();
        let help = "let the tokens of the `paginated` trait name two strings";
        if !is_token(&token) {
            return Err(fail("a value of this type cannot say where a page starts", help));
        }
        if token != answered {
            let message = "the token in the output has another type than that in the input";
            return Err(fail(message, help));
        }
        let help = "let `items` name a list or a map, or leave it out";
        let items = of_model.items.as_deref().map(|path| {
            let items = self.items(path);
            items.ok_or_else(|| fail("its items are neither a list nor a map", help))
        });
        Ok(Pagination {
            // `functions` names it.
            function: String::new(),
            input_token,
            token,
            output_token: self.steps(&of_model.output_token),
            items: items.transpose()?,
        })
    }

    fn items(&mut self, path: &[ModelStep<'_>]) -> Option<Items> {
        let (key, element): (Option<Type>, Element) = match self.last(path)? {
            Type::List(element) => (None, *element),
            Type::Map(key, element) => (Some(*key), *element),
            _ => return None,
        };
        Some(Items { path: self.steps(path), key, element })
    }

    /// The type of the last member of a path.
    fn last(&mut self, path: &[ModelStep<'_>]) -> Option<Type> {
        let ModelStep { owner, member } = path.last()?;
        self.value(&format!("{}${}", owner.id, member.name), member, Place::Body)
    }

    fn steps(&self, path: &[ModelStep<'_>]) -> Vec<Step> {
        let step = |step: &ModelStep<'_>| Step {
            field: self.names.member(step.owner, step.member),
            is_optional: nullability::of(step.owner, step.member) == Nullability::Optional,
        };
        path.iter().map(step).collect()
    }
}

/// The types that the runtime's `PageToken` is implemented for.
fn is_token(value: &Type) -> bool {
    match value {
        Type::String
        | Type::Integer
        | Type::Long
        | Type::BigInteger
        | Type::BigDecimal
        | Type::Blob
        | Type::Timestamp
        | Type::List(_)
        | Type::Map(..) => true,
        Type::Boolean
        | Type::Byte
        | Type::Short
        | Type::Float
        | Type::Double
        | Type::Stream { .. }
        | Type::Document
        | Type::StringEnum(_)
        | Type::IntEnum(_)
        | Type::Structure(_)
        | Type::Union(_) => false,
    }
}
