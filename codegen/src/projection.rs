//! Selects the part of the model to generate: the requested operations, each with its own input and
//! output, the shapes that they reach, and the members that need a box.

mod closure;
mod discovery;
mod operations;
mod recursion;
mod resources;
mod service;
pub(crate) mod sessions;
mod types;
mod unknown_traits;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Contents};
use crate::error::{Diagnostic, Diagnostics};
use crate::flow::Flows;
use crate::model::Model;
use crate::model::shape::{Reference, Shape};
use crate::model::shape_id::ShapeId;

pub(crate) use resources::Resource;
pub(crate) use unknown_traits::warnings as unknown_traits;

/// The part of the model to generate.
pub(crate) struct Projection<'a> {
    pub(crate) service: Shape<'a>,
    /// The selected operations that could be parsed.
    pub(crate) operations: Vec<Operation<'a>>,
    /// The ids of all operations to generate.
    pub(crate) selected: BTreeSet<ShapeId>,
    /// The operation that returns endpoints, if others discover theirs.
    pub(crate) discovery: Option<ShapeId>,
    /// The operation that creates sessions, if others need them.
    pub(crate) sessions: Option<ShapeId>,
    /// The resources of the service, if it is one of AWS.
    pub(crate) resources: Vec<Resource<'a>>,
    /// Shapes that are selected themselves, not by an operation.
    pub(crate) roots: BTreeSet<ShapeId>,
    /// The errors of the operations, and all shapes that the operations reach through members.
    pub(crate) shapes: BTreeMap<ShapeId, Shape<'a>>,
    /// The shapes that are reached in each flow: from the inputs, and from the outputs and errors.
    pub(crate) reached: Flows<BTreeSet<ShapeId>>,
    /// Members (shape, member name) that would make a type contain itself.
    pub(crate) boxed: BTreeSet<(ShapeId, String)>,
}

impl<'a> Projection<'a> {
    /// Adds an operation, unless it is selected.
    fn add(&mut self, operation: Operation<'a>) {
        if !self.operations.iter().any(|known| known.shape.id == operation.shape.id) {
            self.operations.push(operation);
            self.operations.sort_by(|a, b| a.shape.id.cmp(&b.shape.id));
        }
    }
}

impl Projection<'_> {
    /// Removes the texts of documentation from all shapes and members. The traits remain as they are written.
    pub(crate) fn remove_documentation(&mut self) {
        let operations = self.operations.iter_mut();
        let own = operations.flat_map(|one| [&mut one.shape, &mut one.input, &mut one.output]);
        for shape in own.chain(self.shapes.values_mut()).chain([&mut self.service]) {
            shape.traits.remove_documentation();
            for member in shape.all_members_mut() {
                member.traits.remove_documentation();
            }
        }
    }

    /// The number of types that a crate with this operation alone has, errors not included.
    pub(crate) fn types_of(&self, operation: &Operation<'_>) -> usize {
        let targets = self.targets_of(operation);
        let types = targets.into_iter().filter_map(|id| self.shapes.get(id));
        types.filter(|shape| shape.becomes_type() && shape.traits.error.is_none()).count()
    }

    /// The selected operations that cannot be generated without a shape.
    pub(crate) fn operations_that_need(&self, shape: &ShapeId) -> Vec<ShapeId> {
        if self.selected.contains(shape) {
            return vec![shape.clone()];
        }
        let needs = |operation: &&Operation<'_>| {
            let own = [&operation.input.id, &operation.output.id];
            own.into_iter().chain(&operation.errors).any(|id| id == shape)
                || self.targets_of(operation).contains(shape)
        };
        let needing = self.operations.iter().filter(needs);
        needing.map(|operation| operation.shape.id.clone()).collect()
    }

    /// The shapes that an operation's input, output and errors reach through members.
    fn targets_of<'s>(&'s self, operation: &'s Operation<'_>) -> BTreeSet<&'s ShapeId> {
        let errors = operation.errors.iter().filter_map(|id| self.shapes.get(id));
        let mut pending: Vec<&Shape<'_>> = errors.collect();
        pending.extend([&operation.input, &operation.output]);
        let mut reached = BTreeSet::new();
        while let Some(shape) = pending.pop() {
            for member in shape.targeting_members() {
                if reached.insert(&member.target) {
                    pending.extend(self.shapes.get(&member.target));
                }
            }
        }
        reached
    }
}

/// An operation with its own input and output.
pub(crate) struct Operation<'a> {
    pub(crate) shape: Shape<'a>,
    pub(crate) input: Shape<'a>,
    pub(crate) output: Shape<'a>,
    /// The errors of the operation, then those of the service, each once.
    pub(crate) errors: Vec<ShapeId>,
}

/// Runs all steps of the projection. After a problem the projection has what could be parsed, so
/// that later passes find further problems; `None` without a service.
pub(crate) fn project<'a>(
    model: &Model<'a>,
    config: &Config,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
    found: &mut Diagnostics,
) -> Option<Projection<'a>> {
    let has_types_only = config.contents() == Contents::Types;
    let service = if has_types_only {
        types::service(model, config, found)?
    } else {
        let service = found.keep(service::pick(model, config.service.as_deref()))?;
        service::parse(model, &service, found)?
    };
    let mut selected = match config.contents() {
        Contents::Client => operations::select(model, &service, &config.operations, found),
        Contents::Endpoints | Contents::Types => Vec::new(),
    };
    selected.retain(|operation| !is_left_out(&operation.id));
    let mut projection = Projection {
        selected: selected.iter().map(|operation| operation.id.clone()).collect(),
        operations: operations::complete(model, &service, selected, found),
        resources: match service.traits.aws_service {
            Some(_) => resources::all(model, &service),
            None => Vec::new(),
        },
        service,
        discovery: None,
        sessions: None,
        roots: BTreeSet::new(),
        shapes: BTreeMap::new(),
        reached: Flows::default(),
        boxed: BTreeSet::new(),
    };
    if has_types_only {
        types::select(model, config, &mut projection, found);
    }
    discovery::add(model, &mut projection, is_left_out, found);
    sessions::add(model, &mut projection, is_left_out, found);
    closure::collect(model, &mut projection, found);
    projection.boxed = recursion::boxed_members(&projection.shapes);
    recursion::report_endless(&projection.shapes, found);
    Some(projection)
}

/// The ids of all operations of the service that `config` chooses; empty if there is no such service.
pub(crate) fn operation_ids(model: &Model<'_>, config: &Config) -> BTreeSet<ShapeId> {
    let mut found = Diagnostics::default();
    let service = found.keep(service::pick(model, config.service.as_deref()));
    let service = service.and_then(|service| service::parse(model, &service, &mut found));
    let Some(service) = service else { return BTreeSet::new() };
    let all = operations::all(model, &service, &mut found).into_iter();
    all.map(|operation| operation.id).collect()
}

/// Parses a shape that another one refers to, and reports an invalid reference.
fn resolve<'a>(
    model: &Model<'a>,
    from: &dyn std::fmt::Display,
    to: &Reference,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    if model.defines(&to.id) {
        let shape = model.shape(&to.id, found)?;
        if shape.traits.mixin.is_some() {
            found.push(
                Diagnostic::new(format!(
                    "`{}` is a mixin, which only `mixins` can refer to",
                    to.id
                ))
                .shape(from)
                .at(to.offset)
                .help("refer to a shape that uses the mixin"),
            );
        }
        return Some(shape);
    }
    found.push(
        Diagnostic::new(format!("`{}` is not in the model", to.id)).shape(from).at(to.offset).help(
            crate::error::did_you_mean(
                to.id.as_str(),
                model.ids(),
                "add the shape or correct the reference",
            ),
        ),
    );
    None
}
