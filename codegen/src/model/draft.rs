//! Turns a parsed shape into a complete one, once its mixins are merged, or reports the members
//! that it lacks.

use super::shape::{MapMembers, Member, Reference, Shape, ShapeKind};
use super::shape_id::{ShapeId, UNIT};
use super::traits::Traits;
use crate::error::{Diagnostic, Diagnostics, Place};

/// A shape whose mixins are not merged yet.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) id: ShapeId,
    pub(super) offset: Place,
    pub(super) form: Form<'a>,
    /// All members that are known so far, for any type of shape.
    pub(super) members: Vec<Member<'a>>,
    pub(super) traits: Traits<'a>,
    pub(super) mixins: Vec<Reference>,
}

/// The type of a shape, without its members.
#[derive(Clone, Debug)]
pub(super) enum Form<'a> {
    Structure,
    Union,
    Enum,
    IntEnum,
    List,
    Map,
    /// A shape type without members.
    Plain(ShapeKind<'a>),
}

impl<'a> Draft<'a> {
    /// Whether both have the same type, which a mixin and the shape that uses it must have.
    pub(super) fn has_type_of(&self, other: &Self) -> bool {
        use std::mem::discriminant;
        match (&self.form, &other.form) {
            (Form::Plain(own), Form::Plain(other)) => discriminant(own) == discriminant(other),
            (own, other) => discriminant(own) == discriminant(other),
        }
    }

    /// The complete shape; `None` if a member that its type requires is missing.
    pub(super) fn finish(mut self, found: &mut Diagnostics) -> Option<Shape<'a>> {
        let kind = match self.form {
            Form::Structure => ShapeKind::Structure(self.members),
            Form::Union => ShapeKind::Union(self.members),
            Form::Enum => ShapeKind::Enum(self.members),
            Form::IntEnum => ShapeKind::IntEnum(self.members),
            Form::List => ShapeKind::List(Box::new(self.take("member", found)?)),
            Form::Map => {
                let (key, value) = (self.take("key", found), self.take("value", found));
                ShapeKind::Map(Box::new(MapMembers { key: key?, value: value? }))
            }
            Form::Plain(ShapeKind::String) if !self.traits.legacy_enum.is_empty() => {
                ShapeKind::Enum(legacy_enum_members(&self.traits, self.offset))
            }
            Form::Plain(kind) => kind,
        };
        Some(Shape { id: self.id, offset: self.offset, kind, traits: self.traits })
    }

    fn take(&mut self, name: &str, found: &mut Diagnostics) -> Option<Member<'a>> {
        let position = self.members.iter().position(|member| member.name == name);
        if position.is_none() {
            found.push(
                Diagnostic::new(format!("missing member `{name}`"))
                    .shape(&self.id)
                    .at(self.offset)
                    .help(format!("add `\"{name}\": {{\"target\": …}}`, or a mixin that has it")),
            );
        }
        position.map(|position| self.members.remove(position))
    }
}

/// The members of a Smithy 1.0 enum: a string with the `enum` trait.
fn legacy_enum_members<'a>(traits: &Traits<'a>, offset: Place) -> Vec<Member<'a>> {
    let unit = ShapeId::parse(UNIT);
    let definitions = traits.legacy_enum.iter();
    definitions
        .filter_map(|definition| {
            let traits = Traits::of_enum_member(definition);
            let name = definition.name.clone().unwrap_or_else(|| definition.value.clone());
            Some(Member { name, offset, target: unit.clone()?, traits })
        })
        .collect()
}
