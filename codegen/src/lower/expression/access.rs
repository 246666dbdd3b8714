//! Lowers the access to members, map entries and list elements.

use super::{Expressions, Lowered, convert, name_of};
use crate::error::did_you_mean;
use crate::ir::{
    Element, Expression, ExpressionKind, ExpressionType, Function, Presence, Side, Structure, Type,
    TypeName, Union,
};
use crate::jmespath::Problem;

impl Expressions<'_> {
    /// A member of a structure or union, or the value of a map for a key.
    pub(super) fn field(&self, of: &Expression, name: &str, offset: usize) -> Lowered {
        let fail = |message: String| Err(Problem::new(offset, message));
        let shown = name.escape_debug();
        match &of.ty {
            ExpressionType::Both => match name {
                "input" => {
                    Ok(Expression::new(ExpressionKind::Input, ExpressionType::Message(Side::Input)))
                }
                "output" => Ok(Expression::new(
                    ExpressionKind::Output,
                    ExpressionType::Message(Side::Output),
                )),
                _ => fail(format!("unknown member `{shown}`, expected `input` or `output`")),
            },
            ExpressionType::Message(Side::Input) => member(of, self.input, name, offset),
            ExpressionType::Message(Side::Output) => member(of, self.output, name, offset),
            ExpressionType::Structure(type_name) => match self.structures.get(&type_name.id) {
                Some(structure) => member(of, structure, name, offset),
                None => fail(format!("unknown structure `{}`", type_name.name)),
            },
            ExpressionType::Union(type_name) => match self.unions.get(&type_name.id) {
                Some(union) => variant(of, union, type_name, name, offset),
                None => fail(format!("unknown union `{}`", type_name.name)),
            },
            ExpressionType::Map(key, element) if **key == Type::String => {
                let kind = ExpressionKind::Entry { of: Box::new(of.clone()), key: name.to_owned() };
                Ok(element_of(kind, element))
            }
            ExpressionType::Object(parts) => match parts.iter().position(|(part, ..)| part == name)
            {
                Some(index) => Ok(part(of, parts, index)),
                None => fail(format!("the object has no member `{shown}`")),
            },
            ty => fail(format!("{} has no member `{shown}`", name_of(ty))),
        }
    }

    /// The names of the members of a structure or union.
    pub(super) fn member_names(&self, ty: &ExpressionType) -> Option<Vec<String>> {
        let structure = match ty {
            ExpressionType::Message(Side::Input) => self.input,
            ExpressionType::Message(Side::Output) => self.output,
            ExpressionType::Structure(name) => self.structures.get(&name.id)?,
            ExpressionType::Union(name) => {
                let variants = self.unions.get(&name.id)?.variants.iter();
                return Some(variants.map(|variant| variant.model_name.clone()).collect());
            }
            _ => return None,
        };
        Some(structure.members.iter().map(|member| member.model_name.clone()).collect())
    }
}

/// A value of an object: the expression itself if the object was created from expressions.
fn part(of: &Expression, parts: &[(String, ExpressionType, bool)], index: usize) -> Expression {
    if let ExpressionKind::Object(values) = &of.kind
        && let Some(value) = values.get(index)
    {
        return value.clone();
    }
    let (ty, is_optional) = parts
        .get(index)
        .map_or((ExpressionType::Null, true), |(_, ty, is_optional)| (ty.clone(), *is_optional));
    let kind = ExpressionKind::Part { of: Box::new(of.clone()), index, is_optional };
    Expression::new(kind, ty).optional(of.is_optional || is_optional)
}

/// The element of a list at an index.
pub(super) fn index(of: Expression, index: i64, offset: usize) -> Lowered {
    match of.ty.clone() {
        ExpressionType::List(element) => {
            let kind = ExpressionKind::Index { of: Box::new(of), index };
            Ok(element_of(kind, &element))
        }
        ExpressionType::Items(ty) if index >= 0 => {
            let kind = ExpressionKind::Index { of: Box::new(of), index };
            Ok(Expression::new(kind, *ty).optional(true))
        }
        ExpressionType::Items(ty) => {
            let (items, from_end) = (of.ty.clone(), index.saturating_add(1).saturating_neg());
            let reversed = convert::call(Function::Reversed, vec![of], items);
            let kind = ExpressionKind::Index { of: Box::new(reversed), index: from_end };
            Ok(Expression::new(kind, *ty).optional(true))
        }
        ExpressionType::Array { length, .. } => {
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let position = if index < 0 { index.saturating_add(length) } else { index };
            let position = usize::try_from(position).ok();
            match &of.kind {
                ExpressionKind::List(values) => {
                    let value = position.and_then(|position| values.get(position)).cloned();
                    Ok(value.unwrap_or(Expression::new(
                        ExpressionKind::Boolean(false),
                        ExpressionType::Null,
                    )))
                }
                _ => Err(Problem::new(offset, "an index of this list is not supported")),
            }
        }
        ty => {
            let message = format!("expected a list, found {}", name_of(&ty));
            Err(Problem::new(offset, message))
        }
    }
}

/// An element, which may be absent.
fn element_of(kind: ExpressionKind, element: &Element) -> Expression {
    Expression::new(kind, ExpressionType::of(&element.value)).optional(true)
}

fn member(of: &Expression, structure: &Structure, name: &str, offset: usize) -> Lowered {
    let Some(member) = structure.members.iter().find(|member| member.model_name == name) else {
        let names = structure.members.iter().map(|member| member.model_name.as_str());
        return Err(no_member(&structure.item.name, name, names, offset));
    };
    let kind = ExpressionKind::Field {
        of: Box::new(of.clone()),
        field: member.item.name.clone(),
        is_optional: member.presence == Presence::Optional,
        boxed: member.boxed,
    };
    let is_optional = of.is_optional || member.presence == Presence::Optional;
    Ok(Expression::new(kind, ExpressionType::of(&member.value)).optional(is_optional))
}

fn variant(
    of: &Expression,
    union: &Union,
    type_name: &TypeName,
    name: &str,
    offset: usize,
) -> Lowered {
    let Some(variant) = union.variants.iter().find(|variant| variant.model_name == name) else {
        let names = union.variants.iter().map(|variant| variant.model_name.as_str());
        return Err(no_member(&union.item.name, name, names, offset));
    };
    let kind = ExpressionKind::Variant {
        of: Box::new(of.clone()),
        union: type_name.clone(),
        variant: variant.item.name.clone(),
        has_value: variant.value.is_some(),
        boxed: variant.boxed,
    };
    let ty = variant.value.as_ref().map_or(ExpressionType::Opaque, ExpressionType::of);
    Ok(Expression::new(kind, ty).optional(true))
}

fn no_member<'n>(
    owner: &str,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
    offset: usize,
) -> Problem {
    let mut message = format!("`{owner}` has no member `{}`", name.escape_debug());
    let suggestion = did_you_mean(name, names, "");
    if !suggestion.is_empty() {
        message = format!("{message}: {suggestion}");
    }
    Problem::new(offset, message)
}
