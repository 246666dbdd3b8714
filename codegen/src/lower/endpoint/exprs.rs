//! Visits the expressions of statements, to read or to replace them.

/// Defines functions that visit all expressions, but not the parts of each: with `mut`, they can be replaced.
macro_rules! visitors {
    ($($mutable:ident)?) => {
        use crate::ir::endpoint::{
            AuthScheme, Condition, EndpointValue, Expr, Outcome, Property, Statement,
        };

        type Visit<'v> = &'v mut dyn FnMut(&$($mutable)? Expr);

        pub(in crate::lower::endpoint) fn each(
            statements: &$($mutable)? [Statement],
            visit: Visit<'_>,
        ) {
            for statement in statements {
                match statement {
                    Statement::Let(_, value) => visit(value),
                    Statement::LetElse(_, value, outcome) => {
                        visit(value);
                        of_outcome(outcome, visit);
                    }
                    Statement::If(conditions, body) => {
                        of_conditions(conditions, visit);
                        each(body, visit);
                    }
                    Statement::Return(outcome) => of_outcome(outcome, visit),
                }
            }
        }

        pub(in crate::lower::endpoint) fn of_conditions(
            conditions: &$($mutable)? [Condition],
            visit: Visit<'_>,
        ) {
            for condition in conditions {
                match condition {
                    Condition::Holds(value)
                    | Condition::Some(_, value)
                    | Condition::Let(_, value) => visit(value),
                }
            }
        }

        fn of_outcome(outcome: &$($mutable)? Outcome, visit: Visit<'_>) {
            match outcome {
                Outcome::Endpoint(endpoint) => of_endpoint(endpoint, visit),
                Outcome::Error(message) => visit(message),
                Outcome::Call(_, arguments) => {
                    for argument in arguments {
                        visit(argument);
                    }
                }
                Outcome::Missing(_) | Outcome::NoRule => {}
            }
        }

        fn of_endpoint(endpoint: &$($mutable)? EndpointValue, visit: Visit<'_>) {
            let EndpointValue { shared: _, url, headers, auth_schemes, properties } = endpoint;
            visit(url);
            for (_, value) in headers {
                visit(value);
            }
            for scheme in auth_schemes {
                of_auth_scheme(scheme, visit);
            }
            for (_, value) in properties {
                of_property(value, visit);
            }
        }

        fn of_auth_scheme(scheme: &$($mutable)? AuthScheme, visit: Visit<'_>) {
            let AuthScheme { name, signing_name, signing_region, signing_region_set, properties, .. } =
                scheme;
            visit(name);
            for text in signing_name.into_iter().chain(signing_region).chain(signing_region_set) {
                visit(text);
            }
            for (_, value) in properties {
                of_property(value, visit);
            }
        }

        fn of_property(property: &$($mutable)? Property, visit: Visit<'_>) {
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
    };
}

/// To read expressions.
pub(super) mod read {
    visitors!();
}

/// To replace expressions.
pub(super) mod replace {
    visitors!(mut);
}
