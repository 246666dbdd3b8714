//! Lowers the model's examples of operations. An example that does not fit the shapes is left out.

use super::params::{CaseKind, CaseParams, Shapes};
use super::with_models;
use crate::docs::Docs;
use crate::error::{Diagnostic, Diagnostics, Part};
use crate::ir::{Crate, MemberParam, ModeledExample, Operation, Outcome, ShapeId, Structure};
use crate::model::http_tests::Unparsed;
use crate::model::modeled_examples::{self as modeled, ErrorExample};
use crate::projection::Projection;

const HELP: &str = "see the page on the `examples` trait in the Smithy specification";

/// The examples of each operation.
pub(super) fn examples(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Vec<ModeledExample>> {
    let shapes = Shapes::new(emitted);
    let of_operation = |(operation, model): (&Operation, &crate::projection::Operation<'_>)| {
        let traits = &model.shape.traits;
        let lists = traits.examples.iter();
        let mut examples = Examples { shapes: &shapes, operation, found: &mut *found };
        lists.flat_map(|&list| examples.list(list)).collect()
    };
    with_models(emitted, projection).map(of_operation).collect()
}

/// The context of an operation's examples.
struct Examples<'e, 'c> {
    shapes: &'e Shapes<'c>,
    operation: &'e Operation,
    found: &'e mut Diagnostics,
}

impl Examples<'_, '_> {
    fn list(&mut self, list: Unparsed<'_>) -> Vec<ModeledExample> {
        let name = self.operation.id.name();
        let elements = list.elements().unwrap_or_else(|problem| {
            self.leave_out(&format!("{name}.*"), problem.help(HELP));
            Vec::new()
        });
        let example = |(index, element): (usize, Unparsed<'_>)| {
            let parsed = element.object::<modeled::ModeledExample<'_>>();
            let parsed = parsed.map_err(|problem| {
                self.leave_out(&format!("{name}[{index}]"), problem.help(HELP));
            });
            self.example(element, &parsed.ok()?)
        };
        elements.into_iter().enumerate().filter_map(example).collect()
    }

    /// The example; `None`, and it is left out, if it does not fit.
    fn example(
        &mut self,
        place: Unparsed<'_>,
        example: &modeled::ModeledExample<'_>,
    ) -> Option<ModeledExample> {
        let mut problems = Diagnostics::default();
        let owner = &self.operation.id;
        let mut params =
            CaseParams::new(self.shapes, CaseKind::Example, owner, place, &mut problems);
        let input = params.members(example.input, &self.operation.input);
        let outcome = match (example.output, &example.error) {
            (None, None) => Some(Outcome::Success),
            (Some(output), None) => {
                Some(Outcome::Output(params.members(Some(output), &self.operation.output)))
            }
            (None, Some(error)) => self.error(place, error, &mut params),
            (Some(_), Some(_)) => {
                let problem = Diagnostic::new("expected either `output` or `error`, found both");
                params.found.push(problem.shape(&self.operation.id).at(place.offset).help(HELP));
                None
            }
        };
        match problems.finish(()) {
            Ok(()) => Some(ModeledExample {
                title: example.title.clone(),
                docs: example.documentation.as_deref().map(Docs::of_model).unwrap_or_default(),
                input,
                outcome: outcome?,
            }),
            Err(problems) => {
                for problem in problems {
                    self.leave_out(&example.title, problem);
                }
                None
            }
        }
    }

    fn error(
        &self,
        place: Unparsed<'_>,
        example: &ErrorExample<'_>,
        params: &mut CaseParams<'_, '_, '_>,
    ) -> Option<Outcome> {
        let Some((error, structure)) = error(self.operation, self.shapes, &example.shape_id) else {
            let problem = not_listed(self.operation, &example.shape_id);
            params.found.push(problem.shape(&self.operation.id).at(place.offset));
            return None;
        };
        let listed = self.operation.errors.get(error).map(|listed| &listed.type_name);
        if let (Some(listed), Some(content)) =
            (listed.filter(|it| it.is_external()), example.content)
        {
            params.external(content, listed);
        }
        let members: Vec<MemberParam> = params.members(example.content, structure);
        Some(Outcome::Error { error, members })
    }

    fn leave_out(&mut self, name: &str, problem: Diagnostic) {
        self.found.leave_out(Part::Example, name, problem.shape(&self.operation.id));
    }
}

/// The error of an operation with this shape: its index, and its structure.
pub(super) fn error<'c>(
    operation: &Operation,
    shapes: &Shapes<'c>,
    id: &str,
) -> Option<(usize, &'c Structure)> {
    let id = ShapeId::parse(id)?;
    let error = operation.errors.iter().position(|error| error.type_name.id == id)?;
    Some((error, shapes.structure(&id)?))
}

/// The problem that a shape is not an error of an operation.
pub(super) fn not_listed(operation: &Operation, id: &str) -> Diagnostic {
    let name = operation.id.name();
    Diagnostic::new(format!("`{}` is not an error of `{name}`", id.escape_debug()))
        .help("name an error that the operation or its service lists in `errors`")
}
