//! Compares endpoint rules: the functions that they are lowered to, since the same rules can be written in several
//! ways.

use crate::error::Diagnostics;
use crate::ir::endpoint::{BuiltIn, EndpointValue, Endpoints, Local, ParamPresence, Statement};
use crate::lower;
use crate::purpose::Purpose;

use super::comparison::{At, Comparison};
use super::rule::Rule;
use super::traits;
use super::version::Version;

/// Compares the rules, which are lowered only if their texts differ.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (comparison.old, comparison.new);
    if traits::is_same(text(old), text(new)) {
        return;
    }
    let lowered = |version: &Version<'_>| {
        let mut found = Diagnostics::default();
        lower::endpoint::endpoints(version.service(), false, Purpose::Render, &mut found)
    };
    let (was, is) = (lowered(old), lowered(new));
    if content(&was) != content(&is) {
        let at = At::both(&old.service().id, &new.service().id);
        comparison.add(Rule::EndpointsChanged, at, "The endpoint rules have changed");
    }
}

/// The text of the rules; empty if there are none.
fn text<'m>(version: &Version<'m>) -> &'m str {
    version.service().traits.endpoint_rule_set.map_or("", |rules| rules.raw.get())
}

/// Parameters, functions, and what endpoints have in common.
type Content<'c> = (
    Vec<(&'c ParamPresence, &'c Option<BuiltIn>)>,
    Vec<(&'c Vec<Local>, &'c Vec<Statement>)>,
    Vec<&'c EndpointValue>,
);

/// The rules, without the names of functions.
fn content(endpoints: &Endpoints) -> Content<'_> {
    (
        endpoints.params.iter().map(|param| (&param.presence, &param.built_in)).collect(),
        endpoints.functions.iter().map(|function| (&function.arguments, &function.body)).collect(),
        endpoints.shared.iter().map(|shared| &shared.endpoint).collect(),
    )
}
