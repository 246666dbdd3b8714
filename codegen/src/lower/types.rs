//! In: the shapes of the closure. Out: the types and error structures of the crate.

use std::collections::BTreeMap;

use super::{Lower, default, item};
use crate::error::Diagnostic;
use crate::ir::{
    Directions, ErrorStructure, IntEnum, Item, Literal, Member, Presence, StringEnum, Structure,
    Type, Union, UnionVariant, Value,
};
use crate::knowledge::nullability::{self, Nullability};
use crate::knowledge::sensitive::is_sensitive;
use crate::knowledge::timestamp::Place;
use crate::model::prelude;
use crate::model::shape::{self, Shape, ShapeKind};
use crate::model::traits::Traits;
use crate::symbol::ident;

impl Lower<'_, '_> {
    /// All types, and apart from them the errors, each in the order of their names.
    pub(super) fn types(&mut self) -> (Vec<Type>, Vec<ErrorStructure>) {
        let (mut types, mut errors) = (Vec::new(), Vec::new());
        let projection = self.projection;
        for shape in projection.shapes.values().filter(|shape| shape.becomes_type()) {
            let item = item::item(self.names.of(&shape.id).name, &shape.traits);
            match &shape.kind {
                ShapeKind::Structure(_) if shape.traits.error.is_some() => {
                    errors.push(self.error(item, shape));
                }
                ShapeKind::Structure(_) => {
                    types.push(Type::Structure(self.structure(item, shape, &|_| Place::Body)));
                }
                ShapeKind::Union(members) => {
                    types.push(Type::Union(self.union(item, shape, members)));
                }
                ShapeKind::Enum(members) => {
                    types.push(Type::StringEnum(self.string_enum(item, shape, members)));
                }
                ShapeKind::IntEnum(members) => {
                    types.push(Type::IntEnum(self.int_enum(item, shape, members)));
                }
                _ => {}
            }
        }
        types.sort_by(|a, b| a.name().cmp(b.name()));
        errors.sort_by(|a, b| a.structure.item.name.cmp(&b.structure.item.name));
        (types, errors)
    }

    fn directions(&self, shape: &Shape<'_>) -> Directions {
        Directions {
            read: self.projection.read.contains(&shape.id),
            written: self.projection.written.contains(&shape.id),
        }
    }

    fn error(&mut self, item: Item, shape: &Shape<'_>) -> ErrorStructure {
        let protocol = self.protocol;
        let place =
            |member: &shape::Member<'_>| super::operation::place(&protocol.in_response(member));
        let structure = self.structure(item, shape, &place);
        ErrorStructure {
            id: shape.id.clone(),
            response: self.response(shape, &structure),
            structure,
            retryable: shape.traits.retryable,
        }
    }

    /// A structure, each of whose members travels in a place that `place` tells.
    pub(super) fn structure(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        place: &dyn Fn(&shape::Member<'_>) -> Place,
    ) -> Structure {
        let mut members = Vec::with_capacity(shape.members().len());
        for member in shape.members() {
            members.extend(self.member(shape, member, place(member)));
        }
        let names = members
            .iter()
            .map(|member: &Member| (member.item.name.as_str(), member.model_name.as_str()));
        let problem = same_name(shape, "field", names);
        self.found.keep(problem);
        let in_body = shape.members().iter().filter(|member| place(member) == Place::Body);
        let wire_names: Vec<(String, &str)> =
            in_body.map(|member| (self.protocol.wire_name(member), member.name.as_str())).collect();
        let names = wire_names.iter().map(|(wire, model)| (wire.as_str(), *model));
        let problem = same_name(shape, "member of the body", names);
        self.found.keep(problem);
        Structure {
            item,
            members,
            directions: self.directions(shape),
            sensitive: shape.traits.sensitive,
            is_error: shape.traits.error.is_some(),
        }
    }

    fn member(
        &mut self,
        owner: &Shape<'_>,
        member: &shape::Member<'_>,
        place: Place,
    ) -> Option<Member> {
        let id = format!("{}${}", owner.id, member.name);
        let value = self.value(&id, member, place)?;
        let boxed = self.projection.boxed.contains(&(owner.id.clone(), member.name.clone()));
        let presence = match nullability::of(owner, member) {
            Nullability::Optional => Presence::Optional,
            Nullability::Required => Presence::Required,
            Nullability::Default(text) => {
                let enum_members = self.target(&member.target).map(Shape::members);
                let literal = default::literal(text, &value, enum_members.unwrap_or_default())
                    .map_err(|problem| problem.shape(id).at(member.offset));
                Presence::Default(self.found.keep(literal).unwrap_or(Literal::Zero))
            }
        };
        Some(Member {
            item: self.member_item(self.field(owner, member), member, &value),
            model_name: member.name.clone(),
            wire_name: self.protocol.wire_name(member),
            value,
            presence,
            boxed,
            sensitive: is_sensitive(&self.projection.shapes, member),
            base64_header: self.has_media_type(member),
        })
    }

    /// The name of a field. On an operation's input a setter would hide a function of `Operation`;
    /// an error has metadata already.
    pub(super) fn field(&self, owner: &Shape<'_>, member: &shape::Member<'_>) -> String {
        const OF_OPERATIONS: [&str; 7] = [
            "error",
            "idempotency_token",
            "next_page",
            "parse",
            "request",
            "response",
            "set_token",
        ];
        let name = ident::field(&member.name);
        let is_input = || self.projection.operations.iter().any(|other| other.input.id == owner.id);
        let is_taken = (owner.traits.error.is_some() && name == "metadata")
            || (OF_OPERATIONS.contains(&name.as_str()) && is_input());
        if is_taken { format!("{name}_") } else { name }
    }

    fn has_media_type(&self, member: &shape::Member<'_>) -> bool {
        let target = self.target(&member.target);
        member.traits.media_type.is_some()
            || target.is_some_and(|target| target.traits.media_type.is_some())
    }

    /// Docs of a simple target are those of its members; a type has its own.
    fn member_item(&self, name: String, member: &shape::Member<'_>, value: &Value) -> Item {
        let none = Traits::default();
        let is_type = matches!(
            value,
            Value::Structure(_) | Value::Union(_) | Value::StringEnum(_) | Value::IntEnum(_)
        );
        let target = self.target(&member.target).filter(|_| !is_type);
        item::member_item(name, &member.traits, target.map_or(&none, |target| &target.traits))
    }

    fn union(&mut self, item: Item, shape: &Shape<'_>, members: &[shape::Member<'_>]) -> Union {
        if members.is_empty() {
            self.found.push(
                Diagnostic::new("a union needs at least one member")
                    .shape(&shape.id)
                    .at(shape.offset)
                    .help("add a member, or use a structure"),
            );
        }
        let mut variants = Vec::with_capacity(members.len());
        for member in members {
            let id = format!("{}${}", shape.id, member.name);
            let is_unit = member.target.as_str() == prelude::UNIT;
            let value = if is_unit { None } else { self.value(&id, member, Place::Body) };
            if value.is_none() && !is_unit {
                continue;
            }
            let name = ident::variant(&member.name);
            let item = match &value {
                Some(value) => self.member_item(name, member, value),
                None => item::item(name, &member.traits),
            };
            variants.push(UnionVariant {
                item,
                model_name: member.name.clone(),
                wire_name: self.protocol.wire_name(member),
                value,
                boxed: self.projection.boxed.contains(&(shape.id.clone(), member.name.clone())),
                sensitive: is_sensitive(&self.projection.shapes, member),
            });
        }
        let names =
            variants.iter().map(|variant| (variant.item.name.as_str(), variant.wire_name.as_str()));
        let problem = same_name(shape, "variant", names);
        self.found.keep(problem);
        Union {
            item,
            variants,
            directions: self.directions(shape),
            sensitive: shape.traits.sensitive,
        }
    }

    fn string_enum(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        members: &[shape::Member<'_>],
    ) -> StringEnum {
        let mut variants = Vec::with_capacity(members.len());
        for member in members {
            let wire = match &member.traits.enum_value {
                None => member.name.clone(),
                Some(serde_json::Value::String(text)) => text.clone(),
                Some(_) => {
                    self.found.push(enum_value_problem(shape, member, "a string"));
                    continue;
                }
            };
            variants.push((item::item(ident::variant(&member.name), &member.traits), wire));
        }
        self.check_variants(shape, &variants);
        StringEnum { item, sensitive: shape.traits.sensitive, variants }
    }

    fn int_enum(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        members: &[shape::Member<'_>],
    ) -> IntEnum {
        let mut variants = Vec::with_capacity(members.len());
        for member in members {
            let number = member.traits.enum_value.as_ref().and_then(serde_json::Value::as_i64);
            match number.and_then(|number| i32::try_from(number).ok()) {
                Some(number) => variants
                    .push((item::item(ident::variant(&member.name), &member.traits), number)),
                None => self.found.push(enum_value_problem(shape, member, "an integer of 32 bits")),
            }
        }
        self.check_variants(shape, &variants);
        IntEnum { item, variants }
    }

    fn check_variants<T: ToString>(&mut self, shape: &Shape<'_>, variants: &[(Item, T)]) {
        let texts: Vec<String> = variants.iter().map(|(_, value)| value.to_string()).collect();
        let names: Vec<(String, &str)> = shape
            .members()
            .iter()
            .map(|member| (ident::variant(&member.name), member.name.as_str()))
            .collect();
        let names = names.iter().map(|(variant, member)| (variant.as_str(), *member));
        let problem = same_name(shape, "variant", names);
        self.found.keep(problem);
        let values = variants.iter().zip(&texts);
        let values = values.map(|((item, _), text)| (text.as_str(), item.name.as_str()));
        let problem = same_name(shape, "value", values);
        self.found.keep(problem);
    }
}

fn enum_value_problem(shape: &Shape<'_>, member: &shape::Member<'_>, expected: &str) -> Diagnostic {
    Diagnostic::new(format!("the `enumValue` of this member must be {expected}"))
        .shape(format!("{}${}", shape.id, member.name))
        .at(member.offset)
        .help("mend the value, or the type of the enum")
}

/// Two members of one shape must not become one Rust name.
fn same_name<'n>(
    shape: &Shape<'_>,
    kind: &str,
    names: impl Iterator<Item = (&'n str, &'n str)>,
) -> Result<(), Diagnostic> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (rust, model) in names {
        if let Some(owner) = owners.insert(rust, model) {
            let message = format!("`{owner}` and `{model}` would both become the {kind} `{rust}`");
            return Err(Diagnostic::new(message)
                .shape(&shape.id)
                .at(shape.offset)
                .help("rename one of the two in the model"));
        }
    }
    Ok(())
}
