//! Visits the expressions of statements, to replace them.

use crate::ir::endpoint::{
    AuthScheme, Condition, EndpointValue, Expr, Outcome, Property, Statement,
};

/// Visits all expressions, but not the parts of each.
pub(super) fn each_expr(statements: &mut [Statement], visit: &mut dyn FnMut(&mut Expr)) {
    for statement in statements {
        match statement {
            Statement::Let(_, value) => visit(value),
            Statement::LetElse(_, value, outcome) => {
                visit(value);
                of_outcome(outcome, visit);
            }
            Statement::If(conditions, body) => {
                for condition in conditions {
                    match condition {
                        Condition::Holds(value)
                        | Condition::Some(_, value)
                        | Condition::Let(_, value) => visit(value),
                    }
                }
                each_expr(body, visit);
            }
            Statement::Return(outcome) => of_outcome(outcome, visit),
        }
    }
}

fn of_outcome(outcome: &mut Outcome, visit: &mut dyn FnMut(&mut Expr)) {
    match outcome {
        Outcome::Endpoint(endpoint) => of_endpoint(endpoint, visit),
        Outcome::Error(message) => visit(message),
        Outcome::Missing(_) | Outcome::NoRule | Outcome::Call(..) => {}
    }
}

fn of_endpoint(endpoint: &mut EndpointValue, visit: &mut dyn FnMut(&mut Expr)) {
    let EndpointValue { shared: _, url, headers, auth_schemes, properties } = endpoint;
    visit(url);
    for (_, value) in headers {
        visit(value);
    }
    for scheme in auth_schemes {
        let AuthScheme {
            name, signing_name, signing_region, signing_region_set, properties, ..
        } = scheme;
        visit(name);
        signing_name
            .iter_mut()
            .chain(signing_region)
            .chain(signing_region_set)
            .for_each(&mut *visit);
        for (_, value) in properties {
            of_property(value, visit);
        }
    }
    for (_, value) in properties {
        of_property(value, visit);
    }
}

fn of_property(property: &mut Property, visit: &mut dyn FnMut(&mut Expr)) {
    match property {
        Property::Null | Property::Bool(_) | Property::Number(_) => {}
        Property::Text(text) => visit(text),
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
