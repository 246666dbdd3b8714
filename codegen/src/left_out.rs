//! Decides which operations to leave out because of problems in the model, and makes the warnings
//! about them.
//!
//! An operation that was not requested by name is left out if it, or a shape that it needs, has a
//! problem. A problem of what all operations share, such as the service, its protocol or its
//! endpoint rules, remains an error.

use std::collections::BTreeMap;

use crate::error::{Diagnostic, Part};
use crate::model::shape_id::ShapeId;
use crate::projection::{Operation, Projection};

/// The operations that are left out so far.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    /// The reason for each operation.
    reasons: BTreeMap<ShapeId, String>,
    /// The problems, each with the operations that cannot be generated because of it.
    problems: Vec<(Diagnostic, Vec<ShapeId>)>,
}

impl LeftOut {
    /// Leaves out the operations that these problems affect. Fails with the problems that do not
    /// belong to particular operations, if there are any; if no operation would remain, with all
    /// problems.
    pub(crate) fn add(
        &mut self,
        projection: &Projection<'_>,
        problems: Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let concerned = |problem: &Diagnostic| {
            let shape = problem.blamed_shape();
            shape.map(|shape| projection.operations_that_need(&shape)).unwrap_or_default()
        };
        let (shared, of_operations): (Vec<_>, Vec<_>) = problems
            .into_iter()
            .map(|problem| (concerned(&problem), problem))
            .partition(|(operations, _)| operations.is_empty());
        if !shared.is_empty() {
            let is_concerned =
                |id: &ShapeId| of_operations.iter().any(|(operations, _)| operations.contains(id));
            let remains = |one: &Operation<'_>| !is_concerned(&one.shape.id);
            let shared = shared.into_iter().map(|(_, problem)| problem);
            if projection.operations.iter().any(remains) {
                return Err(shared.collect());
            }
            let of_operations = of_operations.into_iter().map(|(_, problem)| problem);
            return Err(self.with(shared.chain(of_operations).collect()));
        }
        for (operations, problem) in of_operations {
            for operation in &operations {
                let reason = || problem.message.clone();
                self.reasons.entry(operation.clone()).or_insert_with(reason);
            }
            self.keep(problem, operations);
        }
        Ok(())
    }

    /// Records a problem once, even if several operations have it, as with a problem of a shared
    /// error.
    fn keep(&mut self, problem: Diagnostic, operations: Vec<ShapeId>) {
        let is_same = |(other, _): &&mut (Diagnostic, Vec<ShapeId>)| {
            (other.offset, &other.message) == (problem.offset, &problem.message)
        };
        match self.problems.iter_mut().find(is_same) {
            Some((_, concerned)) => {
                for operation in operations {
                    if !concerned.contains(&operation) {
                        concerned.push(operation);
                    }
                }
            }
            None => self.problems.push((problem, operations)),
        }
    }

    /// Whether an operation is left out.
    pub(crate) fn contains(&self, operation: &ShapeId) -> bool {
        self.reasons.contains_key(operation)
    }

    /// The operations that are left out, each with the reason.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = (&ShapeId, &str)> {
        self.reasons.iter().map(|(operation, reason)| (operation, reason.as_str()))
    }

    /// All problems so far, followed by `more`.
    pub(crate) fn with(&mut self, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let before = std::mem::take(&mut self.problems);
        before.into_iter().map(|(problem, _)| problem).chain(more).collect()
    }

    /// A warning for each problem, which names the operations that are left out because of it.
    pub(crate) fn take_warnings(&mut self) -> impl Iterator<Item = Diagnostic> {
        std::mem::take(&mut self.problems).into_iter().map(|(problem, operations)| {
            let names: Vec<String> = operations.iter().map(|id| id.name().to_owned()).collect();
            problem.leaves_out(Part::Operation, &names)
        })
    }
}
