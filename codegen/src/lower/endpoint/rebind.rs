//! Removes the bindings of values that are bound to the same name already: rules repeat them.

use std::collections::BTreeMap;

use crate::ir::endpoint::{Condition, Local, Statement};

/// The locals in scope, by their names.
type InScope = BTreeMap<String, usize>;

/// Statements without repeated bindings.
pub(super) fn without_repetitions(statements: Vec<Statement>) -> Vec<Statement> {
    within(statements, &mut InScope::new())
}

fn within(statements: Vec<Statement>, scope: &mut InScope) -> Vec<Statement> {
    let mut kept = Vec::with_capacity(statements.len());
    for statement in statements {
        match statement {
            Statement::Let(local, value) => {
                if is_new(&local, scope) {
                    kept.push(Statement::Let(local, value));
                }
            }
            Statement::LetElse(local, value, outcome) => {
                is_new(&local, scope);
                kept.push(Statement::LetElse(local, value, outcome));
            }
            Statement::If(mut conditions, body) => {
                let mut scope = scope.clone();
                conditions.retain(|condition| match condition {
                    Condition::Holds(_) => true,
                    Condition::Some(local, _) | Condition::Let(local, _) => {
                        is_new(local, &mut scope)
                    }
                });
                let body = within(body, &mut scope);
                if conditions.is_empty() {
                    kept.extend(body);
                    return kept;
                }
                kept.push(Statement::If(conditions, body));
            }
            Statement::Return(_) => kept.push(statement),
        }
    }
    kept
}

/// Whether a local is not in scope yet. From now on it is.
fn is_new(local: &Local, scope: &mut InScope) -> bool {
    scope.insert(local.name.clone(), local.id) != Some(local.id)
}
