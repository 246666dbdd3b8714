//! Adds the operation that returns the endpoints of operations with endpoint discovery
//! (<https://smithy.io/2.0/aws/aws-core.html#aws-api-clientendpointdiscovery-trait>).

use super::{Operation, Projection, closure, operations};
use crate::error::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// Adds the operation that returns endpoints, if another one discovers its endpoint. If it cannot
/// be called, each operation that requires it has a problem.
pub(super) fn add<'a>(
    model: &Model<'a>,
    projection: &mut Projection<'a>,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
    found: &mut Diagnostics,
) {
    if !projection.operations.iter().any(discovers) {
        return;
    }
    match operation(model, projection, is_left_out) {
        Ok(operation) => {
            projection.discovery = Some(operation.shape.id.clone());
            projection.add(operation);
        }
        Err(why) => refuse(projection, &why, found),
    }
}

fn discovers(operation: &Operation<'_>) -> bool {
    operation.shape.traits.client_discovered_endpoint.is_some()
}

fn refuse(projection: &Projection<'_>, why: &str, found: &mut Diagnostics) {
    for operation in &projection.operations {
        let shape = &operation.shape;
        if shape.traits.client_discovered_endpoint.is_some_and(|discovered| discovered.required) {
            found.push(
                Diagnostic::new(format!("the operation requires endpoint discovery, but {why}"))
                    .shape(&shape.id)
                    .at(shape.offset)
                    .help("select operations that do not require endpoint discovery"),
            );
        }
    }
}

/// The operation that returns endpoints, or why it cannot be called.
fn operation<'a>(
    model: &Model<'a>,
    projection: &Projection<'a>,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
) -> Result<Operation<'a>, String> {
    let service = &projection.service;
    let Some(discovery) = &service.traits.client_endpoint_discovery else {
        return Err(
            "the service does not have the trait `aws.api#clientEndpointDiscovery`".to_owned()
        );
    };
    let name = &discovery.operation;
    let operation = operations::by_id(model, service, name, is_left_out)?;
    let messages = [&operation.input, &operation.output];
    if let Some(member) =
        messages.into_iter().find_map(|message| closure::event_stream(model, message))
    {
        return Err(format!("`{name}` cannot be called: its member `{member}` is an event stream"));
    }
    if !returns_endpoints(model, &operation.output) || !takes_questions(model, &operation.input) {
        return Err(format!(
            "the input or output of `{name}` is not that of an endpoint discovery operation"
        ));
    }
    Ok(operation)
}

/// Whether an output has a list `Endpoints` of structures with `Address` and
/// `CachePeriodInMinutes`.
fn returns_endpoints(model: &Model<'_>, output: &Shape<'_>) -> bool {
    let endpoint = output
        .member("Endpoints")
        .and_then(|endpoints| target(model, endpoints))
        .and_then(|list| match &list.kind {
            ShapeKind::List(element) => target(model, element),
            _ => None,
        });
    endpoint.is_some_and(|endpoint| {
        let is = |name, fits: fn(&Shape<'_>) -> bool| {
            endpoint
                .member(name)
                .and_then(|member| target(model, member))
                .is_some_and(|target| fits(&target))
        };
        is("Address", is_text)
            && is("CachePeriodInMinutes", |target| matches!(target.kind, ShapeKind::Long))
    })
}

/// Whether an input can be built from the name of an operation and identifiers: its members are
/// `Operation` and `Identifiers`, or optional.
fn takes_questions(model: &Model<'_>, input: &Shape<'_>) -> bool {
    input.members().iter().all(|member| match (member.name.as_ref(), target(model, member)) {
        ("Operation", Some(target)) => is_text(&target),
        ("Identifiers", Some(map)) => match &map.kind {
            ShapeKind::Map(members) => [&members.key, &members.value]
                .into_iter()
                .all(|part| target(model, part).is_some_and(|target| is_text(&target))),
            _ => false,
        },
        _ => !member.traits.required,
    })
}

pub(super) fn is_text(shape: &Shape<'_>) -> bool {
    matches!(shape.kind, ShapeKind::String) && shape.traits.legacy_enum.is_empty()
}

/// The target of a member. A problem with it is reported when the closure reaches it.
pub(super) fn target<'a>(model: &Model<'a>, member: &Member<'a>) -> Option<Shape<'a>> {
    model.shape(&member.target, &mut Diagnostics::default())
}
