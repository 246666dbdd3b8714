//! Simplifies the statements of rules: removes unused locals, and returns early.

use super::expression::not;
use super::uses::count;
use crate::ir::endpoint::{Condition, Expr, Local, Outcome, Statement};

/// Simplifies statements, the innermost first.
pub(super) fn simplify(statements: Vec<Statement>) -> Vec<Statement> {
    let mut simple: Vec<Statement> = Vec::with_capacity(statements.len());
    // From last to first, because the statements after one show which of its locals are used.
    for statement in statements.into_iter().rev() {
        let rest = || simple.iter().rev().cloned().collect::<Vec<_>>();
        match statement {
            Statement::If(conditions, body) => {
                let (conditions, body) = condition(conditions, simplify(body));
                if !is_redundant(&conditions, &body, &simple) {
                    simple.push(Statement::If(conditions, body));
                }
            }
            Statement::Let(local, _) if count(&local, &[], &rest()) == 0 => {}
            Statement::LetElse(local, value, outcome) if count(&local, &[], &rest()) == 0 => {
                let is_none = not(Expr::IsSome(Box::new(value)));
                let body = vec![Statement::Return(outcome)];
                simple.push(Statement::If(vec![Condition::Holds(is_none)], body));
            }
            other => simple.push(other),
        }
    }
    simple.reverse();
    guard(simple)
}

/// Whether the statements after a block, the last one first, do the same if its conditions hold.
fn is_redundant(conditions: &[Condition], body: &[Statement], after: &[Statement]) -> bool {
    let mut next = after.iter().rev().skip_while(|next| is_without_effect(next, conditions));
    next.next().is_some_and(|next| covers(next, conditions, body))
}

/// Whether a statement does nothing if these conditions hold.
fn is_without_effect(statement: &Statement, conditions: &[Condition]) -> bool {
    let is_false = |condition: &Condition| match condition {
        Condition::Holds(holds) => conditions.contains(&Condition::Holds(not(holds.clone()))),
        Condition::Some(..) | Condition::Let(..) => false,
    };
    match statement {
        Statement::Let(..) => true,
        Statement::If(others, _) => others.iter().any(is_false),
        Statement::LetElse(..) | Statement::Return(_) => false,
    }
}

/// Whether a statement, if these conditions hold, does the same as this block.
fn covers(next: &Statement, conditions: &[Condition], body: &[Statement]) -> bool {
    match next {
        Statement::If(fewer, same) => {
            same == body && fewer.iter().all(|condition| conditions.contains(condition))
        }
        Statement::Return(_) => std::slice::from_ref(next) == body,
        Statement::Let(..) | Statement::LetElse(..) => false,
    }
}

/// Simplifies conditions, and removes from the block the locals that they no longer define.
fn condition(
    conditions: Vec<Condition>,
    mut body: Vec<Statement>,
) -> (Vec<Condition>, Vec<Statement>) {
    // From last to first too.
    let mut simple: Vec<Condition> = Vec::with_capacity(conditions.len());
    for condition in conditions.into_iter().rev() {
        let after: Vec<Condition> = simple.iter().rev().cloned().collect();
        match condition {
            Condition::Holds(_) => simple.push(condition),
            Condition::Let(local, value) => match count(&local, &after, &body) {
                0 => {}
                _ if simple.is_empty() => body.insert(0, Statement::Let(local, value)),
                _ => simple.push(Condition::Let(local, value)),
            },
            Condition::Some(local, value) => match count(&local, &after, &body) {
                0 => simple.push(Condition::Holds(Expr::IsSome(Box::new(value)))),
                1 => match simple.last().and_then(|next| compared(&local, next)) {
                    Some(wanted) => {
                        simple.pop();
                        let is = Expr::IsSomeOf(Box::new(value), Box::new(wanted));
                        simple.push(Condition::Holds(is));
                    }
                    None => simple.push(Condition::Some(local, value)),
                },
                _ => simple.push(Condition::Some(local, value)),
            },
        }
    }
    simple.reverse();
    (simple, body)
}

/// The value that a condition compares a local with, if it does nothing else.
fn compared(local: &Local, condition: &Condition) -> Option<Expr> {
    let Condition::Holds(holds) = condition else { return None };
    let is_local = |expr: &Expr| matches!(expr, Expr::Local(named) if named.id == local.id);
    match holds {
        Expr::Equal(one, other) if is_local(one) => Some((**other).clone()),
        Expr::Equal(one, other) if is_local(other) => Some((**one).clone()),
        Expr::Not(inner) if is_local(inner) => Some(Expr::Bool(false)),
        holds if is_local(holds) => Some(Expr::Bool(true)),
        _ => None,
    }
}

/// Turns `if a { long } return b` into `if !a { return b } long`.
fn guard(mut statements: Vec<Statement>) -> Vec<Statement> {
    let [before @ .., Statement::If(conditions, body), Statement::Return(otherwise)] =
        statements.as_mut_slice()
    else {
        return statements;
    };
    let [condition] = conditions.as_slice() else { return statements };
    if body.len() < 2 || matches!(otherwise, Outcome::Endpoint(_)) {
        return statements;
    }
    let guard = match condition.clone() {
        Condition::Holds(holds) => Statement::If(
            vec![Condition::Holds(not(holds))],
            vec![Statement::Return(otherwise.clone())],
        ),
        Condition::Some(local, value) => Statement::LetElse(local, value, otherwise.clone()),
        Condition::Let(local, value) => Statement::Let(local, value),
    };
    let (kept, body) = (before.len(), std::mem::take(body));
    statements.truncate(kept);
    statements.push(guard);
    statements.extend(body);
    statements
}
