//! Compares operations: their inputs, outputs and errors.

use crate::ir::{Crate, Operation};

use super::super::comparison::{At, Comparison};
use super::super::pairs::{Pair, pairs};
use super::super::rule::Rule;
use super::super::rust;
use super::{client, deprecation, structure};

/// Compares the operations of two crates.
pub(super) fn operations(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for pair in pairs(&old.operations, &new.operations, |operation| operation.item.name.as_str()) {
        match pair {
            Pair::Removed(operation) => {
                let reason = new.left_out.iter().find(|(name, _)| name == operation.id.name());
                let message = match reason {
                    None => format!("{} is gone", shown(operation)),
                    Some((_, reason)) => {
                        format!("{} is left out of the crate: {reason}", shown(operation))
                    }
                };
                comparison.add(Rule::OperationRemoved, At::old(&operation.id), message);
            }
            Pair::Added(operation) => {
                let at = At::new(&operation.id);
                comparison.add(Rule::OperationAdded, at, format!("{} is new", shown(operation)));
            }
            Pair::Both(old, new) => operation(comparison, old, new),
        }
    }
}

fn shown(operation: &Operation) -> String {
    format!("The operation `{}`", operation.item.name)
}

/// Compares whether the input has the constant with the IAM actions.
fn constant(comparison: &mut Comparison<'_, '_>, at: At<'_>, old: &Operation, new: &Operation) {
    let has = |one: &Operation| one.permissions.is_some();
    let name = format!("`{}::IAM_ACTIONS`", new.input.item.name);
    match (has(old), has(new)) {
        (true, false) => comparison.add(Rule::ConstantRemoved, at, format!("{name} is gone")),
        (false, true) => comparison.add(Rule::ConstantAdded, at, format!("{name} is new")),
        (true, true) | (false, false) => {}
    }
}

fn operation(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    deprecation(comparison, at, &old.item, &new.item, &format!("`Client::{}`", new.module));
    structure::members(comparison, &old.input, &new.input);
    constant(comparison, at, old, new);
    structure::compare(comparison, &old.output, &new.output);
    client::paginator(comparison, old, new);
    let error = format!("{}Error", new.item.name);
    for pair in pairs(&old.errors, &new.errors, |error| error.variant.as_str()) {
        match pair {
            Pair::Removed(one) => {
                let message = format!("The variant `{error}::{}` is gone", one.variant);
                comparison.add(Rule::ErrorRemoved, at, message);
            }
            Pair::Added(one) => {
                let message = format!("`{error}` has a new variant, `{}`", one.variant);
                comparison.add(Rule::ErrorAdded, at, message);
            }
            Pair::Both(was, is) => {
                let (was_type, is_type) = (rust::path(&was.type_name), rust::path(&is.type_name));
                if was_type != is_type {
                    let message = format!(
                        "The variant `{error}::{}` has a `{is_type}`, no longer a `{was_type}`",
                        is.variant
                    );
                    comparison.add(Rule::VariantTypeChanged, at, message);
                }
            }
        }
    }
}
