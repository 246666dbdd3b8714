//! Finds the locals that statements use or define.

use crate::ir::endpoint::{
    AuthScheme, Condition, EndpointValue, Expr, Local, Outcome, Property, Statement, TemplatePart,
};

/// The number of uses of a local.
pub(super) fn count(local: &Local, conditions: &[Condition], statements: &[Statement]) -> usize {
    let mut count = 0;
    let mut visit = |named: &Local| count += usize::from(named.id == local.id);
    for condition in conditions {
        of_condition(condition, &mut visit);
    }
    of_statements(statements, &mut visit);
    count
}

/// The locals that statements use and do not define, without duplicates, in the order of their
/// definitions.
pub(super) fn free(statements: &[Statement]) -> Vec<Local> {
    let mut named = Vec::new();
    of_statements(statements, &mut |local| named.push(local.clone()));
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

fn of_statements(statements: &[Statement], visit: &mut dyn FnMut(&Local)) {
    for statement in statements {
        match statement {
            Statement::Let(_, value) => of_expr(value, visit),
            Statement::LetElse(_, value, outcome) => {
                of_expr(value, visit);
                of_outcome(outcome, visit);
            }
            Statement::If(conditions, body) => {
                for condition in conditions {
                    of_condition(condition, visit);
                }
                of_statements(body, visit);
            }
            Statement::Return(outcome) => of_outcome(outcome, visit),
        }
    }
}

fn of_condition(condition: &Condition, visit: &mut dyn FnMut(&Local)) {
    match condition {
        Condition::Holds(value) | Condition::Some(_, value) | Condition::Let(_, value) => {
            of_expr(value, visit);
        }
    }
}

fn of_outcome(outcome: &Outcome, visit: &mut dyn FnMut(&Local)) {
    match outcome {
        Outcome::Endpoint(endpoint) => of_endpoint(endpoint, visit),
        Outcome::Error(message) => of_expr(message, visit),
        Outcome::Call(_, arguments) => arguments.iter().for_each(visit),
        Outcome::Missing(_) | Outcome::NoRule => {}
    }
}

fn of_endpoint(endpoint: &EndpointValue, visit: &mut dyn FnMut(&Local)) {
    let EndpointValue { shared: _, url, headers, auth_schemes, properties } = endpoint;
    of_expr(url, visit);
    for (_, value) in headers {
        of_expr(value, visit);
    }
    for scheme in auth_schemes {
        of_auth_scheme(scheme, visit);
    }
    for (_, value) in properties {
        of_property(value, visit);
    }
}

fn of_auth_scheme(scheme: &AuthScheme, visit: &mut dyn FnMut(&Local)) {
    of_expr(&scheme.name, visit);
    let texts = scheme.signing_name.iter().chain(&scheme.signing_region);
    texts.chain(&scheme.signing_region_set).for_each(|text| of_expr(text, visit));
    for (_, value) in &scheme.properties {
        of_property(value, visit);
    }
}

fn of_property(property: &Property, visit: &mut dyn FnMut(&Local)) {
    match property {
        Property::Null | Property::Bool(_) | Property::Number(_) => {}
        Property::Text(text) => of_expr(text, visit),
        Property::List(values) => {
            for value in values {
                of_property(value, visit);
            }
        }
        Property::Object(values) => {
            for (_, value) in values {
                of_property(value, visit);
            }
        }
    }
}

fn of_expr(expr: &Expr, visit: &mut dyn FnMut(&Local)) {
    match expr {
        Expr::Bool(_) | Expr::Integer(_) | Expr::Text(_) | Expr::Param(_) => {}
        Expr::Local(local) => visit(local),
        Expr::Template(parts) => parts.iter().for_each(|part| match part {
            TemplatePart::Literal(_) => {}
            TemplatePart::Value(value) => of_expr(value, visit),
        }),
        Expr::Not(value)
        | Expr::IsSome(value)
        | Expr::Field(value, _)
        | Expr::Resource(value, _)
        | Expr::Element(value, _) => of_expr(value, visit),
        Expr::Equal(one, other) | Expr::IsSomeOf(one, other) => {
            of_expr(one, visit);
            of_expr(other, visit);
        }
        Expr::Call(_, values) | Expr::Coalesce { values, .. } => {
            for value in values {
                of_expr(value, visit);
            }
        }
        Expr::Choice { condition, yes, no } => {
            of_expr(condition, visit);
            of_expr(&yes.0, visit);
            of_expr(&no.0, visit);
        }
    }
}
