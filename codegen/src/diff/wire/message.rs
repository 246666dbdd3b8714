//! Compares the messages of an operation: its request, its response and its errors.

use crate::flow::Flow;
use crate::ir::{Body, Envelope, ErrorVariant, Operation, ShapeId, Structure};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::moved;
use super::place::{self, Place};
use super::structure::Walk;

/// Compares the requests.
pub(super) fn request(
    comparison: &mut Comparison<'_, '_>,
    walk: &mut Walk,
    old: &Operation,
    new: &Operation,
) {
    let was = place::of_request(&old.input, &old.request);
    let is = place::of_request(&new.input, &new.request);
    members(comparison, walk, Flow::Input, &old.input, &new.input, (was, is));
    body(comparison, Flow::Input, At::both(&old.id, &new.id), &old.request.body, &new.request.body);
}

/// Compares the responses.
pub(super) fn response(
    comparison: &mut Comparison<'_, '_>,
    walk: &mut Walk,
    old: &Operation,
    new: &Operation,
) {
    let was = place::of_response(&old.output, &old.response);
    let is = place::of_response(&new.output, &new.response);
    members(comparison, walk, Flow::Output, &old.output, &new.output, (was, is));
    let at = At::both(&old.id, &new.id);
    body(comparison, Flow::Output, at, &old.response.body, &new.response.body);
}

fn members(
    comparison: &mut Comparison<'_, '_>,
    walk: &mut Walk,
    flow: Flow,
    old: &Structure,
    new: &Structure,
    places: (Vec<Place<'_>>, Vec<Place<'_>>),
) {
    walk.members(comparison, flow, At::both(&old.id, &new.id), (&old.id, &new.id), places);
}

/// The errors of an operation by their codes.
pub(super) fn errors(
    comparison: &mut Comparison<'_, '_>,
    walk: &mut Walk,
    old: &Operation,
    new: &Operation,
) {
    let (at, name) = (At::both(&old.id, &new.id), &new.item.name);
    let with_code = |errors: &[ErrorVariant], code: &str| -> Option<ShapeId> {
        let found = errors.iter().find(|error| error.code == code);
        found.map(|error| error.type_name.id.clone())
    };
    for error in &old.errors {
        if let Some(new_id) = with_code(&new.errors, &error.code) {
            structure(comparison, walk, &error.type_name.id, &new_id);
            continue;
        }
        match new.errors.iter().find(|new| new.variant == error.variant) {
            Some(renamed) => {
                let message = format!(
                    "The code of the error `{}` is `{}`, no longer `{}`",
                    error.variant, renamed.code, error.code
                );
                let at = At::both(&error.type_name.id, &renamed.type_name.id);
                comparison.add(Rule::ResponseErrorChanged, at, message);
            }
            None => {
                let message = format!("`{name}` no longer returns the error `{}`", error.code);
                comparison.add(Rule::ResponseErrorRemoved, at, message);
            }
        }
    }
    for error in &new.errors {
        let is_known = with_code(&old.errors, &error.code).is_some()
            || old.errors.iter().any(|old| old.variant == error.variant);
        if !is_known {
            let message = format!("`{name}` returns a new error, `{}`", error.code);
            comparison.add(Rule::ResponseErrorAdded, at, message);
        }
    }
}

/// Compares the members of an error.
fn structure(comparison: &mut Comparison<'_, '_>, walk: &mut Walk, old: &ShapeId, new: &ShapeId) {
    let (before, after) = (comparison.old, comparison.new);
    let was = before.emitted.errors.iter().find(|error| error.structure.id == *old);
    let is = after.emitted.errors.iter().find(|error| error.structure.id == *new);
    if let (Some(was), Some(is)) = (was, is) {
        let places = (
            place::of_response(&was.structure, &was.response),
            place::of_response(&is.structure, &is.response),
        );
        members(comparison, walk, Flow::Output, &was.structure, &is.structure, places);
    }
}

/// Compares what stands around the members of a body, and its media type.
fn body(comparison: &mut Comparison<'_, '_>, flow: Flow, at: At<'_>, old: &Body, new: &Body) {
    let what = match flow {
        Flow::Input => "request",
        Flow::Output => "response",
    };
    let is_payload = |body: &Body| matches!(body, Body::Payload { .. });
    if is_payload(old) && is_payload(new) && media_type(old) != media_type(new) {
        let name = |body| {
            media_type(body).map_or("that of its type".to_owned(), |name| format!("`{name}`"))
        };
        let message =
            format!("The media type of the {what} is {}, no longer {}", name(new), name(old));
        comparison.add(Rule::MediaTypeChanged, at, message);
    }
    let (was, is) = (around(old, flow), around(new, flow));
    if let (Some(was), Some(is)) = (was, is)
        && was != is
    {
        let message = format!("The members of the {what} are {is}, no longer {was}");
        comparison.add(moved(flow), at, message);
    }
}

/// The media type of a body that is one member, if it is not that of the protocol.
fn media_type(body: &Body) -> Option<&str> {
    match body {
        Body::Payload { media_type, .. } => media_type.as_deref(),
        Body::Empty | Body::Members { .. } => None,
    }
}

/// What stands around the members, unless it is the name of the operation.
fn around(body: &Body, flow: Flow) -> Option<String> {
    let Body::Members { envelope, .. } = body else { return None };
    match envelope {
        Envelope::None => Some("the body".to_owned()),
        Envelope::Root(root) => Some(format!("in the element {}", place::element(root, flow))),
        Envelope::Within(path) => Some(format!("in the element `{path}`")),
        Envelope::Action { .. } => None,
    }
}

/// The name of the operation in a body that has one, with the version of the service.
pub(super) fn envelope(body: &Body) -> Option<String> {
    let Body::Members { envelope: Envelope::Action { operation, version, .. }, .. } = body else {
        return None;
    };
    Some(format!("Action={operation}&Version={version}"))
}
