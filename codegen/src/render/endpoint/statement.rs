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
        Statement::Return(last) => {
            let (url, last) = url_and_outcome(last, scope);
            quote!(#url #last)
        }
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
            let (url, value) = url_and_outcome(value, scope);
            quote!(#url return #value;)
        }
    }
}

/// Renders an outcome, and before it the computed URL of an endpoint that a function returns.
fn url_and_outcome(
    value: &Outcome,
    scope: &FunctionScope<'_>,
) -> (Option<TokenStream>, TokenStream) {
    if let Outcome::Endpoint(endpoint) = value
        && let Some((url, endpoint)) = value::endpoint_with_url(endpoint, scope)
    {
        return (Some(quote!(let url = #url;)), quote!(Ok(#endpoint)));
    }
    (None, outcome(value, scope))
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
