//! In: a shape as the file has it, with some of its members and traits in mixins. Out: the whole shape,
//! or what it lacks.

use super::shape::{MapMembers, Member, Reference, Shape, ShapeKind};
use super::shape_id::{ShapeId, UNIT};
use super::traits::Traits;
use crate::error::{Diagnostic, Diagnostics, Place};

/// A shape whose mixins have not been merged into it yet.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) id: ShapeId,
    pub(super) offset: Place,
    pub(super) form: Form<'a>,
    /// All members that the shape has so far, whatever its form.
    pub(super) members: Vec<Member<'a>>,
    pub(super) traits: Traits<'a>,
    pub(super) mixins: Vec<Reference>,
}

/// What a shape is, apart from its members.
#[derive(Clone, Debug)]
pub(super) enum Form<'a> {
    Structure,
    Union,
    Enum,
    IntEnum,
    List,
    Map,
    /// A shape without members.
    Plain(ShapeKind<'a>),
}

impl<'a> Draft<'a> {
    /// Whether both are of one type, so that one can be a mixin of the other.
    pub(super) fn has_type_of(&self, other: &Self) -> bool {
        use std::mem::discriminant;
        match (&self.form, &other.form) {
            (Form::Plain(own), Form::Plain(other)) => discriminant(own) == discriminant(other),
            (own, other) => discriminant(own) == discriminant(other),
        }
    }

    /// The shape; `None` if it lacks a member that its type needs.
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
                Diagnostic::new(format!("the shape needs a `{name}`"))
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
