//! Compares enums and unions: their variants.

use crate::ir::{Item, ShapeId, Union, UnionVariant};

use super::super::comparison::{At, Comparison};
use super::super::pairs::{Pair, pairs};
use super::super::rule::Rule;
use super::super::rust;
use super::{deprecation, order};

/// Compares two enums of the same name: their items, and their variants with their values.
pub(super) fn values<V: ToString>(
    comparison: &mut Comparison<'_, '_>,
    (old_id, new_id): (&ShapeId, &ShapeId),
    (old_item, old): (&Item, &[(Item, V)]),
    (new_item, new): (&Item, &[(Item, V)]),
) {
    let (at, name) = (At::both(old_id, new_id), &new_item.name);
    let (before, after) = (comparison.old, comparison.new);
    deprecation(comparison, at, old_item, new_item, &format!("`{name}`"));
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
    let (rule, what) = (Rule::VariantsReordered, format!("variants of `{name}`"));
    order(comparison, (rule, at), &what, (old, new), |(item, _)| &item.name);
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
    let (rule, what) = (Rule::MembersReordered, format!("variants of `{name}`"));
    let variants = (old.variants.as_slice(), new.variants.as_slice());
    order(comparison, (rule, at), &what, variants, |variant| &variant.item.name);
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
