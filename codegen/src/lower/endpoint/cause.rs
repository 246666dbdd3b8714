//! In: problems of rules, each with its cause. Out: one problem for each cause. Rules repeat
//! themselves, and so does a mistake in them.

use std::collections::BTreeMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::ir::endpoint::RuleType;

/// What several problems have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// A parameter that may have no value is used as if it had one.
    Unset(String),
    /// Nothing has this name.
    UnknownName(String),
    /// No function has this name.
    UnknownFunction(String),
    /// A function is called with another number of arguments than it takes.
    ArgumentCount(String, usize),
    /// A value of this type has no part of this name.
    UnknownPart(RuleType, String),
    /// This text has placeholders that are not closed.
    UnmatchedBraces(String),
    /// A parameter or variable is used as if it had another type.
    WrongType(String),
}

/// The first problem of each cause, and how many more there are.
#[derive(Debug, Default)]
pub(super) struct Causes {
    found: BTreeMap<Cause, (Diagnostic, usize)>,
}

impl Causes {
    pub(super) fn add(&mut self, cause: Cause, problem: Diagnostic) {
        self.found.entry(cause).and_modify(|(_, more)| *more += 1).or_insert((problem, 0));
    }

    /// Tells of all of them.
    pub(super) fn tell(self, found: &mut Diagnostics) {
        for (mut problem, more) in self.found.into_values() {
            match more {
                0 => {}
                1 => problem.message.push_str(" (and at one more place)"),
                more => {
                    problem.message = format!("{} (and at {more} more places)", problem.message);
                }
            }
            found.push(problem);
        }
    }
}
