//! In: a value and the name of a member, key or position. Out: what is there.

use super::{Lowered, Queries, convert, name_of};
use crate::error::did_you_mean;
use crate::ir::{
    Element, Function, Kind, Presence, Query, QueryStep, Side, Structure, Type, TypeName, Union,
};
use crate::jmespath::Problem;

impl Queries<'_> {
    /// A member of a structure or union, or the value of a map under a key.
    pub(super) fn field(&self, of: &Query, name: &str, offset: usize) -> Lowered {
        let fail = |message: String| Err(Problem::new(offset, message));
        let shown = name.escape_debug();
        match &of.kind {
            Kind::Both => match name {
                "input" => Ok(Query::new(QueryStep::Input, Kind::Message(Side::Input))),
                "output" => Ok(Query::new(QueryStep::Output, Kind::Message(Side::Output))),
                _ => fail(format!("there are `input` and `output`, and no `{shown}`")),
            },
            Kind::Message(Side::Input) => member(of, self.input, name, offset),
            Kind::Message(Side::Output) => member(of, self.output, name, offset),
            Kind::Structure(type_name) => match self.structures.get(&type_name.id) {
                Some(structure) => member(of, structure, name, offset),
                None => fail(format!("there is no structure `{}`", type_name.name)),
            },
            Kind::Union(type_name) => match self.unions.get(&type_name.id) {
                Some(union) => variant(of, union, type_name, name, offset),
                None => fail(format!("there is no union `{}`", type_name.name)),
            },
            Kind::Map(key, element) if **key == Type::String => {
                let step = QueryStep::Entry { of: Box::new(of.clone()), key: name.to_owned() };
                Ok(element_of(step, element))
            }
            Kind::Object(parts) => match parts.iter().position(|(part, ..)| part == name) {
                Some(index) => Ok(part(of, parts, index)),
                None => fail(format!("the object has no `{shown}`")),
            },
            kind => fail(format!("{} has no members, and so no `{shown}`", name_of(kind))),
        }
    }

    /// The names of the members of a structure or union.
    pub(super) fn member_names(&self, kind: &Kind) -> Option<Vec<String>> {
        let structure = match kind {
            Kind::Message(Side::Input) => self.input,
            Kind::Message(Side::Output) => self.output,
            Kind::Structure(name) => self.structures.get(&name.id)?,
            Kind::Union(name) => {
                let variants = self.unions.get(&name.id)?.variants.iter();
                return Some(variants.map(|variant| variant.model_name.clone()).collect());
            }
            _ => return None,
        };
        Some(structure.members.iter().map(|member| member.model_name.clone()).collect())
    }
}

/// A value of an object: the one that was put in, where the object was made.
fn part(of: &Query, parts: &[(String, Kind, bool)], index: usize) -> Query {
    if let QueryStep::Object(values) = &of.step
        && let Some(value) = values.get(index)
    {
        return value.clone();
    }
    let (kind, is_optional) = parts
        .get(index)
        .map_or((Kind::Null, true), |(_, kind, is_optional)| (kind.clone(), *is_optional));
    let step = QueryStep::Part { of: Box::new(of.clone()), index, is_optional };
    Query::new(step, kind).optional(of.is_optional || is_optional)
}

/// The element of a list at a position.
pub(super) fn index(of: Query, index: i64, offset: usize) -> Lowered {
    match of.kind.clone() {
        Kind::List(element) => {
            let step = QueryStep::Index { of: Box::new(of), index };
            Ok(element_of(step, &element))
        }
        Kind::Items(kind) if index >= 0 => {
            let step = QueryStep::Index { of: Box::new(of), index };
            Ok(Query::new(step, *kind).optional(true))
        }
        Kind::Items(kind) => {
            let (items, from_end) = (of.kind.clone(), index.saturating_add(1).saturating_neg());
            let reversed = convert::call(Function::Reversed, vec![of], items);
            let step = QueryStep::Index { of: Box::new(reversed), index: from_end };
            Ok(Query::new(step, *kind).optional(true))
        }
        Kind::Array { length, .. } => {
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let position = if index < 0 { index.saturating_add(length) } else { index };
            let position = usize::try_from(position).ok();
            match &of.step {
                QueryStep::List(values) => {
                    let value = position.and_then(|position| values.get(position)).cloned();
                    Ok(value.unwrap_or(Query::new(QueryStep::Boolean(false), Kind::Null)))
                }
                _ => Err(Problem::new(offset, "this list has no positions that can be counted so")),
            }
        }
        kind => {
            let message = format!("{} has no elements", name_of(&kind));
            Err(Problem::new(offset, message))
        }
    }
}

/// An element that may not be there.
fn element_of(step: QueryStep, element: &Element) -> Query {
    Query::new(step, Kind::of(&element.value)).optional(true)
}

fn member(of: &Query, structure: &Structure, name: &str, offset: usize) -> Lowered {
    let Some(member) = structure.members.iter().find(|member| member.model_name == name) else {
        let names = structure.members.iter().map(|member| member.model_name.as_str());
        return Err(no_member(&structure.item.name, name, names, offset));
    };
    let step = QueryStep::Field {
        of: Box::new(of.clone()),
        field: member.item.name.clone(),
        is_optional: member.presence == Presence::Optional,
        boxed: member.boxed,
    };
    let is_optional = of.is_optional || member.presence == Presence::Optional;
    Ok(Query::new(step, Kind::of(&member.value)).optional(is_optional))
}

fn variant(of: &Query, union: &Union, type_name: &TypeName, name: &str, offset: usize) -> Lowered {
    let Some(variant) = union.variants.iter().find(|variant| variant.model_name == name) else {
        let names = union.variants.iter().map(|variant| variant.model_name.as_str());
        return Err(no_member(&union.item.name, name, names, offset));
    };
    let step = QueryStep::Variant {
        of: Box::new(of.clone()),
        union: type_name.clone(),
        variant: variant.item.name.clone(),
        has_value: variant.value.is_some(),
        boxed: variant.boxed,
    };
    let kind = variant.value.as_ref().map_or(Kind::Opaque, Kind::of);
    Ok(Query::new(step, kind).optional(true))
}

fn no_member<'n>(
    owner: &str,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
    offset: usize,
) -> Problem {
    let help = did_you_mean(name, names, "it has other ones");
    let message = format!("`{owner}` has no member `{}`: {help}", name.escape_debug());
    Problem::new(offset, message)
}
