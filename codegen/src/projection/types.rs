//! Selects types without operations: the shapes that the configuration names, with everything that their members
//! reach, in both flows.

use std::collections::BTreeSet;

use super::{Projection, service};
use crate::config::Config;
use crate::error::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Model;
use crate::model::shape::{OperationShape, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;
use crate::protocol::Protocol;
use crate::selector::Selector;

const SETTING: &str = "types";

/// The service whose types are emitted or, if the model has none, an empty service of the namespace of its first
/// shape. Its protocol must be named then.
pub(super) fn service<'a>(
    model: &Model<'a>,
    config: &Config,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    if config.service.is_some() || !model.service_ids().is_empty() {
        let id = found.keep(service::pick(model, config.service.as_deref()))?;
        return service::parse(model, &id, found);
    }
    if config.protocol.is_none() {
        let help = format!(
            "set `protocol` to the protocol of the services that have the types; supported: {}",
            Protocol::ALL.map(Protocol::name).join(", ")
        );
        let message = "the model has no service, which would say how types are serialized";
        found.push(Diagnostic::new(message).help_with("protocol", help));
        return None;
    }
    let namespace = model.ids().find_map(ShapeId::parse)?.namespace().to_owned();
    let last = namespace.rsplit('.').next().unwrap_or_default();
    let id = ShapeId::parse(&format!("{namespace}#{last}"))?;
    let mut shape = Shape::empty_structure(id, crate::error::Place::default());
    shape.kind = ShapeKind::Service(crate::model::shape::ServiceShape::default());
    Some(shape)
}

/// Adds the shapes that are selected to the projection.
pub(super) fn select(
    model: &Model<'_>,
    config: &Config,
    projection: &mut Projection<'_>,
    found: &mut Diagnostics,
) {
    if let (Some(selector), false) = (config.types.first(), config.operations.is_empty()) {
        let message = "`types` cannot be combined with `operations`";
        let help = "remove one of the two: the types that operations need are emitted with them";
        found.push(Diagnostic::new(message).setting(SETTING, selector).help(help));
        return;
    }
    let ids: Vec<ShapeId> = model.type_ids().filter_map(ShapeId::parse).collect();
    for text in &config.types {
        let selector = Selector::parse(text);
        let selected = match selector {
            Selector::Named(name) => named(model, &ids, name, found),
            Selector::All
            | Selector::Structures
            | Selector::Unions
            | Selector::Enums
            | Selector::IntEnums => of_kind(model, &ids, selector, text, found),
        };
        let selected = selected.map_err(|problem| problem.setting(SETTING, text));
        projection.roots.extend(found.keep(selected).into_iter().flatten());
    }
}

/// The one type with this name or absolute id.
fn named(
    model: &Model<'_>,
    ids: &[ShapeId],
    name: &str,
    found: &mut Diagnostics,
) -> Result<Vec<ShapeId>, Diagnostic> {
    let is_named = |id: &&ShapeId| crate::selector::is_named(id, name);
    let named: Vec<&ShapeId> = ids.iter().filter(is_named).collect();
    match named.as_slice() {
        [one] if model.shape(one, found).is_none_or(|shape| shape.becomes_type()) => {
            Ok(vec![(*one).clone()])
        }
        [] | [_] => {
            let candidates = ids.iter().map(ShapeId::name);
            let message = match model.ids().filter_map(ShapeId::parse).find(|id| is_named(&id)) {
                Some(other) => format!("`types`: `{other}` is not a structure, union or enum"),
                None => format!("`types`: unknown shape `{}`", name.escape_debug()),
            };
            let help =
                did_you_mean(name, candidates, "name a structure, union or enum of the model");
            Err(Diagnostic::new(message).help(help))
        }
        [first, second, ..] => {
            let message = format!(
                "`types`: `{name}` is the name of several shapes, such as `{first}` and `{second}`"
            );
            Err(Diagnostic::new(message).help("write the absolute shape id"))
        }
    }
}

/// All types of a kind, except for event streams and the inputs and outputs of operations. A shape that cannot be
/// parsed is reported.
fn of_kind(
    model: &Model<'_>,
    ids: &[ShapeId],
    selector: Selector<'_>,
    text: &str,
    found: &mut Diagnostics,
) -> Result<Vec<ShapeId>, Diagnostic> {
    let messages = messages(model);
    let mut selected = Vec::new();
    for id in ids.iter().filter(|id| !messages.contains(id)) {
        let Some(shape) = model.shape(id, found) else { continue };
        if shape.becomes_type() && !shape.traits.streaming && selector.selects(&shape) {
            selected.push(id.clone());
        }
    }
    if selected.is_empty() {
        let message = format!("`types`: `{text}` selects nothing: the model has no such shape");
        return Err(Diagnostic::new(message).help("remove the entry"));
    }
    Ok(selected)
}

/// The inputs and outputs of all operations of the model.
fn messages(model: &Model<'_>) -> BTreeSet<ShapeId> {
    let operations = model.operation_ids().filter_map(ShapeId::parse).filter_map(|id| {
        // Operations are not emitted, so that their problems do not matter.
        match model.shape(&id, &mut Diagnostics::default())?.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        }
    });
    let messages = |OperationShape { input, output, .. }| [input, output];
    operations.flat_map(messages).flatten().map(|reference| reference.id).collect()
}
