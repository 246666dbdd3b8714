//! In: operations with the `waitable` trait. Out: their waiters, with expressions that are settled.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::query::{Queries, Root, is_text, name_of, told};
use super::with_models;
use crate::docs::Docs;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::{
    Acceptor, Condition, Crate, Deprecated, Item, Kind, Matcher, Operation, Query, Waiter,
};
use crate::jmespath;
use crate::model::http_tests::Unparsed;
use crate::model::waitable::{self, Comparator, State, Waiters};
use crate::projection::{self, Projection};

/// Files are named after waiters, by rustdoc.
const LONGEST_NAME: usize = 200;

/// The waiters of the crate's operations, in the order of those.
pub(super) fn waiters(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Waiter> {
    let mut waiters = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (index, (operation, modeled)) in with_models(emitted, projection).enumerate() {
        let Some(unparsed) = modeled.shape.traits.waitable else { continue };
        let parsed: Result<Waiters<'_>, _> = unparsed.parse();
        let help = "give the trait the form that its page in the Smithy specification shows";
        let parsed = found.keep(parsed.map_err(|problem| problem.shape(&operation.id).help(help)));
        let queries = Queries::new(emitted, operation);
        let mut lower = Lower { unparsed, modeled, operation, queries, found };
        for (name, waiter) in parsed.into_iter().flatten() {
            if let Some(owner) = owners.insert(name.to_lowercase(), operation.id.to_string()) {
                lower.fail(
                    &name,
                    &format!("`{owner}` has a waiter of this name, too"),
                    "rename one of them",
                );
            }
            waiters.extend(lower.waiter(index, &name, &waiter));
        }
    }
    waiters
}

struct Lower<'l, 'a> {
    unparsed: Unparsed<'a>,
    modeled: &'l projection::Operation<'a>,
    operation: &'l Operation,
    queries: Queries<'l>,
    found: &'l mut Diagnostics,
}

impl Lower<'_, '_> {
    fn fail(&mut self, waiter: &str, message: &str, help: &str) {
        let message = format!("the waiter `{}`: {message}", waiter.escape_debug());
        let problem = Diagnostic::new(message).shape(&self.operation.id).at(self.unparsed.offset);
        self.found.push(problem.help(help));
    }

    fn waiter(
        &mut self,
        operation: usize,
        name: &str,
        waiter: &waitable::Waiter<'_>,
    ) -> Option<Waiter> {
        let starts_well = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric());
        if !starts_well || !is_plain || name.len() > LONGEST_NAME {
            self.fail(
                name,
                "this is no name of a waiter",
                "use ASCII letters and digits, an upper case letter first",
            );
            return None;
        }
        let max_delay = waiter.max_delay.unwrap_or(waitable::MAX_DELAY.max(waiter.min_delay));
        if waiter.min_delay < 1 || max_delay < waiter.min_delay {
            self.fail(name, "its delays are in disorder", "use `1 <= minDelay <= maxDelay`");
        }
        if !waiter.acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
            self.fail(
                name,
                "no acceptor leads to success",
                "add an acceptor for what is waited for",
            );
        }
        let acceptors = waiter.acceptors.iter();
        let acceptors = acceptors.filter_map(|acceptor| self.acceptor(name, acceptor)).collect();
        let docs = waiter.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
        let deprecated = waiter.deprecated.then_some(Deprecated::default());
        Some(Waiter {
            // `functions` names it.
            item: Item { name: String::new(), docs, deprecated },
            model_name: name.to_owned(),
            function: String::new(),
            operation,
            min_delay: waiter.min_delay,
            max_delay,
            acceptors: reachable(acceptors),
        })
    }

    fn acceptor(&mut self, waiter: &str, acceptor: &waitable::Acceptor<'_>) -> Option<Acceptor> {
        let matcher = match &acceptor.matcher {
            waitable::Matcher::Success(true) => Matcher::Output,
            waitable::Matcher::Success(false) => Matcher::Error,
            waitable::Matcher::ErrorType(name) => Matcher::Code(self.code(name)),
            waitable::Matcher::Output(matcher) => {
                Matcher::Holds(self.condition(waiter, Root::Output, matcher)?)
            }
            waitable::Matcher::InputOutput(matcher) => {
                Matcher::Holds(self.condition(waiter, Root::Both, matcher)?)
            }
        };
        Some(Acceptor { state: acceptor.state, matcher })
    }

    /// The code of an error on the wire; one that the model does not know is its name.
    fn code(&self, error: &str) -> String {
        let name = error.rsplit_once('#').map_or(error, |(_, name)| name);
        let index = self.modeled.errors.iter().position(|id| id.name() == name);
        let code = index.and_then(|index| self.operation.errors.get(index));
        code.map_or(name, |error| error.code.as_str()).to_owned()
    }

    fn condition(
        &mut self,
        waiter: &str,
        root: Root,
        matcher: &waitable::PathMatcher<'_>,
    ) -> Option<Condition> {
        let text: Option<String> = serde_json::from_str(matcher.path.get()).ok();
        let Some(text) = text else {
            self.path_problem(waiter, matcher.path, "the path is no string");
            return None;
        };
        let condition = jmespath::parse(&text).and_then(|expr| {
            let (queries, expected) = (&self.queries, &matcher.expected);
            Ok(match matcher.comparator {
                Comparator::Boolean if expected == "true" => {
                    Condition::IsTrue(queries.is_true(root, &expr)?)
                }
                Comparator::Boolean if expected == "false" => {
                    Condition::BooleanEquals(boolean(queries.value(root, &expr)?)?, false)
                }
                Comparator::Boolean => {
                    return Err(jmespath::Problem::new(
                        0,
                        "neither `true` nor `false` is expected",
                    ));
                }
                Comparator::String => Condition::TextEquals(
                    texts(queries.value(root, &expr)?, false)?,
                    expected.clone(),
                ),
                Comparator::AllStrings => {
                    Condition::AllEqual(texts(queries.value(root, &expr)?, true)?, expected.clone())
                }
                Comparator::AnyString => Condition::AnyEquals(
                    texts(queries.value(root, &expr)?, true)?,
                    expected.clone(),
                ),
            })
        });
        let lowered = condition.map_err(|problem| {
            self.path_problem(waiter, matcher.path, &told(&text, &problem));
        });
        lowered.ok()
    }

    fn path_problem(&mut self, waiter: &str, path: &RawValue, message: &str) {
        let message = format!("the waiter `{}`: {message}", waiter.escape_debug());
        let problem = Diagnostic::new(message).shape(&self.operation.id);
        let problem = problem.at(self.unparsed.offset_of(path));
        self.found.push(problem.help("mend the expression, or what it is compared with"));
    }
}

fn boolean(query: Query) -> Result<Query, jmespath::Problem> {
    match query.kind {
        Kind::Boolean => Ok(query),
        kind => {
            let message = format!("this is {}, not a boolean", name_of(&kind));
            Err(jmespath::Problem::new(0, message))
        }
    }
}

/// A string, or a list of strings.
fn texts(query: Query, in_list: bool) -> Result<Query, jmespath::Problem> {
    let holds = match (&query.kind, in_list) {
        (kind, false) => is_text(kind),
        (Kind::List(element), true) => is_text(&Kind::of(&element.value)),
        (Kind::Items(item), true) => is_text(item),
        (Kind::Array { of, .. }, true) => is_text(of),
        (_, true) => false,
    };
    if holds && !query.is_literal() {
        return Ok(query);
    }
    let wanted = if in_list { "a list of strings" } else { "a string of the output" };
    let message = format!("this is {}, not {wanted}", name_of(&query.kind));
    Err(jmespath::Problem::new(0, message))
}

/// Without the acceptors that those before them leave nothing to.
fn reachable(acceptors: Vec<Acceptor>) -> Vec<Acceptor> {
    let (mut outputs, mut errors, mut codes) = (false, false, BTreeSet::new());
    let is_reached = |acceptor: &Acceptor| match &acceptor.matcher {
        Matcher::Output => !std::mem::replace(&mut outputs, true),
        Matcher::Error => !std::mem::replace(&mut errors, true),
        Matcher::Code(code) => !errors && codes.insert(code.clone()),
        Matcher::Holds(_) => !outputs,
    };
    acceptors.into_iter().filter(is_reached).collect()
}
