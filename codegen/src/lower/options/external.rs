//! Resolves the types that other code defines.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::subjects::{Mistake, Subjects};
use crate::config::{Config, Layout};
use crate::error::Diagnostics;
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

const SETTING: &str = "extern_paths";

/// Adds the paths of external types, and those of the types that only they reach: a type that the crate itself
/// never names is expected beside the type that has it.
pub(super) fn resolve(
    subjects: &Subjects<'_, '_>,
    config: &Config,
    options: &mut Options,
    found: &mut Diagnostics,
) {
    let mut external: BTreeMap<ShapeId, String> = BTreeMap::new();
    for (name, path) in &config.extern_paths {
        let checked = checked(path, config.layout).map_err(|mistake| mistake.of(SETTING, path));
        let shape = subjects.named(name).and_then(|shape| is_of_a_member(shape, subjects));
        let shape = shape.map_err(|mistake| mistake.of(SETTING, name));
        let (path, shape) = (found.keep(checked), found.keep(shape));
        if let (Some(path), Some(shape)) = (path, shape) {
            external.insert(shape.id.clone(), path);
        }
    }
    if external.is_empty() {
        return;
    }
    let emitted = emitted(subjects.projection, &external);
    let mut pending: Vec<(ShapeId, String)> = external.clone().into_iter().collect();
    while let Some((id, path)) = pending.pop() {
        let Some(shape) = subjects.projection.shapes.get(&id) else { continue };
        for member in shape.targeting_members() {
            let target = &member.target;
            if emitted.contains(target) || external.contains_key(target) {
                continue;
            }
            let module = path.rsplit_once("::").map_or("", |(module, _)| module);
            let beside = format!("{module}::{}", identifier(Space::Type, target.name()));
            external.insert(target.clone(), beside.clone());
            pending.push((target.clone(), beside));
        }
    }
    options.external = external;
}

/// The shape, if it is an error or the target of a member: the input of an operation is a type of its own.
fn is_of_a_member<'p, 'a>(
    shape: &'p Shape<'a>,
    subjects: &Subjects<'p, 'a>,
) -> Result<&'p Shape<'a>, Mistake> {
    if subjects.projection.shapes.contains_key(&shape.id) {
        return Ok(shape);
    }
    let message = format!("`{}` is the input or output of an operation", shape.id);
    let help = "name a shape that members have; inputs and outputs cannot be external types";
    Err(Mistake::new(message, help))
}

/// The shapes that are reached without going through an external type.
fn emitted(projection: &Projection<'_>, external: &BTreeMap<ShapeId, String>) -> BTreeSet<ShapeId> {
    let errors = projection.operations.iter().flat_map(|operation| &operation.errors);
    let mut pending: Vec<&Shape<'_>> =
        projection.operations.iter().flat_map(|one| [&one.input, &one.output]).collect();
    let mut reached: BTreeSet<ShapeId> = projection.roots.iter().chain(errors).cloned().collect();
    reached.retain(|id| !external.contains_key(id));
    pending.extend(reached.iter().filter_map(|id| projection.shapes.get(id)));
    while let Some(shape) = pending.pop() {
        for member in shape.targeting_members() {
            let target = &member.target;
            if !external.contains_key(target) && reached.insert(target.clone()) {
                pending.extend(projection.shapes.get(target));
            }
        }
    }
    reached
}

/// The modules that emitted modules import or have. They shadow crates with their names.
const MODULES: [&str; 7] =
    ["acceptor", "endpoint", "error", "operation", "primitives", "types", "waiter"];

/// The path, if it can be that of a type.
fn checked(path: &str, layout: Layout) -> Result<String, Mistake> {
    let shown = path.escape_debug();
    let parsed = syn::parse_str::<syn::Path>(path).map_err(|error| {
        let message = format!("`{shown}` is not the path of a type: {error}");
        Mistake::new(message, "write a path such as \"accounts::types::Account\"")
    })?;
    let first = parsed.segments.first().map(|segment| segment.ident.to_string());
    let mistake = if parsed.segments.iter().any(|segment| !segment.arguments.is_none()) {
        Some(("has generic arguments, which are not supported", "name a type alias instead"))
    } else if parsed.segments.len() < 2 {
        Some(("has no crate or module", "write a path such as \"accounts::types::Account\""))
    } else {
        match (first.as_deref(), layout) {
            (Some("super" | "self" | "Self"), Layout::Package | Layout::Module { .. }) => {
                Some(("is relative", "begin with the name of a crate"))
            }
            (Some("crate"), Layout::Package) => {
                Some(("is in the emitted crate itself", "begin with the name of another crate"))
            }
            (Some(name), Layout::Package | Layout::Module { .. }) if MODULES.contains(&name) => {
                Some((
                    "is in a crate with the name of a module of the emitted crate",
                    "give the dependency another name, with Cargo's key `package`",
                ))
            }
            (_, Layout::Package | Layout::Module { .. }) => None,
        }
    };
    match mistake {
        Some((what, help)) => Err(Mistake::new(format!("`{shown}` {what}"), help)),
        None => Ok(path.split_whitespace().collect::<String>().trim_start_matches("::").to_owned()),
    }
}
