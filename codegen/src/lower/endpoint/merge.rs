//! Merges two blocks that test the same conditions, one of them for a case that the rules test first:
//! `if c { if a { x } y } if a { z } y` becomes `if a { if c { x } z } y`. This is correct because `x` and `y`
//! always return: otherwise `z` would follow `x`, which it does not in the first form.

use super::lines::lines;
use crate::ir::endpoint::{Condition, Statement};

/// Merges rules with the statements after them where that saves lines, the innermost blocks first.
pub(super) fn merge(statements: Vec<Statement>) -> Vec<Statement> {
    let inner = statements.into_iter().map(|statement| match statement {
        Statement::If(conditions, body) => Statement::If(conditions, merge(body)),
        Statement::Let(..) | Statement::LetElse(..) | Statement::Return(_) => statement,
    });
    let mut merged: Vec<Statement> = inner.collect();
    for index in (0..merged.len()).rev() {
        let rest = merged.get(index..).unwrap_or_default();
        if let [Statement::If(conditions, body), after @ ..] = rest
            && conditions.iter().all(|condition| condition.local().is_none())
            && returns(body)
        {
            let shorter = either(conditions, body, after);
            if lines(&shorter) < lines(rest) {
                merged.truncate(index);
                merged.extend(shorter);
            }
        }
    }
    merged
}

/// Whether a block always returns.
fn returns(block: &[Statement]) -> bool {
    matches!(block.last(), Some(Statement::Return(_)))
}

/// The statements of a block that does `one` if the conditions hold, and `other` if they do not: first what
/// both begin with.
fn either(conditions: &[Condition], one: &[Statement], other: &[Statement]) -> Vec<Statement> {
    let pairs = one.iter().zip(other);
    let mut block: Vec<Statement> = pairs.map_while(|pair| both(conditions, pair)).collect();
    let common = block.len();
    if let Some(rest) = one.get(common..).filter(|rest| !rest.is_empty()) {
        block.push(Statement::If(conditions.to_vec(), rest.to_vec()));
    }
    block.extend_from_slice(other.get(common..).unwrap_or_default());
    block
}

/// The statement that replaces both of a pair, if they are equal or test the same conditions.
fn both(conditions: &[Condition], pair: (&Statement, &Statement)) -> Option<Statement> {
    match pair {
        (one, other) if one == other => Some(one.clone()),
        (Statement::If(tested, one), Statement::If(same, other))
            if tested == same && returns(one) =>
        {
            let mut apart = vec![Statement::If(conditions.to_vec(), one.clone())];
            apart.extend_from_slice(other);
            let merged = either(conditions, one, other);
            let body = if lines(&merged) < lines(&apart) { merged } else { apart };
            Some(Statement::If(tested.clone(), body))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::endpoint::{Expr, Local, Outcome, RuleType};

    fn when(param: usize, body: Vec<Statement>) -> Statement {
        Statement::If(vec![Condition::Holds(Expr::Param(param))], body)
    }

    fn error(message: &str) -> Statement {
        Statement::Return(Outcome::Error(Expr::Text(message.to_owned())))
    }

    #[test]
    fn the_same_conditions_are_tested_once() {
        let rules = |result: &str| {
            vec![when(1, vec![error(result)]), when(2, vec![error("common")]), error("last")]
        };
        let mut block = vec![when(0, rules("x"))];
        block.extend(rules("z"));
        let inner = vec![when(0, vec![error("x")]), error("z")];
        let merged = vec![when(1, inner), when(2, vec![error("common")]), error("last")];
        assert_eq!(merge(block), merged);
    }

    #[test]
    fn what_saves_nothing_stays() {
        let block = vec![when(0, vec![when(1, vec![error("x")]), error("y")]), error("z")];
        assert_eq!(merge(block.clone()), block);
    }

    /// What follows such a block would be skipped.
    #[test]
    fn blocks_that_may_not_return_stay() {
        let rules = |result: &str, last: &[Statement]| {
            let mut rules = vec![when(1, vec![when(3, vec![error(result)])])];
            rules.push(when(2, vec![error("common")]));
            rules.extend_from_slice(last);
            rules
        };
        let last = [error("last")];
        for of_block in [&last[..], &[]] {
            let mut block = vec![when(0, rules("x", of_block))];
            block.extend(rules("z", &last));
            assert_eq!(merge(block.clone()), block);
        }
    }

    #[test]
    fn a_condition_that_binds_a_local_stays_first() {
        let local = Local { id: 0, name: "a".to_owned(), kind: RuleType::Text, owned: false };
        let same = [when(1, vec![error("x")]), when(2, vec![error("y")]), error("z")];
        let bound = Condition::Some(local, Expr::Param(0));
        let mut block = vec![Statement::If(vec![bound], same.to_vec())];
        block.extend(same);
        assert_eq!(merge(block.clone()), block);
    }
}
