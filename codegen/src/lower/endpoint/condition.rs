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
        let local = self.local(&name, kind, false, scope);
        self.means(&local, Expr::Param(index));
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
        let local = self.local(name, value.kind, owned, scope);
        scope.locals.insert(name.to_owned(), local.clone());
        let meaning = self.meaning(&value.expr);
        self.means(&local, meaning.clone());
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

    fn means(&mut self, local: &Local, meaning: Expr) {
        if let Some(slot) = self.meanings.get_mut(local.id) {
            *slot = Some(meaning);
        }
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
        let is_taken = |name: &str| scope.locals.values().any(|local| local.name == name);
        let wanted = identifier(Space::Variable, name);
        Local { id, name: given::free(Space::Variable, &wanted, is_taken), kind, owned }
    }
}
