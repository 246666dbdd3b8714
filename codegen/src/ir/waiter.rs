//! In: the `waitable` traits of operations. Out: the states that a crate can wait for, every name and
//! expression settled.

use std::collections::BTreeSet;

use super::{Expression, Item};
pub(crate) use crate::model::waitable::State;

/// A state to wait for.
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
    /// In the order in which they are asked; each can match.
    pub(crate) acceptors: Vec<Acceptor>,
}

#[derive(Debug)]
pub(crate) struct Acceptor {
    pub(crate) state: State,
    pub(crate) matcher: Matcher,
}

/// What a call has to give.
#[derive(Debug)]
pub(crate) enum Matcher {
    Output,
    Error,
    /// An error with one of these codes.
    Codes(BTreeSet<String>),
    /// An output for which this holds; the expression may use the input.
    Holds(Condition),
}

#[derive(Debug)]
pub(crate) enum Condition {
    /// This expression is `true`, which it may be whatever it looks at.
    IsTrue(Expression),
    BooleanEquals(Expression, bool),
    TextEquals(Expression, String),
    /// There are elements, and all of them equal the text.
    AllEqual(Expression, String),
    AnyEquals(Expression, String),
}
