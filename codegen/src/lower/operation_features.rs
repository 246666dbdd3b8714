//! Lowers the Cargo features of operations: which operations need each type, and which other operations.

use std::collections::BTreeSet;

use super::options::Options;
use super::with_models;
use crate::config::{Config, Contents};
use crate::error::{Diagnostic, Diagnostics};
use crate::flow::Flow;
use crate::ir::{Crate, OperationFeature, OperationFeatures};
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection::{Operation, Projection};

/// The features, once operations have their names; `None` if the configuration does not ask for them.
pub(super) fn features(
    emitted: &Crate,
    projection: &Projection<'_>,
    options: &Options,
    config: &Config,
    found: &mut Diagnostics,
) -> Option<OperationFeatures> {
    if !config.has_operation_features() {
        return None;
    }
    if config.contents() != Contents::Client {
        let problem = Diagnostic::new("`operation_features`: the crate has no operations");
        found.push(problem.help("remove `operation_features`"));
    }
    let mut features = OperationFeatures::default();
    for (lowered, operation) in with_models(emitted, projection) {
        let name = lowered.item.name.clone();
        if config.features.contains_key(&name) {
            let message = format!("`features`: `{name}` is the feature of an operation");
            let problem = Diagnostic::new(message).setting("features", &name);
            found.push(problem.help("choose another name"));
        }
        let mut need = |flow, shape: &ShapeId| {
            let flows = features.types.entry(shape.clone()).or_default();
            flows.get_mut(flow).insert(name.clone());
        };
        for shape in reached(projection, options, [&operation.input]) {
            need(Flow::Input, shape);
        }
        let errors = operation.errors.iter().filter_map(|id| projection.shapes.get(id));
        for shape in reached(projection, options, errors.chain([&operation.output])) {
            need(Flow::Output, shape);
        }
        operation.errors.iter().for_each(|error| need(Flow::Output, error));
        let enables = needed(projection, operation).filter_map(|id| {
            let other = emitted.operations.iter().find(|other| other.id == *id)?;
            Some(other.item.name.clone())
        });
        let enables = enables.collect();
        features.operations.push(OperationFeature { name, enables });
    }
    Some(features)
}

/// The operations that the client calls for another one: the one that returns its endpoint, and the one that
/// creates its sessions.
fn needed<'p>(
    projection: &'p Projection<'_>,
    operation: &'p Operation<'_>,
) -> impl Iterator<Item = &'p ShapeId> {
    let has_trait = operation.shape.traits.client_discovered_endpoint.is_some();
    let discovery = projection.discovery.as_ref().filter(|_| has_trait);
    let sessions = projection.sessions.as_ref().filter(|_| projection.needs_session(operation));
    discovery.into_iter().chain(sessions).filter(|id| **id != operation.shape.id)
}

/// The shapes that the members of some shapes reach, without those that only external types reach.
fn reached<'p, 'a>(
    projection: &'p Projection<'a>,
    options: &Options,
    from: impl IntoIterator<Item = &'p Shape<'a>>,
) -> BTreeSet<&'p ShapeId> {
    let mut pending: Vec<&Shape<'_>> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(shape) = pending.pop() {
        for member in shape.targeting_members() {
            let is_emitted = options.external(&member.target).is_none();
            if is_emitted && reached.insert(&member.target) {
                pending.extend(projection.shapes.get(&member.target));
            }
        }
    }
    reached
}
