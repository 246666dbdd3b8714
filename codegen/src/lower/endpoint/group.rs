//! Groups rules with common conditions, so that these are tested once: `if a && b { x } if a && c { y } if a { z }`
//! becomes `if a { if b { x } if c { y } z }`.

use crate::ir::endpoint::{Condition, Statement};

/// The minimum number of rules in a group, unless their conditions have a value in common.
const FEWEST: usize = 3;

/// Groups the statements of all blocks.
pub(super) fn group(statements: &[Statement]) -> Vec<Statement> {
    let mut grouped = Vec::with_capacity(statements.len());
    let mut rest = statements;
    while let Some((first, after)) = rest.split_first() {
        let Statement::If(conditions, body) = first else {
            grouped.push(first.clone());
            rest = after;
            continue;
        };
        let (common, run) = run(rest);
        if run.is_empty() {
            grouped.push(Statement::If(conditions.clone(), group(body)));
            rest = after;
            continue;
        }
        let block: Vec<Statement> =
            run.iter().flat_map(|statement| without(common.len(), statement)).collect();
        grouped.push(Statement::If(common.to_vec(), group(&block)));
        rest = rest.get(run.len()..).unwrap_or_default();
    }
    grouped
}

/// The longest run of rules that starts here and ends with one whose conditions all of them start with, and
/// these conditions.
fn run(statements: &[Statement]) -> (&[Condition], &[Statement]) {
    let mut longest: (&[Condition], &[Statement]) = (&[], &[]);
    let mut all: Vec<&[Condition]> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let Statement::If(conditions, _) = statement else { break };
        if all.first().is_some_and(|first| first.first() != conditions.first()) {
            break;
        }
        let is_worth_it = index + 1 >= FEWEST
            || (index > 0 && conditions.iter().any(|condition| condition.local().is_some()));
        if is_worth_it && all.iter().all(|others| others.starts_with(conditions)) {
            longest = (conditions, statements.get(..=index).unwrap_or_default());
        }
        all.push(conditions);
    }
    longest
}

/// A rule without its first conditions, which hold.
fn without(conditions: usize, statement: &Statement) -> Vec<Statement> {
    match statement {
        Statement::If(all, body) => match all.get(conditions..) {
            Some(rest) if !rest.is_empty() => vec![Statement::If(rest.to_vec(), body.clone())],
            Some(_) | None => body.clone(),
        },
        Statement::Let(..) | Statement::LetElse(..) | Statement::Return(_) => {
            vec![statement.clone()]
        }
    }
}
