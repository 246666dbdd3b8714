//! Binds the fields of a partition that several expressions use to locals, which strings can name.

use std::collections::BTreeSet;

use super::exprs::{read, replace};
use super::uses;
use crate::ir::endpoint::{Condition, Expr, Field, Local, RuleType, Statement};
use crate::symbol::given;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The minimum number of uses of a field that is bound to a local.
const FEWEST: usize = 3;

/// Binds fields in all blocks.
pub(super) fn bind_fields(statements: &mut Vec<Statement>) {
    let ids = uses::made(statements).into_iter().map(|local| local.id + 1);
    Binder { next_id: ids.max().unwrap_or_default() }.block(statements, &BTreeSet::new());
}

struct Binder {
    next_id: usize,
}

/// The names of locals.
type Names = BTreeSet<String>;

impl Binder {
    /// Binds fields in a block, where locals with these names are in scope.
    fn block(&mut self, statements: &mut Vec<Statement>, outer: &Names) {
        let mut names = outer.clone();
        let mut index = 0;
        while let Some(statement) = statements.get_mut(index) {
            index += 1;
            match statement {
                Statement::If(conditions, body) => {
                    let bound = conditions.iter().filter_map(Condition::local);
                    let inner = names.iter().chain(bound.map(|local| &local.name)).cloned();
                    self.block(body, &inner.collect());
                }
                Statement::Let(local, value) if local.kind == RuleType::Partition => {
                    let (local, value) = (local.clone(), value.clone());
                    let rest = statements.get_mut(index..).unwrap_or_default();
                    names.insert(local.name.clone());
                    let bound = self.fields_of(&local, rest, &mut names);
                    let is_used = uses::count(&local, &[], rest) > 0;
                    let partition = if is_used { Expr::Local(local) } else { value };
                    let bindings: Vec<Statement> = bound
                        .into_iter()
                        .map(|(name, field)| {
                            let value = Expr::Field(Box::new(partition.clone()), field);
                            Statement::Let(name, value)
                        })
                        .collect();
                    if !bindings.is_empty() {
                        let replaced = if is_used { index } else { index - 1 };
                        statements.splice(replaced..index, bindings);
                    }
                }
                Statement::Let(local, _) | Statement::LetElse(local, ..) => {
                    names.insert(local.name.clone());
                }
                Statement::Return(_) => {}
            }
        }
    }

    /// Replaces the fields of a local that are used often by locals, which are returned.
    fn fields_of(
        &mut self,
        local: &Local,
        rest: &mut [Statement],
        names: &mut Names,
    ) -> Vec<(Local, Field)> {
        let inner: Names = uses::made(rest).into_iter().map(|local| local.name.clone()).collect();
        let mut bound = Vec::new();
        for (field, count) in counted(local, rest) {
            if count < FEWEST {
                continue;
            }
            let wanted = identifier(Space::Variable, field.name);
            let is_taken = |name: &str| names.contains(name) || inner.contains(name);
            let name = given::free(Space::Variable, &wanted, is_taken);
            names.insert(name.clone());
            let owned = field.owned;
            let name = Local { id: self.next_id, name, kind: field.kind, owned };
            self.next_id += 1;
            replace::each(rest, &mut |expr| {
                let replaced = |part: &Expr| {
                    (field_of(local, part) == Some(field)).then(|| Expr::Local(name.clone()))
                };
                *expr = expr.with(&replaced);
            });
            bound.push((name, field));
        }
        bound
    }
}

/// The fields of a local in statements, with the number of their uses.
fn counted(local: &Local, statements: &[Statement]) -> Vec<(Field, usize)> {
    let mut counted: Vec<(Field, usize)> = Vec::new();
    let mut count = |part: &Expr| {
        let Some(field) = field_of(local, part) else { return };
        match counted.iter_mut().find(|(known, _)| *known == field) {
            Some((_, count)) => *count += 1,
            None => counted.push((field, 1)),
        }
    };
    read::each(statements, &mut |expr| expr.each(&mut count));
    counted
}

/// The field, if the expression is one of this local.
fn field_of(local: &Local, expr: &Expr) -> Option<Field> {
    match expr {
        Expr::Field(of, field) => match &**of {
            Expr::Local(named) if named.id == local.id => Some(*field),
            _ => None,
        },
        _ => None,
    }
}
