//! In: a model and what is asked of it. Out: the part of the model that will be generated, as the
//! generator wants it: every operation with an input and an output of its own, members that need a box
//! found.

mod closure;
mod discovery;
mod operations;
mod recursion;
mod service;
mod unknown_traits;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::shape::{Reference, Shape};
use crate::model::shape_id::ShapeId;

pub(crate) use unknown_traits::warnings as unknown_traits;

/// What will be generated.
pub(crate) struct Projection<'a> {
    pub(crate) service: Shape<'a>,
    pub(crate) operations: Vec<Operation<'a>>,
    /// Operations that were asked for and cannot be generated yet, with the reason.
    pub(crate) left_out: Vec<LeftOut>,
    /// The operation that tells the endpoints of others, if they discover them.
    pub(crate) discovery: Option<ShapeId>,
    /// All shapes that the operations reach through members, and their errors.
    pub(crate) shapes: BTreeMap<ShapeId, Shape<'a>>,
    /// Shapes that an input reaches: they are written.
    pub(crate) written: BTreeSet<ShapeId>,
    /// Shapes that an output or an error reaches: they are read.
    pub(crate) read: BTreeSet<ShapeId>,
    /// Members (shape, member name) that would make a type contain itself.
    pub(crate) boxed: BTreeSet<(ShapeId, String)>,
}

impl Projection<'_> {
    /// How many types an operation alone would need, errors apart.
    pub(crate) fn types_of(&self, operation: &Operation<'_>) -> usize {
        let errors = operation.errors.iter().filter_map(|id| self.shapes.get(id));
        let mut pending: Vec<&Shape<'_>> = errors.collect();
        pending.extend([&operation.input, &operation.output]);
        let mut reached: BTreeSet<&ShapeId> = BTreeSet::new();
        while let Some(shape) = pending.pop() {
            for member in shape.targeting_members() {
                if reached.insert(&member.target) {
                    pending.extend(self.shapes.get(&member.target));
                }
            }
        }
        let types = reached.iter().filter_map(|id| self.shapes.get(id));
        types.filter(|shape| shape.becomes_type() && shape.traits.error.is_none()).count()
    }
}

/// An operation with everything that is its own.
pub(crate) struct Operation<'a> {
    pub(crate) shape: Shape<'a>,
    pub(crate) input: Shape<'a>,
    pub(crate) output: Shape<'a>,
    /// The errors of the operation, then those of the service, each once.
    pub(crate) errors: Vec<ShapeId>,
}

/// An operation that is not generated.
pub(crate) struct LeftOut {
    pub(crate) operation: ShapeId,
    pub(crate) offset: usize,
    pub(crate) reason: String,
}

/// The list of steps. After a problem the projection is what could be understood, for later passes
/// to find more problems in; `None` without a service.
pub(crate) fn project<'a>(
    model: &Model<'a>,
    config: &Config,
    found: &mut Diagnostics,
) -> Option<Projection<'a>> {
    let service = found.keep(service::pick(model, config.service.as_deref()))?;
    let service = service::parse(model, &service, found)?;
    let selected = if config.endpoints_only {
        Vec::new()
    } else {
        operations::select(model, &service, &config.operations, found)
    };
    let operations = operations::complete(model, &service, selected, found);
    let mut projection = Projection {
        service,
        operations,
        left_out: Vec::new(),
        discovery: None,
        shapes: BTreeMap::new(),
        written: BTreeSet::new(),
        read: BTreeSet::new(),
        boxed: BTreeSet::new(),
    };
    discovery::add(model, &mut projection, found);
    closure::collect(model, &mut projection, found);
    projection.boxed = recursion::boxed_members(&projection.shapes);
    recursion::report_endless(&projection.shapes, found);
    Some(projection)
}

/// Parses a shape that another one refers to.
fn resolve<'a>(
    model: &Model<'a>,
    from: &dyn std::fmt::Display,
    to: &Reference,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    if model.defines(&to.id) {
        return model.shape(&to.id, found);
    }
    found.push(
        Diagnostic::new(format!("`{}` is not in the model", to.id)).shape(from).at(to.offset).help(
            crate::error::did_you_mean(
                to.id.as_str(),
                model.ids(),
                "add the shape or mend the reference",
            ),
        ),
    );
    None
}
