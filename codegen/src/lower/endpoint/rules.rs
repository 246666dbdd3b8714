//! Lowers rules to the statements of a function that evaluates them in order.

use super::Lower;
use super::condition::Lowered;
use super::expression::RuleScope;
use crate::error::Place;
use crate::ir::endpoint::{Condition, Expr, Outcome, ParamPresence, RuleType, Statement};
use crate::model::endpoint_rules::{
    self, Expression, ExpressionKind, Parameter, ParameterKind, Rule, RuleResult, RuleSet,
};

/// The only parameter of a service without a rule set.
const ENDPOINT: &str = "Endpoint";

/// The rule set of a service without one: the endpoint is the one that the caller sets.
pub(super) fn without_rule_set() -> RuleSet {
    let expression = |kind| Expression { offset: Place::default(), kind };
    let endpoint = || expression(ExpressionKind::Reference(ENDPOINT.to_owned()));
    let is_set = ExpressionKind::Call { function: "isSet".to_owned(), arguments: vec![endpoint()] };
    let message = "the model has no endpoint rules: set `Config::endpoint_url`";
    RuleSet {
        parameters: vec![Parameter {
            name: ENDPOINT.to_owned(),
            offset: Place::default(),
            kind: ParameterKind::Text,
            built_in: Some("SDK::Endpoint".to_owned()),
            default: None,
            required: false,
            documentation: Some("The URL of the endpoint.".to_owned()),
            deprecated: None,
        }],
        broken_parameters: Vec::new(),
        rules: vec![
            Rule {
                conditions: vec![endpoint_rules::Condition {
                    value: expression(is_set),
                    assign: None,
                }],
                result: RuleResult::Endpoint(endpoint_rules::Endpoint {
                    offset: Place::default(),
                    url: endpoint(),
                    headers: Vec::new(),
                    properties: Vec::new(),
                }),
            },
            Rule {
                conditions: Vec::new(),
                result: RuleResult::Error(expression(ExpressionKind::Text(message.to_owned()))),
            },
        ],
    }
}

impl Lower<'_> {
    /// Lowers the whole function: first the required parameters, then the rules.
    pub(super) fn resolve(&mut self, rules: &[Rule]) -> Vec<Statement> {
        let broken = std::mem::take(&mut self.broken_params);
        let mut scope = RuleScope { broken, ..RuleScope::default() };
        let mut statements = Vec::new();
        for index in 0..self.params.len() {
            let Some(param) = self.params.get(index) else { continue };
            match param.presence {
                ParamPresence::Optional | ParamPresence::Default(_) => continue,
                ParamPresence::Required => {}
            }
            let (name, kind) = (param.model_name.clone(), param.kind);
            let local = self.local(&name, kind, false, &scope);
            statements.push(Statement::LetElse(
                local.clone(),
                Expr::Param(index),
                Outcome::Missing(index),
            ));
            scope.locals.insert(name, local);
        }
        statements.extend(self.rules(rules, scope));
        statements
    }

    /// Lowers rules in order; the last statement always returns.
    fn rules(&mut self, rules: &[Rule], mut scope: RuleScope) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut rules = rules.iter();
        while let Some(rule) = rules.next() {
            let mut inner = scope.clone();
            let Some(conditions) = self.conditions(rule, &mut inner) else { continue };
            let body = self.result(&rule.result, inner);
            let leading =
                conditions.iter().take_while(|part| matches!(part, Condition::Let(..))).count();
            let mut conditions = conditions.into_iter();
            for condition in conditions.by_ref().take(leading) {
                if let Condition::Let(local, value) = condition {
                    statements.push(Statement::Let(local, value));
                }
            }
            let conditions: Vec<Condition> = conditions.collect();
            if conditions.is_empty() {
                statements.extend(body);
                // The other rules are unreachable, but their problems are reported.
                rules.for_each(|rule| drop(self.rules(std::slice::from_ref(rule), scope.clone())));
                return statements;
            }
            let tested = conditions.iter().filter_map(|condition| match condition {
                Condition::Holds(holds) => Some(self.meaning(holds)),
                Condition::Some(_, value) => Some(Expr::IsSome(Box::new(self.meaning(value)))),
                Condition::Let(..) => None,
            });
            scope.facts.do_not_all_hold(&tested.collect::<Vec<_>>());
            statements.push(Statement::If(conditions, body));
        }
        statements.push(Statement::Return(Outcome::NoRule));
        statements
    }

    /// Lowers the conditions of a rule; `None` if one of them never holds.
    fn conditions(&mut self, rule: &Rule, scope: &mut RuleScope) -> Option<Vec<Condition>> {
        let mut conditions = Vec::new();
        for condition in &rule.conditions {
            match self.condition(condition, scope) {
                Lowered::Never => return None,
                Lowered::All(parts) => conditions.extend(parts),
            }
        }
        Some(conditions)
    }

    fn result(&mut self, result: &RuleResult, scope: RuleScope) -> Vec<Statement> {
        match result {
            RuleResult::Tree(rules) => self.rules(rules, scope),
            RuleResult::Error(message) => {
                let message = self.text(message, &scope);
                vec![Statement::Return(message.map_or(Outcome::NoRule, Outcome::Error))]
            }
            RuleResult::Endpoint(endpoint) => {
                let value = self.endpoint(endpoint, &scope);
                let outcome = value.map(|value| Outcome::Endpoint(Box::new(value)));
                vec![Statement::Return(outcome.unwrap_or(Outcome::NoRule))]
            }
        }
    }

    /// Lowers an expression that must be a string.
    pub(super) fn text(&mut self, expression: &Expression, scope: &RuleScope) -> Option<Expr> {
        let value = self.expression(expression, scope)?;
        if value.kind != RuleType::Text {
            let help = "write a string, or refer to one";
            self.problem(expression.offset, "expected a string", help);
            return None;
        }
        if value.optional {
            self.unset(&value.expr, expression.offset);
            return None;
        }
        Some(value.expr)
    }
}
