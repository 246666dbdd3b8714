//! Merges the members and traits of its mixins into a shape
//! (<https://smithy.io/2.0/spec/mixins.html>), those of the first mixin first and the shape's own
//! last.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::draft::{Draft, Form};
use super::merge::Applied;
use super::shape::{Member, Reference, ServiceShape, Shape, ShapeKind};
use super::shape_id::ShapeId;
use super::sources::Sources;
use super::{Model, parse};
use crate::error::{Diagnostic, Diagnostics};

/// The maximum depth of mixins of mixins: each level uses tens of kilobytes of stack in a debug
/// build, and a thread may have as little as 2 MiB.
const DEEPEST: usize = 32;

/// Parses a shape and merges its mixins, and their mixins, into it.
pub(super) fn flattened<'a>(
    model: &Model<'a>,
    id: &ShapeId,
    raw: &'a RawValue,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    let mut shape = parse::draft(model, id, raw, found)?;
    Flattening { model, path: Vec::new(), done: BTreeMap::new(), found }.flatten(&mut shape);
    shape.finish(found)
}

struct Flattening<'f, 'a> {
    model: &'f Model<'a>,
    /// The shapes that are being flattened, from the outermost to the innermost, to detect cycles.
    path: Vec<ShapeId>,
    /// The mixins that are flattened already, as a shape may use one on several paths.
    done: BTreeMap<ShapeId, Draft<'a>>,
    found: &'f mut Diagnostics,
}

impl<'a> Flattening<'_, 'a> {
    /// Merges the mixins, then applies the `apply` statements for members, which may come from a
    /// mixin.
    fn flatten(&mut self, shape: &mut Draft<'a>) {
        self.path.push(shape.id.clone());
        for reference in std::mem::take(&mut shape.mixins).into_iter().rev() {
            let flattened = match self.done.get(&reference.id) {
                Some(mixin) => Ok(mixin.clone()),
                None => self.mixin(shape, &reference),
            };
            match flattened {
                Ok(mixin) => merge(self.model.sources, shape, mixin),
                Err(Some(problem)) => {
                    self.found.push(problem.shape(&shape.id).at(reference.offset));
                }
                Err(None) => {}
            }
        }
        for (member, applied) in self.model.applied_to_members(&shape.id.clone()) {
            apply(self.model.sources, shape, member, applied, self.found);
        }
        self.path.pop();
    }

    /// The flattened mixin; `Err(None)` if its problems have been reported.
    fn mixin(
        &mut self,
        shape: &Draft<'a>,
        reference: &Reference,
    ) -> Result<Draft<'a>, Option<Diagnostic>> {
        let id = &reference.id;
        if self.path.contains(id) {
            let problem = Diagnostic::new("the mixins form a cycle");
            return Err(Some(problem.help("remove one mixin of the cycle")));
        }
        if self.path.len() > DEEPEST {
            let problem = Diagnostic::new("mixins nested deeper than this are not supported");
            return Err(Some(problem.help("merge some of the mixins into one")));
        }
        let Some(raw) = self.model.merged.shapes.get(id.as_str()) else {
            let problem = Diagnostic::new(format!("the mixin `{id}` is not in the model"));
            return Err(Some(problem.help("add the shape or remove the mixin")));
        };
        let mut mixin = parse::draft(self.model, id, raw, self.found).ok_or(None)?;
        if mixin.traits.mixin.is_none() {
            let problem = Diagnostic::new(format!(
                "`{id}` is used as a mixin but does not have the `mixin` trait"
            ));
            return Err(Some(problem.help("add the trait to it")));
        }
        if !mixin.has_type_of(shape) {
            let problem = Diagnostic::new(format!("the mixin `{id}` has another shape type"));
            return Err(Some(problem.help("use a mixin of the same shape type")));
        }
        self.flatten(&mut mixin);
        self.done.insert(id.clone(), mixin.clone());
        Ok(mixin)
    }
}

/// Applies traits to a member of a shape.
fn apply<'a>(
    sources: Sources<'a>,
    shape: &mut Draft<'a>,
    member: &str,
    applied: &Applied<'a>,
    found: &mut Diagnostics,
) {
    let place = format!("{}${member}", shape.id);
    match shape.members.iter_mut().find(|candidate| candidate.name == member) {
        Some(target) => target.traits.apply(sources, &place, applied.traits.clone(), found),
        None => found.push(
            Diagnostic::new("the target of this `apply` statement is not a member of the shape")
                .shape(place)
                .at(sources.place(applied.by))
                .help("correct the member's name or remove the statement"),
        ),
    }
}

fn merge<'a>(sources: Sources<'a>, shape: &mut Draft<'a>, mixin: Draft<'a>) {
    let own = std::mem::take(&mut shape.traits);
    shape.traits = own.over(&mixin.traits, sources, shape.id.as_str());
    merge_members(sources, &mut shape.members, mixin.members);
    match (&mut shape.form, mixin.form) {
        (Form::Plain(ShapeKind::Operation(own)), Form::Plain(ShapeKind::Operation(brought))) => {
            own.errors.splice(0..0, brought.errors);
        }
        (Form::Plain(ShapeKind::Service(own)), Form::Plain(ShapeKind::Service(brought))) => {
            merge_services(own, brought);
        }
        (Form::Plain(ShapeKind::Resource(own)), Form::Plain(ShapeKind::Resource(brought))) => {
            own.identifiers.splice(0..0, brought.identifiers);
            own.instance_operations.splice(0..0, brought.instance_operations);
            own.collection_operations.splice(0..0, brought.collection_operations);
            own.resources.splice(0..0, brought.resources);
        }
        // Other shapes have nothing but members and traits.
        _ => {}
    }
}

/// Merges a service: lists are concatenated, the mixin's entries first; of a version or a rename
/// the service's own one wins.
fn merge_services(own: &mut ServiceShape, brought: ServiceShape) {
    own.operations.splice(0..0, brought.operations);
    own.resources.splice(0..0, brought.resources);
    own.errors.splice(0..0, brought.errors);
    if own.version.is_empty() {
        own.version = brought.version;
    }
    let mut rename = brought.rename;
    rename.retain(|(shape, _)| !own.rename.iter().any(|(renamed, _)| renamed == shape));
    own.rename.splice(0..0, rename);
}

/// Merges members: a member that the shape defines again keeps the mixin's position and traits; its
/// own traits win.
fn merge_members<'a>(sources: Sources<'a>, own: &mut Vec<Member<'a>>, brought: Vec<Member<'a>>) {
    let mut merged: Vec<Member<'a>> = Vec::with_capacity(own.len() + brought.len());
    for mut member in brought {
        if let Some(position) = own.iter().position(|own| own.name == member.name) {
            let redefined = own.remove(position);
            member.traits = redefined.traits.over(&member.traits, sources, &redefined.name);
            member.target = redefined.target;
        }
        merged.push(member);
    }
    merged.append(own);
    *own = merged;
}
