//! Moves auth schemes that several endpoints have, except for the region, to functions.

use std::collections::BTreeSet;

use super::uses;
use crate::ir::endpoint::{AuthScheme, Expr, Outcome, RuleFunction, SharedScheme, Statement};
use crate::symbol::given;
use crate::symbol::ident::is_keyword;
use crate::symbol::reserved::Space;

/// The minimum number of uses of a scheme that is moved to a function.
const FEWEST: usize = 3;

/// Finds the shared schemes and marks their uses.
pub(super) fn share(functions: &mut [RuleFunction]) -> Vec<SharedScheme> {
    let mut counted: Vec<(AuthScheme, usize)> = Vec::new();
    visit(functions, &mut |scheme| {
        let Some(common) = without_region(scheme) else { return };
        match counted.iter_mut().find(|(known, _)| *known == common) {
            Some((_, count)) => *count += 1,
            None => counted.push((common, 1)),
        }
    });
    counted.retain(|(_, count)| *count >= FEWEST);
    let locals = functions.iter().flat_map(|function| {
        function.arguments.iter().chain(uses::made(&function.body)).map(|local| &local.name)
    });
    let mut taken: BTreeSet<String> =
        functions.iter().map(|function| &function.name).chain(locals).cloned().collect();
    let shared: Vec<SharedScheme> = counted
        .into_iter()
        .map(|(scheme, _)| SharedScheme { name: name(&scheme, &mut taken), scheme })
        .collect();
    visit(functions, &mut |scheme| {
        let common = without_region(scheme);
        scheme.shared = shared.iter().position(|shared| Some(&shared.scheme) == common.as_ref());
    });
    shared
}

/// A scheme with its region removed, if nothing else in it depends on the request.
fn without_region(scheme: &AuthScheme) -> Option<AuthScheme> {
    let is_constant = |expr: &Expr| matches!(expr, Expr::Text(_));
    let texts = scheme.signing_name.iter().chain(&scheme.signing_region_set);
    let is_plain = is_constant(&scheme.name) && scheme.properties.is_empty();
    (is_plain && texts.into_iter().all(is_constant)).then(|| AuthScheme {
        signing_region: scheme.signing_region.as_ref().map(|_| Expr::Text(String::new())),
        ..scheme.clone()
    })
}

fn name(scheme: &AuthScheme, taken: &mut BTreeSet<String>) -> String {
    let text = |expr: &Expr| match expr {
        Expr::Text(text) => text.clone(),
        _ => String::new(),
    };
    let words: Vec<String> =
        std::iter::once(&scheme.name).chain(&scheme.signing_name).map(text).collect();
    let word = words.join("_");
    let word: String = word
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .collect();
    let is_name = word.starts_with(|first: char| first.is_ascii_alphabetic()) && !is_keyword(&word);
    let wanted = if is_name { word.as_str() } else { "scheme" };
    let name = given::free(Space::RuleFunction, wanted, |name| taken.contains(name));
    taken.insert(name.clone());
    name
}

fn visit(functions: &mut [RuleFunction], with: &mut dyn FnMut(&mut AuthScheme)) {
    for function in functions {
        visit_statements(&mut function.body, with);
    }
}

fn visit_statements(statements: &mut [Statement], with: &mut dyn FnMut(&mut AuthScheme)) {
    for statement in statements {
        match statement {
            Statement::If(_, body) => visit_statements(body, with),
            Statement::LetElse(_, _, Outcome::Endpoint(endpoint))
            | Statement::Return(Outcome::Endpoint(endpoint)) => {
                endpoint.auth_schemes.iter_mut().for_each(&mut *with);
            }
            Statement::Let(..) | Statement::LetElse(..) | Statement::Return(_) => {}
        }
    }
}
