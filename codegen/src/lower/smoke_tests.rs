//! Lowers the model's smoke tests. A test that no emitted test can honor is left out.

mod vendor_params;

use super::modeled_examples::{error, not_listed};
use super::params::{CaseKind, CaseParams, Shapes};
use super::with_models;
use crate::error::{Diagnostic, Diagnostics, Part};
use crate::ir::{Crate, Expected, Operation, SmokeTest};
use crate::model::http_tests::Unparsed;
use crate::model::smoke_tests::{Expectation, SmokeTestCase};
use crate::projection::Projection;
use crate::symbol::given::Namespace;
use crate::symbol::reserved::Space;

const HELP: &str = "see the page on smoke tests in the Smithy specification";

/// The tests of the crate.
pub(super) fn smoke_tests(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<SmokeTest> {
    let shapes = Shapes::new(emitted);
    let mut tests = Tests {
        emitted,
        shapes: &shapes,
        found,
        names: Namespace::new(Space::Test),
        lowered: Vec::new(),
    };
    for (index, (operation, modeled)) in with_models(emitted, projection).enumerate() {
        for &list in &modeled.shape.traits.smoke_tests {
            tests.list(index, operation, list);
        }
    }
    tests.lowered
}

struct Tests<'t, 'c> {
    emitted: &'c Crate,
    shapes: &'t Shapes<'c>,
    found: &'t mut Diagnostics,
    names: Namespace<'t>,
    lowered: Vec<SmokeTest>,
}

impl Tests<'_, '_> {
    fn list(&mut self, index: usize, operation: &Operation, list: Unparsed<'_>) {
        let name = operation.id.name();
        let elements = list.elements().unwrap_or_else(|problem| {
            self.leave_out(operation, &format!("{name}.*"), problem.help(HELP));
            Vec::new()
        });
        for (number, element) in elements.into_iter().enumerate() {
            match element.object::<SmokeTestCase<'_>>() {
                Ok(case) => self.case(index, operation, element, &case),
                Err(problem) => {
                    self.leave_out(operation, &format!("{name}[{number}]"), problem.help(HELP));
                }
            }
        }
    }

    /// Adds a case, unless it is invalid.
    fn case(
        &mut self,
        index: usize,
        operation: &Operation,
        place: Unparsed<'_>,
        case: &SmokeTestCase<'_>,
    ) {
        let mut problems = Diagnostics::default();
        let kind = CaseKind::SmokeTest;
        let mut params = CaseParams::new(self.shapes, kind, &operation.id, place, &mut problems);
        let input = params.members(case.params, &operation.input);
        let settings = vendor_params::settings(case, place, self.emitted);
        let settings = problems.keep(settings).unwrap_or_default();
        let expected = problems.keep(self.expected(operation, place, &case.expect));
        match (problems.finish(()), expected) {
            (Ok(()), Some(expected)) => {
                let name = self.names.give(&case.id, "").name;
                let test = SmokeTest { name, operation: index, settings, input, expected };
                self.lowered.push(test);
            }
            (problems, _) => {
                for problem in problems.err().into_iter().flatten() {
                    self.leave_out(operation, &case.id, problem);
                }
            }
        }
    }

    fn expected(
        &self,
        operation: &Operation,
        place: Unparsed<'_>,
        expectation: &Expectation,
    ) -> Result<Expected, Diagnostic> {
        match expectation {
            Expectation::Success {} => Ok(Expected::Output),
            Expectation::Failure(failure) => match &failure.error_id {
                None => Ok(Expected::AnyError),
                Some(id) => error(operation, self.shapes, id)
                    .map(|(index, _)| Expected::Error(index))
                    .ok_or_else(|| not_listed(operation, id).at(place.offset)),
            },
        }
    }

    fn leave_out(&mut self, operation: &Operation, name: &str, problem: Diagnostic) {
        self.found.leave_out(Part::SmokeTest, name, problem.shape(&operation.id));
    }
}
