//! Moves what several endpoints have in common to functions: all but the URL and the region of signatures.

use std::collections::BTreeSet;

use super::uses;
use crate::ir::endpoint::{
    AuthScheme, EndpointValue, Expr, Outcome, Property, SharedEndpoint, Statement,
};
use crate::symbol::given;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The minimum number of endpoints that share a function.
const FEWEST: usize = 3;

/// Finds what endpoints share, and marks those that do.
pub(super) fn share(statements: &mut [Statement]) -> Vec<SharedEndpoint> {
    let mut counted: Vec<(EndpointValue, usize)> = Vec::new();
    visit(statements, &mut |endpoint| {
        let Some(common) = common(endpoint) else { return };
        match counted.iter_mut().find(|(known, _)| *known == common) {
            Some((_, count)) => *count += 1,
            None => counted.push((common, 1)),
        }
    });
    counted.retain(|(_, count)| *count >= FEWEST);
    let locals = uses::made(statements).into_iter().map(|local| local.name.clone());
    let mut taken: BTreeSet<String> = locals.collect();
    let shared: Vec<SharedEndpoint> = counted
        .into_iter()
        .map(|(endpoint, _)| SharedEndpoint { name: name(&endpoint, &mut taken), endpoint })
        .collect();
    visit(statements, &mut |endpoint| {
        let common = common(endpoint);
        endpoint.shared =
            shared.iter().position(|shared| Some(&shared.endpoint) == common.as_ref());
    });
    shared
}

/// An endpoint with its URL and region removed, if nothing else in it depends on the request. An endpoint
/// that is only a URL has nothing in common with others.
fn common(endpoint: &EndpointValue) -> Option<EndpointValue> {
    let EndpointValue { shared: _, url: _, headers, auth_schemes, properties } = endpoint;
    let region = endpoint.signing_region();
    let has_region =
        |scheme: &AuthScheme| scheme.signing_region.as_ref().is_none_or(|own| Some(own) == region);
    let is_constant = headers.iter().all(|(_, value)| is_text(value))
        && properties.iter().all(|(_, value)| is_plain(value))
        && auth_schemes.iter().all(|scheme| has_region(scheme) && is_constant(scheme));
    let is_empty = headers.is_empty() && auth_schemes.is_empty() && properties.is_empty();
    if is_empty || !is_constant {
        return None;
    }
    let mut common = EndpointValue { url: Expr::Text(String::new()), ..endpoint.clone() };
    for region in common.auth_schemes.iter_mut().filter_map(|scheme| scheme.signing_region.as_mut())
    {
        *region = Expr::Text(String::new());
    }
    Some(common)
}

/// Whether nothing but the region of an auth scheme depends on the request.
fn is_constant(scheme: &AuthScheme) -> bool {
    let mut texts = scheme.signing_name.iter().chain(&scheme.signing_region_set);
    is_text(&scheme.name) && texts.all(is_text) && scheme.properties.is_empty()
}

fn is_text(expr: &Expr) -> bool {
    matches!(expr, Expr::Text(_))
}

fn is_plain(property: &Property) -> bool {
    match property {
        Property::Null | Property::Bool(_) | Property::Number(_) => true,
        Property::Text(text) => is_text(text),
        Property::List(values) => values.iter().all(is_plain),
        Property::Object(values) => values.iter().all(|(_, value)| is_plain(value)),
    }
}

/// The name of a function: after the first auth scheme and its service, such as `sigv4_s3_endpoint`, or else
/// after the first property or header.
fn name(endpoint: &EndpointValue, taken: &mut BTreeSet<String>) -> String {
    let text = |expr: &Expr| match expr {
        Expr::Text(text) => text.clone(),
        _ => String::new(),
    };
    let mut words: Vec<String> = match (endpoint.auth_schemes.first(), &*endpoint.properties) {
        (Some(scheme), _) => {
            std::iter::once(&scheme.name).chain(&scheme.signing_name).map(text).collect()
        }
        (None, [(name, _), ..]) => vec![name.clone()],
        (None, []) => endpoint.headers.iter().take(1).map(|(name, _)| name.clone()).collect(),
    };
    words.push("endpoint".to_owned());
    let word = words.join("_");
    let word: String =
        word.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let wanted = identifier(Space::RuleFunction, &word.to_ascii_lowercase());
    let name = given::free(Space::RuleFunction, &wanted, |name| taken.contains(name));
    taken.insert(name.clone());
    name
}

fn visit(statements: &mut [Statement], with: &mut dyn FnMut(&mut EndpointValue)) {
    for statement in statements {
        match statement {
            Statement::If(_, body) => visit(body, with),
            Statement::LetElse(_, _, Outcome::Endpoint(endpoint))
            | Statement::Return(Outcome::Endpoint(endpoint)) => with(endpoint),
            Statement::Let(..) | Statement::LetElse(..) | Statement::Return(_) => {}
        }
    }
}
