//! Compares enums and unions: their variants.

use crate::ir::{Item, Union, UnionVariant};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::super::rust;
use super::{Pair, deprecation, pairs};

/// Compares the variants of two enums of the same name.
pub(super) fn values<V>(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    name: &str,
    old: &[(Item, V)],
    new: &[(Item, V)],
) {
    for pair in pairs(old, new, |(item, _)| item.name.as_str()) {
        match pair {
            Pair::Removed((item, _)) => {
                let message = format!("The variant `{name}::{}` is gone", item.name);
                comparison.add(Rule::VariantRemoved, at, message);
            }
            Pair::Added((item, _)) => {
                let message = format!("`{name}` has a new variant, `{}`", item.name);
                comparison.add(Rule::VariantAdded, at, message);
            }
            Pair::Both((old, _), (new, _)) => {
                deprecation(comparison, at, old, new, &format!("`{name}::{}`", new.name));
            }
        }
    }
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
