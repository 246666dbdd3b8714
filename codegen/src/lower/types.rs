//! Lowers the shapes of the closure to the types and error structures of the crate.

use std::collections::BTreeMap;

use super::{Lower, default, item};
use crate::error::Diagnostic;
use crate::flow::Flow;
use crate::ir::{
    Body, Codec, Definition, ElementName, Encoding, ErrorStructure, Field, FieldPlace, Flows,
    IntEnum, Item, Literal, Member, Presence, Response, StringEnum, Structure, Type, TypeHome,
    Union, UnionVariant,
};
use crate::knowledge::nullability::{self, Nullability};
use crate::knowledge::sensitive::is_sensitive;
use crate::knowledge::timestamp::Place;
use crate::model::shape::{self, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;
use crate::model::traits::Traits;

/// The types of a crate, in the order of their names.
#[derive(Default)]
pub(super) struct Types {
    pub(super) emitted: Vec<Definition>,
    pub(super) errors: Vec<ErrorStructure>,
    pub(super) external: Vec<Definition>,
}

impl Lower<'_, '_> {
    /// The types of all shapes.
    pub(super) fn types(&mut self) -> Types {
        let mut all = Types::default();
        let projection = self.projection;
        for shape in projection.shapes.values().filter(|shape| shape.becomes_type()) {
            let name = self.names.of(&shape.id);
            let item = item::item(name.name, &shape.traits);
            let (is_external, is_error) = match name.home {
                TypeHome::External { .. } => (true, shape.traits.error.is_some()),
                TypeHome::Errors => (false, true),
                TypeHome::Types => (false, false),
            };
            match (is_external, is_error) {
                (false, true) => all.errors.push(self.error(item, shape)),
                // Nothing but its path is needed.
                (true, true) => {}
                (false, false) => all.emitted.extend(self.definition(item, shape)),
                (true, false) => all.external.extend(self.definition(item, shape)),
            }
        }
        all.emitted.sort_by(|a, b| a.name().cmp(b.name()));
        all.errors.sort_by(|a, b| a.structure.item.name.cmp(&b.structure.item.name));
        all
    }

    /// The type of a structure, union or enum, which is not an error.
    fn definition(&mut self, item: Item, shape: &Shape<'_>) -> Option<Definition> {
        Some(match &shape.kind {
            ShapeKind::Structure(_) => {
                Definition::Structure(self.structure(item, shape, &|_| Place::Body))
            }
            ShapeKind::Union(members) => Definition::Union(self.union(item, shape, members)),
            ShapeKind::Enum(members) => {
                Definition::StringEnum(self.string_enum(item, shape, members))
            }
            ShapeKind::IntEnum(members) => Definition::IntEnum(self.int_enum(item, shape, members)),
            _ => return None,
        })
    }

    /// The serialization of the structures and unions of `types`.
    pub(super) fn wires(&self) -> BTreeMap<ShapeId, Flows<Option<Vec<Field>>>> {
        let shapes = self.projection.shapes.values().filter(|shape| {
            shape.becomes_type()
                && matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
        });
        shapes.map(|shape| (shape.id.clone(), self.wire(shape))).collect()
    }

    /// The fields of a structure or union, in the flows that reach it.
    fn wire(&self, shape: &Shape<'_>) -> Flows<Option<Vec<Field>>> {
        let fields = |flow| {
            let fields = shape.members().iter().enumerate();
            fields.map(|(index, member)| self.field(flow, index, member)).collect()
        };
        let reached = &self.projection.reached;
        Flows {
            input: reached.input.contains(&shape.id).then(|| fields(Flow::Input)),
            output: reached.output.contains(&shape.id).then(|| fields(Flow::Output)),
        }
    }

    /// A member of a body.
    pub(super) fn field(&self, flow: Flow, member: usize, of_model: &shape::Member<'_>) -> Field {
        let (place, encoding) =
            (self.field_place(flow, of_model), self.encoding(flow, of_model, Place::Body));
        let of_element = match (place, &encoding) {
            // Each element of the list is an element of this name.
            (FieldPlace::Flattened, Encoding::List { member: Some(element), .. }) => {
                element.namespace.clone()
            }
            _ => None,
        };
        let namespace = of_element.or_else(|| self.namespace(flow, of_model));
        let name = ElementName { name: self.rules.wire_name(flow, of_model), namespace };
        Field { member, name, also_read: None, place, encoding }
    }

    fn field_place(&self, flow: Flow, member: &shape::Member<'_>) -> FieldPlace {
        let target = self.target(&member.target);
        let is_list = target.is_some_and(|target| matches!(target.kind, ShapeKind::List(_)));
        self.rules.place(flow, member, is_list)
    }

    fn error(&mut self, item: Item, shape: &Shape<'_>) -> ErrorStructure {
        let rules = self.rules;
        let place =
            |member: &shape::Member<'_>| super::operation::place(&rules.in_response(member));
        let structure = self.structure(item, shape, &place);
        let mut response = self.response(shape, &structure, || rules.error_envelope());
        if rules.codecs.output == Codec::Xml {
            read_either_message(&mut response);
        }
        ErrorStructure { response, structure, retryable: shape.traits.retryable }
    }

    /// A structure; `place` gives the location of each member.
    pub(super) fn structure(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        place: &dyn Fn(&shape::Member<'_>) -> Place,
    ) -> Structure {
        let mut members = Vec::with_capacity(shape.members().len());
        for (member, name) in shape.members().iter().zip(self.names_of_members(shape)) {
            members.extend(self.member(shape, member, name, place(member)));
        }
        let in_body = shape.members().iter().filter(|member| place(member) == Place::Body);
        self.check_wire_names(shape, in_body);
        let has_default = members.iter().all(|member| member.presence != Presence::Required);
        let implemented: &[&str] = if has_default {
            &["Clone", "Debug", "Default", "PartialEq"]
        } else {
            &["Clone", "Debug", "PartialEq"]
        };
        Structure {
            id: shape.id.clone(),
            item,
            attributes: self.options.attributes(&shape.id, implemented),
            members,
            sensitive: shape.traits.sensitive,
            is_error: shape.traits.error.is_some(),
        }
    }

    fn member(
        &mut self,
        owner: &Shape<'_>,
        member: &shape::Member<'_>,
        name: String,
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
            item: self.member_item(name, member, &value),
            model_name: member.name.clone(),
            value,
            presence,
            boxed,
            sensitive: is_sensitive(&self.projection.shapes, member),
        })
    }

    /// The Rust names of the members of a shape, in their order.
    fn names_of_members(&mut self, shape: &Shape<'_>) -> Vec<String> {
        let given = self.names.members(shape, &self.options);
        self.options.take_members(given, shape, self.found)
    }

    /// The item of a member. A member without docs gets those of its target, if the target is simple
    /// and does not become a type with docs of its own.
    fn member_item(&self, name: String, member: &shape::Member<'_>, value: &Type) -> Item {
        let none = Traits::default();
        let is_type = matches!(
            value,
            Type::Structure(_) | Type::Union(_) | Type::StringEnum(_) | Type::IntEnum(_)
        );
        let target = self.target(&member.target).filter(|_| !is_type);
        item::member_item(name, &member.traits, target.map_or(&none, |target| &target.traits))
    }

    fn union(&mut self, item: Item, shape: &Shape<'_>, members: &[shape::Member<'_>]) -> Union {
        if members.is_empty() {
            self.found.push(
                Diagnostic::new("a union must have at least one member")
                    .shape(&shape.id)
                    .at(shape.offset)
                    .help("add a member, or use a structure"),
            );
        }
        let mut variants = Vec::with_capacity(members.len());
        for (member, name) in members.iter().zip(self.names_of_members(shape)) {
            let id = format!("{}${}", shape.id, member.name);
            let is_unit = member.target.is_unit();
            let value = if is_unit { None } else { self.value(&id, member, Place::Body) };
            if value.is_none() && !is_unit {
                continue;
            }
            let item = match &value {
                Some(value) => self.member_item(name, member, value),
                None => item::item(name, &member.traits),
            };
            variants.push(UnionVariant {
                item,
                model_name: member.name.clone(),
                value,
                boxed: self.projection.boxed.contains(&(shape.id.clone(), member.name.clone())),
                sensitive: is_sensitive(&self.projection.shapes, member),
            });
        }
        self.check_wire_names(shape, members.iter());
        let attributes = self.options.attributes(&shape.id, &["Clone", "Debug", "PartialEq"]);
        let (id, sensitive) = (shape.id.clone(), shape.traits.sensitive);
        Union { id, item, attributes, variants, sensitive }
    }

    fn string_enum(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        members: &[shape::Member<'_>],
    ) -> StringEnum {
        let (mut variants, mut values) = (Vec::with_capacity(members.len()), Vec::new());
        for (member, name) in members.iter().zip(self.names_of_members(shape)) {
            let wire = match &member.traits.enum_value {
                None => member.name.clone(),
                Some(serde_json::Value::String(text)) => text.clone(),
                Some(_) => {
                    self.found.push(enum_value_problem(shape, member, "a string"));
                    continue;
                }
            };
            values.push((member.name.as_str(), wire.clone()));
            variants.push((item::item(name, &member.traits), wire));
        }
        self.check_values(shape, &values);
        let implemented = ["Clone", "Debug", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];
        let attributes = self.options.attributes(&shape.id, &implemented);
        StringEnum {
            id: shape.id.clone(),
            item,
            attributes,
            sensitive: shape.traits.sensitive,
            variants,
        }
    }

    fn int_enum(
        &mut self,
        item: Item,
        shape: &Shape<'_>,
        members: &[shape::Member<'_>],
    ) -> IntEnum {
        let (mut variants, mut values) = (Vec::with_capacity(members.len()), Vec::new());
        for (member, name) in members.iter().zip(self.names_of_members(shape)) {
            let number = member.traits.enum_value.as_ref().and_then(serde_json::Value::as_i64);
            match number.and_then(|number| i32::try_from(number).ok()) {
                Some(number) => {
                    values.push((member.name.as_str(), number));
                    variants.push((item::item(name, &member.traits), number));
                }
                None => self.found.push(enum_value_problem(shape, member, "a 32-bit integer")),
            }
        }
        self.check_values(shape, &values);
        let implemented =
            ["Clone", "Copy", "Debug", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];
        let attributes = self.options.attributes(&shape.id, &implemented);
        let (id, sensitive) = (shape.id.clone(), shape.traits.sensitive);
        IntEnum { id, item, attributes, sensitive, variants }
    }

    /// Reports enum members with the same value.
    fn check_values<T: ToString>(&mut self, shape: &Shape<'_>, values: &[(&str, T)]) {
        let texts: Vec<(String, &str)> =
            values.iter().map(|(member, value)| (value.to_string(), *member)).collect();
        let texts = texts.iter().map(|(value, member)| (value.as_str(), *member));
        if let Some((first, second, value)) = twins(texts) {
            let value = value.escape_debug();
            let message = format!("`{first}` and `{second}` both have the value `{value}`");
            let help = "give each member its own value, or remove one of the two";
            let problem = Diagnostic::new(message).shape(&shape.id).at(shape.offset);
            self.found.push(problem.help(help));
        }
    }

    /// The key of a member in a body; that of an attribute begins with `@`.
    fn key(&self, flow: Flow, member: &shape::Member<'_>) -> String {
        let name = self.rules.wire_name(flow, member);
        match self.field_place(flow, member) {
            FieldPlace::Attribute => format!("@{name}"),
            FieldPlace::Member | FieldPlace::Flattened => name,
        }
    }

    /// Reports members of a body with the same name.
    fn check_wire_names<'m, 'a: 'm>(
        &mut self,
        shape: &Shape<'_>,
        members: impl Iterator<Item = &'m shape::Member<'a>>,
    ) {
        let members: Vec<&shape::Member<'_>> = members.collect();
        let twins_of = |flow| {
            let names: Vec<(String, &str)> = members
                .iter()
                .map(|member| (self.key(flow, member), member.name.as_str()))
                .collect();
            let names = names.iter().map(|(wire, model)| (wire.as_str(), *model));
            let (first, second, name) = twins(names)?;
            Some((first.to_owned(), second.to_owned(), name.to_owned()))
        };
        let others = || if self.rules.has_same_keys() { None } else { twins_of(Flow::Output) };
        if let Some((first, second, name)) = twins_of(Flow::Input).or_else(others) {
            let name = name.escape_debug();
            let message =
                format!("`{first}` and `{second}` have the same name `{name}` in the body");
            let help = "give each member its own name in the body";
            let problem = Diagnostic::new(message).shape(&shape.id).at(shape.offset);
            self.found.push(problem.help(help));
        }
    }
}

/// Reads a member `message` from the element `Message`, too: services send it so, whatever their models say.
fn read_either_message(error: &mut Response) {
    let Body::Members { fields, .. } = &mut error.body else { return };
    if fields.iter().any(|field| field.name.name == "Message") {
        return;
    }
    for field in fields.iter_mut().filter(|field| field.name.name == "message") {
        field.also_read = Some("Message");
    }
}

fn enum_value_problem(shape: &Shape<'_>, member: &shape::Member<'_>, expected: &str) -> Diagnostic {
    Diagnostic::new(format!("the `enumValue` of this member must be {expected}"))
        .shape(format!("{}${}", shape.id, member.name))
        .at(member.offset)
        .help("correct the value, or the type of the enum")
}

/// Two members with the same text, and that text.
pub(super) fn twins<'n>(
    texts: impl Iterator<Item = (&'n str, &'n str)>,
) -> Option<(&'n str, &'n str, &'n str)> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    texts.into_iter().find_map(|(text, member)| Some((owners.insert(text, member)?, member, text)))
}
