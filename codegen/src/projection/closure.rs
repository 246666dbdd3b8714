//! Collects the shapes that operations reach through their inputs, outputs and errors, in each
//! flow.

use std::collections::BTreeSet;

use super::{Projection, resolve};
use crate::error::{Diagnostic, Diagnostics};
use crate::flow::Flow;
use crate::model::Model;
use crate::model::shape::{Member, Reference, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// Adds the closure of the projection's operations to it.
pub(super) fn collect<'a>(
    model: &Model<'a>,
    projection: &mut Projection<'a>,
    found: &mut Diagnostics,
) {
    let operations = std::mem::take(&mut projection.operations);
    for operation in &operations {
        let messages = [&operation.input, &operation.output];
        let event_stream = messages.into_iter().find_map(|message| event_stream(model, message));
        if let Some(member) = event_stream {
            let message = format!(
                "its member `{member}` is an event stream, and event streams are not supported"
            );
            found.push(
                Diagnostic::new(message)
                    .shape(&operation.shape.id)
                    .at(operation.shape.offset)
                    .help("select operations without event streams"),
            );
            continue;
        }
        let mut walk = Walk { model, projection, found };
        walk.members(&operation.input, Flow::Input);
        walk.members(&operation.output, Flow::Output);
        for error in &operation.errors {
            walk.error(error);
        }
    }
    projection.operations = operations;
    for root in projection.roots.clone() {
        Walk { model, projection, found }.root(&root);
    }
}

struct Walk<'w, 'a> {
    model: &'w Model<'a>,
    projection: &'w mut Projection<'a>,
    found: &'w mut Diagnostics,
}

impl Walk<'_, '_> {
    fn members(&mut self, from: &Shape<'_>, flow: Flow) {
        let mut targets = self.load_targets(from);
        while let Some(id) = targets.pop() {
            if !self.mark(&id, flow) {
                continue;
            }
            let Some(shape) = self.projection.shapes.get(&id).cloned() else { continue };
            targets.extend(self.load_targets(&shape));
        }
    }

    /// A shape that is selected itself: it and what its members reach travel in both directions.
    fn root(&mut self, id: &ShapeId) {
        let Some(shape) = self.model.shape(id, self.found) else { return };
        for flow in [Flow::Input, Flow::Output] {
            self.mark(id, flow);
            self.members(&shape, flow);
        }
        self.projection.shapes.insert(id.clone(), shape);
    }

    /// An error is not the target of a member: only the targets of its members are marked.
    fn error(&mut self, id: &ShapeId) {
        if self.projection.shapes.contains_key(id) {
            return;
        }
        let Some(shape) = self.model.shape(id, self.found) else { return };
        self.members(&shape, Flow::Output);
        self.projection.shapes.insert(id.clone(), shape);
    }

    /// Marks a shape as reached in a flow; `false` if it was marked already.
    fn mark(&mut self, id: &ShapeId, flow: Flow) -> bool {
        self.projection.reached.get_mut(flow).insert(id.clone())
    }

    /// Parses the targets of a shape's members and returns their ids.
    fn load_targets(&mut self, from: &Shape<'_>) -> Vec<ShapeId> {
        let members = from.targeting_members();
        members.into_iter().filter_map(|member| self.load_target(from, member)).collect()
    }

    fn load_target(&mut self, from: &Shape<'_>, member: &Member<'_>) -> Option<ShapeId> {
        if self.projection.shapes.contains_key(&member.target) {
            return Some(member.target.clone());
        }
        let place = format!("{}${}", from.id, member.name);
        let reference = Reference { id: member.target.clone(), offset: member.offset };
        let shape = resolve(self.model, &place, &reference, self.found)?;
        if matches!(
            shape.kind,
            ShapeKind::Operation(_) | ShapeKind::Resource(_) | ShapeKind::Service(_)
        ) {
            let message =
                format!("a member cannot target `{}`, which is not a data shape", member.target);
            self.found.push(
                Diagnostic::new(message)
                    .shape(place)
                    .at(member.offset)
                    .help("target a simple or aggregate shape"),
            );
            return None;
        }
        self.projection.shapes.insert(member.target.clone(), shape);
        Some(member.target.clone())
    }
}

/// The name of the member that is an event stream, if there is one.
pub(super) fn event_stream(model: &Model<'_>, shape: &Shape<'_>) -> Option<String> {
    let mut seen = BTreeSet::new();
    shape.members().iter().filter(|member| seen.insert(&member.target)).find_map(|member| {
        // A problem with the target is reported when the closure reaches it.
        let target = model.shape(&member.target, &mut Diagnostics::default())?;
        let streams = target.traits.streaming || member.traits.streaming;
        let is_event_stream = streams && matches!(target.kind, ShapeKind::Union(_));
        is_event_stream.then(|| member.name.clone())
    })
}
