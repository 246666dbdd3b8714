//! Types for the value of the `waitable` trait
//! (<https://smithy.io/2.0/additional-specs/waiters.html>). Expressions stay unparsed, to keep
//! their places.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// The waiters of an operation by their names. They stay unparsed, so that an invalid waiter does
/// not affect the others.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Waiters<'a>(#[serde(borrow)] BTreeMap<String, &'a RawValue>);

impl<'a> IntoIterator for Waiters<'a> {
    type Item = (String, &'a RawValue);
    type IntoIter = std::collections::btree_map::IntoIter<String, &'a RawValue>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Waiter<'a> {
    pub(crate) documentation: Option<String>,
    /// The acceptors, in the order of evaluation.
    #[serde(borrow)]
    pub(crate) acceptors: Vec<Acceptor<'a>>,
    /// In seconds.
    #[serde(default = "default_min_delay")]
    pub(crate) min_delay: u32,
    pub(crate) max_delay: Option<u32>,
    #[serde(default)]
    pub(crate) deprecated: bool,
}

fn default_min_delay() -> u32 {
    2
}

/// The default of the maximum delay, in seconds.
pub(crate) const MAX_DELAY: u32 = 120;

#[derive(Debug, Deserialize)]
pub(crate) struct Acceptor<'a> {
    pub(crate) state: State,
    #[serde(borrow)]
    pub(crate) matcher: Matcher<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Success,
    Failure,
    Retry,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Matcher<'a> {
    /// Matches the output.
    #[serde(borrow)]
    Output(PathMatcher<'a>),
    /// Matches an object with the members `input` and `output`.
    #[serde(borrow)]
    InputOutput(PathMatcher<'a>),
    /// Matches a call that succeeded (`true`) or failed.
    Success(bool),
    /// Matches an error by its name or absolute shape id.
    ErrorType(String),
}

#[derive(Debug, Deserialize)]
pub(crate) struct PathMatcher<'a> {
    /// A JSON string that holds a `JMESPath` expression.
    #[serde(borrow)]
    pub(crate) path: &'a RawValue,
    pub(crate) expected: String,
    pub(crate) comparator: Comparator,
}

/// How the value of an expression is compared with the expected string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Comparator {
    #[serde(rename = "stringEquals")]
    String,
    #[serde(rename = "booleanEquals")]
    Boolean,
    #[serde(rename = "allStringEquals")]
    AllStrings,
    #[serde(rename = "anyStringEquals")]
    AnyString,
}
