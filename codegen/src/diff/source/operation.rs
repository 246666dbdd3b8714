//! Compares operations: their inputs, outputs and errors.

use crate::ir::{Crate, Operation};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::{Pair, deprecation, pairs, structure};

/// Compares the operations of two crates.
pub(super) fn operations(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for pair in pairs(&old.operations, &new.operations, |operation| operation.item.name.as_str()) {
        match pair {
            Pair::Removed(operation) => {
                let at = At::old(&operation.id);
                comparison.add(Rule::OperationRemoved, at, format!("{} is gone", shown(operation)));
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

fn operation(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    deprecation(comparison, at, &old.item, &new.item, &format!("`Client::{}`", new.module));
    structure::compare(comparison, &old.input, &new.input);
    structure::compare(comparison, &old.output, &new.output);
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
            Pair::Both(..) => {}
        }
    }
}
