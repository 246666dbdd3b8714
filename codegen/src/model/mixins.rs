//! In: a shape as it is written. Out: the shape with the members and traits of its mixins
//! (<https://smithy.io/2.0/spec/mixins.html>): those of the first mixin first, its own last.

use std::collections::BTreeMap;

use super::Model;
use super::shape::{Member, Reference, Shape, ShapeKind};
use super::shape_id::ShapeId;
use crate::error::{Diagnostic, Diagnostics};

/// Mixins may have mixins, up to this depth.
const DEEPEST: usize = 100;

/// Flattens the mixins of `shape`, and theirs.
pub(super) fn flatten<'a>(model: &Model<'a>, shape: &mut Shape<'a>, found: &mut Diagnostics) {
    if !shape.mixins.is_empty() {
        Flattening { model, path: Vec::new(), done: BTreeMap::new(), found }.flatten(shape);
    }
}

struct Flattening<'f, 'a> {
    model: &'f Model<'a>,
    /// The shapes that are being flattened, so that a cycle is seen.
    path: Vec<ShapeId>,
    /// The mixins that have been flattened: a shape may reach one on many ways.
    done: BTreeMap<ShapeId, Shape<'a>>,
    found: &'f mut Diagnostics,
}

impl<'a> Flattening<'_, 'a> {
    fn flatten(&mut self, shape: &mut Shape<'a>) {
        self.path.push(shape.id.clone());
        for reference in std::mem::take(&mut shape.mixins).into_iter().rev() {
            let flattened = match self.done.get(&reference.id) {
                Some(mixin) => Ok(mixin.clone()),
                None => self.mixin(shape, &reference),
            };
            match flattened {
                Ok(mixin) => merge(self.model.text, shape, mixin),
                Err(Some(problem)) => {
                    self.found.push(problem.shape(&shape.id).at(reference.offset));
                }
                Err(None) => {}
            }
        }
        self.path.pop();
    }

    /// A mixin, flattened; `Err(None)` if what is wrong with it has been reported.
    fn mixin(
        &mut self,
        shape: &Shape<'a>,
        reference: &Reference,
    ) -> Result<Shape<'a>, Option<Diagnostic>> {
        let id = &reference.id;
        if self.path.contains(id) {
            let problem = Diagnostic::new("the mixins form a cycle");
            return Err(Some(problem.help("remove one mixin of the cycle")));
        }
        if self.path.len() > DEEPEST {
            let problem = Diagnostic::new("mixins of mixins go too deep here");
            return Err(Some(problem.help("merge some of them into one")));
        }
        let Some(raw) = self.model.shapes.get(id.as_str()) else {
            let problem = Diagnostic::new(format!("the mixin `{id}` is not in the model"));
            return Err(Some(problem.help("add the shape or remove the mixin")));
        };
        let mut mixin = super::parse::shape(self.model.text, id, raw, self.found).ok_or(None)?;
        if mixin.traits.mixin.is_none() {
            let problem =
                Diagnostic::new(format!("`{id}` is used as a mixin and has no `mixin` trait"));
            return Err(Some(problem.help("add the trait to it")));
        }
        if std::mem::discriminant(&mixin.kind) != std::mem::discriminant(&shape.kind) {
            let problem = Diagnostic::new(format!("the mixin `{id}` is another type of shape"));
            return Err(Some(problem.help("a shape takes mixins of its own type")));
        }
        self.flatten(&mut mixin);
        self.done.insert(id.clone(), mixin.clone());
        Ok(mixin)
    }
}

fn merge<'a>(text: &'a str, shape: &mut Shape<'a>, mixin: Shape<'a>) {
    let own = std::mem::take(&mut shape.traits);
    shape.traits = own.over(&mixin.traits, text, shape.id.as_str());
    match (&mut shape.kind, mixin.kind) {
        (ShapeKind::Structure(own), ShapeKind::Structure(brought))
        | (ShapeKind::Union(own), ShapeKind::Union(brought))
        | (ShapeKind::Enum(own), ShapeKind::Enum(brought))
        | (ShapeKind::IntEnum(own), ShapeKind::IntEnum(brought)) => {
            merge_members(text, own, brought);
        }
        (ShapeKind::Operation(own), ShapeKind::Operation(brought)) => {
            own.errors.splice(0..0, brought.errors);
        }
        (ShapeKind::Service(own), ShapeKind::Service(brought)) => {
            own.operations.splice(0..0, brought.operations);
            own.resources.splice(0..0, brought.resources);
            own.errors.splice(0..0, brought.errors);
            own.rename.splice(0..0, brought.rename);
        }
        (ShapeKind::Resource(own), ShapeKind::Resource(brought)) => {
            own.operations.splice(0..0, brought.operations);
            own.resources.splice(0..0, brought.resources);
        }
        // Of a simple shape or a collection a mixin hands on traits only.
        _ => {}
    }
}

/// A member that the shape defines again keeps the mixin's place and traits, under its own.
fn merge_members<'a>(text: &'a str, own: &mut Vec<Member<'a>>, brought: Vec<Member<'a>>) {
    let mut merged: Vec<Member<'a>> = Vec::with_capacity(own.len() + brought.len());
    for mut member in brought {
        if let Some(position) = own.iter().position(|own| own.name == member.name) {
            let redefined = own.remove(position);
            member.traits = redefined.traits.over(&member.traits, text, &redefined.name);
            member.target = redefined.target;
        }
        merged.push(member);
    }
    merged.append(own);
    *own = merged;
}
