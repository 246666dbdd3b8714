//! Estimates how long statements are when they are rendered.

use crate::ir::endpoint::{EndpointValue, Outcome, Statement};

/// The approximate number of lines of statements.
pub(super) fn lines(statements: &[Statement]) -> usize {
    let each = statements.iter().map(|statement| match statement {
        Statement::Let(..) => 1,
        Statement::LetElse(_, _, outcome) => 2 + of_outcome(outcome),
        Statement::If(conditions, body) => {
            let parts = if conditions.len() > 2 { conditions.len() } else { 1 };
            parts + lines(body) + 1
        }
        Statement::Return(outcome) => of_outcome(outcome),
    });
    each.sum()
}

fn of_outcome(outcome: &Outcome) -> usize {
    match outcome {
        Outcome::Endpoint(endpoint) => {
            let EndpointValue { shared, url: _, headers, auth_schemes, properties } = &**endpoint;
            match shared {
                Some(_) => 2,
                None => 1 + headers.len() + properties.len() + 2 * auth_schemes.len(),
            }
        }
        Outcome::Error(_) => 2,
        Outcome::Missing(_) | Outcome::NoRule | Outcome::Call(..) => 1,
    }
}
