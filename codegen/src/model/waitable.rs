//! The value of the `waitable` trait, typed (<https://smithy.io/2.0/additional-specs/waiters.html>).
//! Expressions stay raw, so that each has its place in the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// The waiters of an operation, by their names. They stay unparsed, so that one of a wrong form costs
/// none but itself.
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
    /// In the order in which they are asked.
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

/// The longest delay in seconds, where a waiter does not say it.
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
    /// Looks at the output.
    #[serde(borrow)]
    Output(PathMatcher<'a>),
    /// Looks at an object with the members `input` and `output`.
    #[serde(borrow)]
    InputOutput(PathMatcher<'a>),
    /// Whether the call succeeded.
    Success(bool),
    /// The name or absolute shape id of an error.
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

/// How the value of an expression is compared with the expected text.
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
