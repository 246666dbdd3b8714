//! Defines the waiters of a crate.

use std::collections::BTreeSet;

use super::{Expression, Item};
pub(crate) use crate::model::waitable::State;

/// A waiter.
#[derive(Debug)]
pub(crate) struct Waiter {
    /// The name is that of its type.
    pub(crate) item: Item,
    pub(crate) model_name: String,
    /// The name of the client's function.
    pub(crate) function: String,
    /// The index of the operation.
    pub(crate) operation: usize,
    /// In seconds.
    pub(crate) min_delay: u32,
    pub(crate) max_delay: u32,
    /// The acceptors, in the order of evaluation.
    pub(crate) acceptors: Vec<Acceptor>,
}

#[derive(Debug)]
pub(crate) struct Acceptor {
    pub(crate) state: State,
    pub(crate) matcher: Matcher,
}

/// What an acceptor matches.
#[derive(Debug)]
pub(crate) enum Matcher {
    Output,
    Error,
    /// An error with one of these codes.
    Codes(BTreeSet<String>),
    /// An output that meets this condition, which may depend on the input.
    Holds(Box<Condition>),
}

#[derive(Debug)]
pub(crate) enum Condition {
    /// The expression is `true`.
    IsTrue(Expression),
    BooleanEquals(Expression, bool),
    TextEquals(Expression, String),
    /// The list is not empty, and all its elements equal the text.
    AllEqual(Expression, String),
    AnyEquals(Expression, String),
}
