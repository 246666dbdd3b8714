//! In: the problems of a model. Out: the operations to leave out because of them, and the warnings that
//! say so.
//!
//! An operation that was not asked for by name is left out if there is a problem with it, or with a
//! shape that it needs. A problem with what all operations share, such as the service, its protocol or
//! its endpoint rules, remains an error.

use std::collections::BTreeMap;

use crate::error::{Diagnostic, Part};
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;

/// The operations that are left out so far.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    /// Why, for each operation.
    reasons: BTreeMap<ShapeId, String>,
    /// The problems, each with the operations that it concerns.
    problems: Vec<(Diagnostic, Vec<ShapeId>)>,
}

impl LeftOut {
    /// Leaves out the operations that these problems concern. Gives all problems back if one of them
    /// concerns no operation, or none that could be left out.
    pub(crate) fn add(
        &mut self,
        projection: &Projection<'_>,
        problems: Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let concerned = |problem: &Diagnostic| {
            let shape = problem.blamed_shape()?;
            Some(projection.operations_that_need(&shape)).filter(|needing| !needing.is_empty())
        };
        let concerned: Option<Vec<Vec<ShapeId>>> = problems.iter().map(concerned).collect();
        let Some(concerned) = concerned else { return Err(self.with(problems)) };
        for (problem, operations) in problems.into_iter().zip(concerned) {
            for operation in &operations {
                let reason = || problem.message.clone();
                self.reasons.entry(operation.clone()).or_insert_with(reason);
            }
            self.keep(problem, operations);
        }
        Ok(())
    }

    /// A problem that several operations meet, such as one of an error that they share, is kept once.
    fn keep(&mut self, problem: Diagnostic, operations: Vec<ShapeId>) {
        let is_same = |(other, _): &&mut (Diagnostic, Vec<ShapeId>)| {
            (other.offset, &other.message) == (problem.offset, &problem.message)
        };
        match self.problems.iter_mut().find(is_same) {
            Some((_, concerned)) => concerned.extend(operations),
            None => self.problems.push((problem, operations)),
        }
    }

    /// Whether an operation is left out.
    pub(crate) fn contains(&self, operation: &ShapeId) -> bool {
        self.reasons.contains_key(operation)
    }

    /// The operations, each with the reason.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = (&ShapeId, &str)> {
        self.reasons.iter().map(|(operation, reason)| (operation, reason.as_str()))
    }

    /// All problems so far, followed by `more`.
    pub(crate) fn with(&mut self, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let before = std::mem::take(&mut self.problems);
        before.into_iter().map(|(problem, _)| problem).chain(more).collect()
    }

    /// A warning for each problem, which names the operations that it concerns.
    pub(crate) fn warnings(self) -> impl Iterator<Item = Diagnostic> {
        self.problems.into_iter().map(|(problem, operations)| {
            let names: Vec<String> = operations.iter().map(|id| id.name().to_owned()).collect();
            problem.leaves_out(Part::Operation, &names)
        })
    }
}
