//! Finds the locals that statements use or define.

use super::exprs::read;
use crate::ir::endpoint::{Condition, Expr, Local, Statement};

/// The number of uses of a local.
pub(super) fn count(local: &Local, conditions: &[Condition], statements: &[Statement]) -> usize {
    let mut count = 0;
    let mut visit = |expr: &Expr| {
        each_local(expr, &mut |named| count += usize::from(named.id == local.id));
    };
    read::of_conditions(conditions, &mut visit);
    read::each(statements, &mut visit);
    count
}

/// The locals that statements use and do not define, without duplicates, in the order of their
/// definitions.
pub(super) fn free(statements: &[Statement]) -> Vec<Local> {
    let mut named = Vec::new();
    read::each(statements, &mut |expr| each_local(expr, &mut |local| named.push(local.clone())));
    let made = made(statements);
    named.retain(|local: &Local| !made.iter().any(|made| made.id == local.id));
    named.sort_by_key(|local| local.id);
    named.dedup_by_key(|local| local.id);
    named
}

/// The locals that statements define.
pub(super) fn made(statements: &[Statement]) -> Vec<&Local> {
    let mut locals = Vec::new();
    for statement in statements {
        match statement {
            Statement::Let(local, _) | Statement::LetElse(local, ..) => locals.push(local),
            Statement::If(conditions, body) => {
                locals.extend(conditions.iter().filter_map(Condition::local));
                locals.extend(made(body));
            }
            Statement::Return(_) => {}
        }
    }
    locals
}

fn each_local(expr: &Expr, visit: &mut dyn FnMut(&Local)) {
    expr.each(&mut |part| {
        if let Expr::Local(local) = part {
            visit(local);
        }
    });
}
