//! Lowers a condition of a rule to conditions of an `if`, and records what is known where they
//! hold.

use super::Lower;
use super::expression::{RuleScope, Typed};
use crate::ir::endpoint::{self, Expr, Local, RuleType};
use crate::model::endpoint_rules::Condition;
use crate::symbol::given;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The result of lowering a condition.
pub(super) enum Lowered {
    /// The condition never holds, so that the rule never applies.
    Never,
    /// Conditions that must all hold. If there are none, the condition always holds.
    All(Vec<endpoint::Condition>),
}

impl Lower<'_> {
    /// Lowers a condition.
    pub(super) fn condition(&mut self, condition: &Condition, scope: &mut RuleScope) -> Lowered {
        let Some(value) = self.expression(&condition.value, scope) else {
            if let Some(name) = &condition.assign {
                scope.broken.insert(name.clone());
            }
            // The condition has a problem. It is not assumed to hold, so that the rules after this
            // one are checked too.
            return Lowered::All(vec![endpoint::Condition::Holds(Expr::Bool(false))]);
        };
        match &condition.assign {
            Some(name) => self.assignment(name, value, condition, scope),
            None => self.test(value, scope),
        }
    }

    fn test(&mut self, value: Typed, scope: &mut RuleScope) -> Lowered {
        let holds = match (value.kind, value.optional) {
            (RuleType::Bool, false) => value.expr,
            (RuleType::Bool, true) => {
                Expr::IsSomeOf(Box::new(value.expr), Box::new(Expr::Bool(true)))
            }
            (_, true) => Expr::IsSome(Box::new(value.expr)),
            // The value is never absent.
            (_, false) => return Lowered::All(Vec::new()),
        };
        let meaning = self.meaning(&holds);
        let known = scope.facts.of(&meaning);
        if known == Some(false) {
            return Lowered::Never;
        }
        scope.facts.holds(&meaning);
        if let Some((name, local, param)) = self.unset_param(&holds, scope) {
            scope.locals.insert(name, local.clone());
            return Lowered::All(vec![endpoint::Condition::Some(local, param)]);
        }
        if known == Some(true) {
            return Lowered::All(Vec::new());
        }
        Lowered::All(vec![endpoint::Condition::Holds(holds)])
    }

    /// For `isSet` of an optional parameter: its name, the local that holds its value from here on,
    /// and the parameter.
    fn unset_param(&mut self, holds: &Expr, scope: &RuleScope) -> Option<(String, Local, Expr)> {
        let Expr::IsSome(value) = holds else { return None };
        let Expr::Param(index) = **value else { return None };
        let param = self.params.get(index)?;
        let (name, kind) = (param.model_name.clone(), param.kind);
        let local = self.local_of(&name, kind, false, scope, &Expr::Param(index));
        Some((name, local, Expr::Param(index)))
    }

    fn assignment(
        &mut self,
        name: &str,
        value: Typed,
        condition: &Condition,
        scope: &mut RuleScope,
    ) -> Lowered {
        let is_param = self.params.iter().any(|param| param.model_name == name);
        if is_param || scope.locals.contains_key(name) {
            let message = format!("`{}` is already defined", name.escape_debug());
            self.problem(condition.value.offset, message, "give the variable another name");
        }
        let owned = value.expr.is_made();
        let meaning = self.meaning(&value.expr);
        let local = self.local_of(name, value.kind, owned, scope, &meaning);
        scope.locals.insert(name.to_owned(), local.clone());
        let mut conditions = if value.optional {
            let is_some = Expr::IsSome(Box::new(meaning));
            if scope.facts.of(&is_some) == Some(false) {
                return Lowered::Never;
            }
            scope.facts.holds(&is_some);
            vec![endpoint::Condition::Some(local.clone(), value.expr)]
        } else {
            vec![endpoint::Condition::Let(local.clone(), value.expr)]
        };
        if value.kind == RuleType::Bool {
            let holds = Expr::Local(local);
            scope.facts.holds(&self.meaning(&holds));
            conditions.push(endpoint::Condition::Holds(holds));
        }
        Lowered::All(conditions)
    }

    /// The local for a value. Rules that bind the same value to the same name have the same local, so that
    /// their conditions and endpoints can be compared.
    fn local_of(
        &mut self,
        name: &str,
        kind: RuleType,
        owned: bool,
        scope: &RuleScope,
        meaning: &Expr,
    ) -> Local {
        let name = free_name(name, scope);
        let is_same = |(id, known): (usize, &Option<(String, Expr)>)| {
            let (known, value) = known.as_ref()?;
            (*known == name && value == meaning).then_some(id)
        };
        let known = self.meanings.iter().enumerate().find_map(is_same);
        let id = known.unwrap_or_else(|| {
            self.meanings.push(Some((name.clone(), meaning.clone())));
            self.meanings.len() - 1
        });
        Local { id, name, kind, owned }
    }

    /// Creates a local with a name that is unique in its scope.
    pub(super) fn local(
        &mut self,
        name: &str,
        kind: RuleType,
        owned: bool,
        scope: &RuleScope,
    ) -> Local {
        let id = self.meanings.len();
        self.meanings.push(None);
        Local { id, name: free_name(name, scope), kind, owned }
    }
}

/// A name that no local in scope has.
fn free_name(name: &str, scope: &RuleScope) -> String {
    let is_taken = |name: &str| scope.locals.values().any(|local| local.name == name);
    given::free(Space::Variable, &identifier(Space::Variable, name), is_taken)
}
