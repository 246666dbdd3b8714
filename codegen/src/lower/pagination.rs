//! In: an operation whose results come in pages. Out: the way to its tokens and items.

use super::Lower;
use crate::ir::{Element, Items, Pagination, Step, Structure, Value};
use crate::knowledge::nullability::{self, Nullability};
use crate::knowledge::pagination::{self, Step as ModelStep};
use crate::knowledge::timestamp::Place;
use crate::projection::Operation;

impl Lower<'_, '_> {
    /// `None` for an operation without pages, and after a problem.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation<'_>,
        input: &Structure,
    ) -> Option<Pagination> {
        let found = pagination::of_operation(self.projection, operation);
        let of_model = self.found.keep(found)??;
        let name = &of_model.input_token.member.name;
        let input_token = input.members.iter().position(|member| member.model_name == *name)?;
        let token = input.members.get(input_token)?.value.clone();
        let answered = self.last(&of_model.output_token)?;
        if !is_token(&token) || !same_type(&token, &answered) {
            let message = if is_token(&token) {
                "the token in the output has another type than that in the input"
            } else {
                "a value of this type cannot say where a page starts"
            };
            self.found.push(
                pagination::on(operation, message.to_owned())
                    .help("let the tokens of the `paginated` trait name two strings"),
            );
            return None;
        }
        let output_token = self.steps(&of_model.output_token);
        let items = match &of_model.items {
            Some(path) => Some(self.items(operation, path)?),
            None => None,
        };
        // `functions` names it.
        let function = String::new();
        Some(Pagination { function, input_token, token, output_token, items })
    }

    fn items(&mut self, operation: &Operation<'_>, path: &[ModelStep<'_>]) -> Option<Items> {
        let (key, element): (Option<Value>, Element) = match self.last(path)? {
            Value::List(element) => (None, *element),
            Value::Map(key, element) => (Some(*key), *element),
            _ => {
                let message = "the items of its pages are neither a list nor a map".to_owned();
                self.found.push(
                    pagination::on(operation, message)
                        .help("let `items` name a list or a map, or leave it out"),
                );
                return None;
            }
        };
        Some(Items { path: self.steps(path), key, element })
    }

    /// The type of the last member of a path.
    fn last(&mut self, path: &[ModelStep<'_>]) -> Option<Value> {
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
fn is_token(value: &Value) -> bool {
    match value {
        Value::String
        | Value::Integer
        | Value::Long
        | Value::BigInteger
        | Value::BigDecimal
        | Value::Blob
        | Value::Timestamp(_)
        | Value::List(_)
        | Value::Map(..) => true,
        Value::Boolean
        | Value::Byte
        | Value::Short
        | Value::Float
        | Value::Double
        | Value::Stream { .. }
        | Value::Document
        | Value::StringEnum(_)
        | Value::IntEnum(_)
        | Value::Structure(_)
        | Value::Union(_) => false,
    }
}

/// Whether two values have one Rust type: the format of a timestamp may differ.
fn same_type(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Timestamp(_), Value::Timestamp(_))) || a == b
}
