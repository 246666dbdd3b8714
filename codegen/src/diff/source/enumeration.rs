//! Compares enums and unions: their variants.

use crate::ir::{Item, ShapeId, Union, UnionVariant};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::super::rust;
use super::{Pair, deprecation, order, pairs};

/// Compares the variants of two enums of the same name.
pub(super) fn values<V: ToString>(
    comparison: &mut Comparison<'_, '_>,
    (old_id, new_id): (&ShapeId, &ShapeId),
    name: &str,
    old: &[(Item, V)],
    new: &[(Item, V)],
) {
    let at = At::both(old_id, new_id);
    let (before, after) = (comparison.old, comparison.new);
    for pair in pairs(old, new, |(item, _)| item.name.as_str()) {
        match pair {
            Pair::Removed((item, value)) => {
                let member = before.member_of_value(old_id, &value.to_string());
                let at = member.map_or(at, |member| at.old_member(member));
                let message = format!("The variant `{name}::{}` is gone", item.name);
                comparison.add(Rule::VariantRemoved, at, message);
            }
            Pair::Added((item, value)) => {
                let member = after.member_of_value(new_id, &value.to_string());
                let at = member.map_or(at, |member| at.new_member(member));
                let message = format!("`{name}` has a new variant, `{}`", item.name);
                comparison.add(Rule::VariantAdded, at, message);
            }
            Pair::Both((old, _), (new, _)) => {
                deprecation(comparison, at, old, new, &format!("`{name}::{}`", new.name));
            }
        }
    }
    let names = |variants: &[(Item, V)]| -> Vec<String> {
        variants.iter().map(|(item, _)| item.name.clone()).collect()
    };
    let what = format!("variants of `{name}`");
    order(
        comparison,
        (Rule::VariantsReordered, at),
        &what,
        names(old).into_iter(),
        names(new).into_iter(),
    );
}

/// Compares two unions of the same name.
pub(super) fn union(comparison: &mut Comparison<'_, '_>, old: &Union, new: &Union) {
    let (at, name) = (At::both(&old.id, &new.id), &new.item.name);
    deprecation(comparison, at, &old.item, &new.item, &format!("`{name}`"));
    for pair in pairs(&old.variants, &new.variants, |variant| variant.item.name.as_str()) {
        match pair {
            Pair::Removed(variant) => {
                let at = at.old_member(&variant.model_name);
                let message = format!("The variant `{name}::{}` is gone", variant.item.name);
                comparison.add(Rule::VariantRemoved, at, message);
            }
            Pair::Added(variant) => {
                let at = at.new_member(&variant.model_name);
                let message = format!("`{name}` has a new variant, `{}`", content(variant));
                comparison.add(Rule::VariantAdded, at, message);
            }
            Pair::Both(old, new) => {
                let at = at.member(&old.model_name, &new.model_name);
                let variant = format!("`{name}::{}`", new.item.name);
                deprecation(comparison, at, &old.item, &new.item, &variant);
                let (was, is) = (content(old), content(new));
                if was != is {
                    let message = format!("The variant `{name}::{is}` was `{was}`");
                    comparison.add(Rule::VariantTypeChanged, at, message);
                }
            }
        }
    }
    let names = |union: &Union| -> Vec<String> {
        union.variants.iter().map(|variant| variant.item.name.clone()).collect()
    };
    let what = format!("variants of `{name}`");
    order(
        comparison,
        (Rule::MembersReordered, at),
        &what,
        names(old).into_iter(),
        names(new).into_iter(),
    );
}

/// A variant with the type of its value.
fn content(variant: &UnionVariant) -> String {
    let name = &variant.item.name;
    match &variant.value {
        None => name.clone(),
        Some(value) if variant.boxed => format!("{name}(Box<{}>)", rust::value(value)),
        Some(value) => format!("{name}({})", rust::value(value)),
    }
}
