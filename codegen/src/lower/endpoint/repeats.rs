//! Finds blocks that several rules have. Blocks are compared by the names of their locals: rules that bind
//! different values to the same name may go on with the same block.

use super::exprs::replace;
use crate::ir::endpoint::{Condition, Expr, Local, Statement};

/// The blocks of all rules with the number of their occurrences; a block comes before those in it.
pub(super) fn counted(statements: &[Statement]) -> Vec<(Vec<Statement>, usize)> {
    let mut counted = Vec::new();
    count(statements, &mut counted);
    counted
}

fn count(statements: &[Statement], counted: &mut Vec<(Vec<Statement>, usize)>) {
    for statement in statements {
        let Statement::If(_, body) = statement else { continue };
        let block = named(body);
        match counted.iter_mut().find(|(known, _)| *known == block) {
            Some((_, count)) => *count += 1,
            None => counted.push((block, 1)),
        }
        count(body, counted);
    }
}

/// Visits each occurrence of a block, with the conditions of its rule.
pub(super) fn each(
    statements: &mut [Statement],
    block: &[Statement],
    visit: &mut dyn FnMut(&[Condition], &mut Vec<Statement>),
) {
    for statement in statements {
        let Statement::If(conditions, body) = statement else { continue };
        if body.len() == block.len() && named(body) == block {
            visit(conditions, body);
        } else {
            each(body, block, visit);
        }
    }
}

/// A block in which only the names of locals distinguish them.
fn named(block: &[Statement]) -> Vec<Statement> {
    let mut block = block.to_vec();
    replace::each(&mut block, &mut |expr| {
        *expr = expr.with(&|part| match part {
            Expr::Local(local) => Some(Expr::Local(Local { id: 0, ..local.clone() })),
            _ => None,
        });
    });
    name_bindings(&mut block);
    block
}

fn name_bindings(block: &mut [Statement]) {
    for statement in block {
        match statement {
            Statement::Let(local, _) | Statement::LetElse(local, ..) => local.id = 0,
            Statement::If(conditions, body) => {
                for condition in conditions {
                    match condition {
                        Condition::Holds(_) => {}
                        Condition::Some(local, _) | Condition::Let(local, _) => local.id = 0,
                    }
                }
                name_bindings(body);
            }
            Statement::Return(_) => {}
        }
    }
}
