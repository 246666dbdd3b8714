//! Renders statements and conditions of rules as the body of a function.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::FunctionScope;
use super::value;
use crate::ir::endpoint::{Condition, Expr, Local, Outcome, Statement};
use crate::render::item::ident;
use crate::render::text::literal;

/// Renders the body of a function or block. The last statement is its value.
pub(super) fn statements(statements: &[Statement], scope: &FunctionScope<'_>) -> TokenStream {
    let Some((last, before)) = statements.split_last() else { return TokenStream::new() };
    let before = before.iter().map(|one| statement(one, scope));
    let last = match last {
        Statement::Return(last) => outcome(last, scope),
        other => statement(other, scope),
    };
    quote!(#(#before)* #last)
}

fn statement(statement: &Statement, scope: &FunctionScope<'_>) -> TokenStream {
    match statement {
        Statement::Let(local, value) => {
            let (name, value) = (ident(&local.name), scope.value(value));
            quote!(let #name = #value;)
        }
        Statement::LetElse(local, value, otherwise) => {
            let (name, value) = (ident(&local.name), scope.value(value));
            let otherwise = outcome(otherwise, scope);
            quote!(let Some(#name) = #value else { return #otherwise; };)
        }
        Statement::If(conditions, body) => {
            let conditions = conditions.iter().map(|one| condition(one, scope));
            let body = block(body, scope);
            quote!(if #(#conditions)&&* { #body })
        }
        Statement::Return(value) => {
            let value = outcome(value, scope);
            quote!(return #value;)
        }
    }
}

/// Renders a block that returns, because statements follow it.
fn block(statements: &[Statement], scope: &FunctionScope<'_>) -> TokenStream {
    statements.iter().map(|one| statement(one, scope)).collect()
}

fn condition(condition: &Condition, scope: &FunctionScope<'_>) -> TokenStream {
    let binding = |local: &Local, value: &Expr| (ident(&local.name), scope.value(value));
    match condition {
        Condition::Holds(holds) => scope.operand(holds),
        Condition::Some(local, value) => {
            let (name, value) = binding(local, value);
            quote!(let Some(#name) = #value)
        }
        Condition::Let(local, value) => {
            let (name, value) = binding(local, value);
            quote!(let #name = #value)
        }
    }
}

fn outcome(outcome: &Outcome, scope: &FunctionScope<'_>) -> TokenStream {
    match outcome {
        Outcome::Endpoint(endpoint) => {
            let endpoint = value::endpoint(endpoint, scope);
            quote!(Ok(#endpoint))
        }
        Outcome::Error(Expr::Text(message)) => {
            let message = literal(message);
            quote!(Err(EndpointError::new(#message)))
        }
        Outcome::Error(message) => {
            let owned = scope.owned_text(message);
            quote!(Err(EndpointError::new(#owned)))
        }
        Outcome::Missing(param) => {
            let name = scope.model_name(*param);
            quote!(Err(EndpointError::missing(#name)))
        }
        Outcome::NoRule => quote!(Err(EndpointError::no_rule())),
        Outcome::Call(function, arguments) => scope.call(*function, arguments),
    }
}
