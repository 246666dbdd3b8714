//! Selects the operations of a service by name, or all operations of the service and its resources,
//! and gives each its own input and output.

use std::collections::{BTreeMap, BTreeSet};

use super::{Operation, resolve};
use crate::error::{Diagnostic, Diagnostics, Part, did_you_mean};
use crate::model::Model;
use crate::model::shape::{OperationShape, Reference, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// All operations of the service and its resources, at any depth
/// (<https://smithy.io/2.0/spec/service-types.html#service-closure>), in the order of their names.
pub(crate) fn all(
    model: &Model<'_>,
    service: &Shape<'_>,
    found: &mut Diagnostics,
) -> Vec<Reference> {
    let ShapeKind::Service(service_shape) = &service.kind else { return Vec::new() };
    let mut operations: BTreeMap<ShapeId, Reference> = BTreeMap::new();
    let mut resources: Vec<(ShapeId, Reference)> = service_shape
        .resources
        .iter()
        .map(|resource| (service.id.clone(), resource.clone()))
        .collect();
    let mut add = |references: &[Reference]| {
        for reference in references {
            operations.entry(reference.id.clone()).or_insert_with(|| reference.clone());
        }
    };
    add(&service_shape.operations);
    let mut seen = BTreeSet::new();
    while let Some((from, reference)) = resources.pop() {
        if !seen.insert(reference.id.clone()) {
            continue;
        }
        let mut broken = Diagnostics::default();
        let shape = resolve(model, &from, &reference, &mut broken);
        match shape.as_ref().map(|shape| &shape.kind) {
            Some(ShapeKind::Resource(resource)) => {
                add(&resource.instance_operations);
                add(&resource.collection_operations);
                let children = resource.resources.iter();
                resources.extend(children.map(|child| (reference.id.clone(), child.clone())));
            }
            Some(_) => broken.push(wrong_kind(&from, &reference, "a resource")),
            None => {}
        }
        for problem in broken.fail::<()>().err().into_iter().flatten() {
            found.leave_out(Part::Resource, reference.id.name(), problem);
        }
    }
    operations.into_values().collect()
}

/// The requested operations; an unknown name is a problem. Resources that cannot be parsed are a
/// problem only if a requested operation is missing.
pub(super) fn select(
    model: &Model<'_>,
    service: &Shape<'_>,
    wanted: &[String],
    found: &mut Diagnostics,
) -> Vec<Reference> {
    let mut broken = Diagnostics::default();
    let all = all(model, service, &mut broken);
    if wanted.is_empty() {
        if all.is_empty() {
            let problem = Diagnostic::new("the service has no operations");
            found.push(problem.shape(&service.id).at(service.offset));
        }
        found.warn(broken.take_warnings());
        return all;
    }
    let mut selected = BTreeMap::new();
    for name in wanted {
        match named(name, service, &all) {
            Ok(operation) => drop(selected.insert(operation.id.clone(), operation)),
            Err(problem) => {
                broken.take_warnings().into_iter().for_each(|warning| found.push(warning));
                found.push(problem);
            }
        }
    }
    selected.into_values().collect()
}

/// The operation with this name or shape id.
fn named(name: &str, service: &Shape<'_>, all: &[Reference]) -> Result<Reference, Diagnostic> {
    let is_named =
        |operation: &&Reference| operation.id.name() == name || operation.id.as_str() == name;
    all.iter().find(is_named).cloned().ok_or_else(|| {
        let names = all.iter().map(|operation| operation.id.name());
        let otherwise = "the command `operations` lists the operations of a model";
        Diagnostic::new(format!("unknown operation `{}`", name.escape_debug()))
            .shape(&service.id)
            .setting("operations", name)
            .help(did_you_mean(name, names, otherwise))
    })
}

/// An operation that others need, by its id, or why it cannot be generated. Its problems are reported as those
/// of the operations that need it.
pub(super) fn by_id<'a>(
    model: &Model<'a>,
    service: &Shape<'a>,
    id: &str,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
) -> Result<Operation<'a>, String> {
    let mut found = Diagnostics::default();
    let all = all(model, service, &mut found);
    let reference = all.into_iter().find(|reference| reference.id.as_str() == id);
    let reference = reference.ok_or_else(|| format!("the service has no operation `{id}`"))?;
    let is_left_out = is_left_out(&reference.id);
    let mut completed = complete(model, service, vec![reference], &mut found);
    let operation = completed.pop().filter(|_| !is_left_out && found.finish(()).is_ok());
    operation.ok_or_else(|| format!("`{id}` cannot be generated"))
}

/// Parses operations and gives each its own input and output structure.
pub(super) fn complete<'a>(
    model: &Model<'a>,
    service: &Shape<'a>,
    selected: Vec<Reference>,
    found: &mut Diagnostics,
) -> Vec<Operation<'a>> {
    let ShapeKind::Service(service_shape) = &service.kind else { return Vec::new() };
    let mut operations = Vec::with_capacity(selected.len());
    for reference in selected {
        operations.extend(found.blaming(&reference.id, |found| {
            let shape = resolve(model, &service.id, &reference, found)?;
            let ShapeKind::Operation(OperationShape { input, output, errors }) = shape.kind.clone()
            else {
                found.push(wrong_kind(&service.id, &reference, "an operation"));
                return None;
            };
            let input = structure(model, &shape, input.as_ref(), "Input", found);
            let output = structure(model, &shape, output.as_ref(), "Output", found);
            let errors = errors.iter().chain(&service_shape.errors);
            let errors = error_ids(model, &shape, errors, found);
            Some(Operation { shape, input: input?, output: output?, errors })
        }));
    }
    operations
}

/// The input or output structure. An operation without one, or with `smithy.api#Unit`, gets an
/// empty structure.
fn structure<'a>(
    model: &Model<'a>,
    operation: &Shape<'a>,
    reference: Option<&Reference>,
    suffix: &str,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    let Some(reference) = reference.filter(|reference| !reference.id.is_unit()) else {
        let id = ShapeId::parse(&format!("{}{suffix}", operation.id))?;
        return Some(Shape::empty_structure(id, operation.offset));
    };
    let shape = resolve(model, &operation.id, reference, found)?;
    if matches!(shape.kind, ShapeKind::Structure(_)) {
        return Some(shape);
    }
    found.push(wrong_kind(&operation.id, reference, "a structure"));
    None
}

fn error_ids<'r>(
    model: &Model<'_>,
    operation: &Shape<'_>,
    errors: impl Iterator<Item = &'r Reference>,
    found: &mut Diagnostics,
) -> Vec<ShapeId> {
    let mut ids: BTreeSet<(String, ShapeId)> = BTreeSet::new();
    for reference in errors {
        let Some(shape) = resolve(model, &operation.id, reference, found) else { continue };
        if matches!(shape.kind, ShapeKind::Structure(_)) && shape.traits.error.is_some() {
            ids.insert((shape.id.name().to_owned(), shape.id));
        } else {
            found.push(wrong_kind(&operation.id, reference, "a structure with the `error` trait"));
        }
    }
    ids.into_iter().map(|(_, id)| id).collect()
}

fn wrong_kind(from: &ShapeId, reference: &Reference, expected: &str) -> Diagnostic {
    Diagnostic::new(format!("expected {expected}, found `{}`", reference.id))
        .shape(from)
        .at(reference.offset)
        .help(format!("refer to {expected}"))
}
