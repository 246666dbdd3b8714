//! Lowers the endpoint rules of a service to functions. A service without rules gets a single rule:
//! the caller sets the endpoint.

pub(super) mod built_in;
mod cause;
mod condition;
mod expression;
mod exprs;
mod facts;
mod fields;
mod function;
mod group;
mod lines;
mod merge;
mod params;
mod property;
mod rebind;
mod repeats;
mod rules;
mod settings;
mod share;
mod simplify;
mod split;
mod template;
mod tests;
mod uses;

pub(super) use params::constant;

use std::collections::BTreeSet;

use crate::error::{Diagnostic, Diagnostics, Place};
use crate::ir::endpoint::{Endpoints, Expr};
use crate::model::context_params::ClientContextParams;
use crate::model::endpoint_rules::{self, RuleSet};
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::purpose::Purpose;
use cause::{Cause, Causes};

/// The endpoints of a service.
pub(crate) fn endpoints(
    service: &Shape<'_>,
    with_tests: bool,
    purpose: Purpose,
    found: &mut Diagnostics,
) -> Endpoints {
    let mut lower = Lower {
        service: &service.id,
        place: service.offset,
        settings: &service.traits.client_context_params,
        found,
        causes: Causes::default(),
        params: Vec::new(),
        broken_params: BTreeSet::new(),
        meanings: Vec::new(),
    };
    let Some(value) = service.traits.endpoint_rule_set else {
        return lower.endpoints(&rules::without_rule_set());
    };
    let rule_set = endpoint_rules::parse(value, &service.id, purpose, lower.found);
    let mut endpoints = Endpoints { has_rules: true, ..lower.endpoints(&rule_set) };
    if let Some(tests) = service.traits.endpoint_tests.filter(|_| with_tests) {
        endpoints.tests = tests::tests(tests, &service.id, &endpoints.params, found);
    }
    endpoints
}

/// The warning that the rules of a service are in an unsupported format.
pub(crate) fn unread_rules(service: &Shape<'_>) -> Option<Diagnostic> {
    let bdd = service.traits.endpoint_bdd.filter(|_| service.traits.endpoint_rule_set.is_none())?;
    Some(
        Diagnostic::new(
            "the endpoint rules are given only as a decision diagram, which is not supported",
        )
        .shape(&service.id)
        .at(bdd.offset)
        .help(
            "add the trait `smithy.rules#endpointRuleSet`, or set the URL of the service with \
                   `Config::endpoint_url` when you create a client",
        ),
    )
}

/// The state that the passes over a rule set share.
struct Lower<'a> {
    service: &'a ShapeId,
    /// The place of the service.
    place: Place,
    /// The parameters that are settings of a client.
    settings: &'a ClientContextParams,
    found: &'a mut Diagnostics,
    causes: Causes,
    params: Vec<crate::ir::endpoint::EndpointParam>,
    /// The names of the parameters with a problem.
    broken_params: BTreeSet<String>,
    /// The name of each local, and its value in terms of parameters.
    meanings: Vec<Option<(String, Expr)>>,
}

impl Lower<'_> {
    fn endpoints(&mut self, rule_set: &RuleSet) -> Endpoints {
        self.broken_params = rule_set.broken_parameters.iter().cloned().collect();
        self.params = self.params(&rule_set.parameters);
        let body = group::group(&rebind::without_repetitions(self.resolve(&rule_set.rules)));
        let mut body = merge::merge(simplify::simplify(body));
        fields::bind_fields(&mut body);
        let shared = share::share(&mut body);
        let functions = split::split(body, &self.params, &shared);
        let settings = self.settings();
        let mut params = std::mem::take(&mut self.params);
        for param in &mut params {
            param.is_setting = settings.iter().any(|setting| setting.param == param.model_name);
        }
        std::mem::take(&mut self.causes).report(self.found);
        Endpoints { params, settings, functions, shared, ..Endpoints::default() }
    }

    /// An expression in terms of parameters, which does not depend on the names of locals.
    fn meaning(&self, expr: &Expr) -> Expr {
        expr.with(&|part| {
            let Expr::Local(local) = part else { return None };
            let (_, value) = self.meanings.get(local.id)?.as_ref()?;
            Some(value.clone())
        })
    }

    fn problem(&mut self, offset: Place, message: impl Into<String>, help: impl Into<String>) {
        let problem = Diagnostic::new(message).shape(self.service).at(offset);
        self.found.push(problem.help(help));
    }

    /// Adds a problem that may have the same cause as others.
    fn problem_of(
        &mut self,
        cause: Cause,
        offset: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::new(message).shape(self.service).at(offset);
        self.causes.add(cause, problem.help(help));
    }

    /// Reports a value that may be absent where it is required.
    fn unset(&mut self, value: &Expr, offset: Place) {
        let param = match value {
            Expr::Param(index) => self.params.get(*index),
            _ => None,
        };
        let Some(param) = param else {
            let help = "check it with `isSet` before, or assign it to a variable";
            self.problem(offset, "the value may be unset here", help);
            return;
        };
        let name = param.model_name.clone();
        let message = format!("the parameter `{name}` may be unset here");
        let help = "check it with `isSet` before, or make the parameter `required`";
        self.problem_of(Cause::Unset(name), offset, message, help);
    }
}
