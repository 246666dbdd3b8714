//! Groups the problems of rules by their causes and reports one for each cause, because rules are
//! repetitive.

use std::collections::BTreeMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::ir::endpoint::RuleType;

/// The cause of a problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// A parameter that may be unset is used as if it were set.
    Unset(String),
    /// A reference is unknown.
    UnknownName(String),
    /// A function is unknown.
    UnknownFunction(String),
    /// A function is called with the wrong number of arguments.
    ArgumentCount(String, usize),
    /// A value of this type does not have this attribute.
    UnknownPart(RuleType, String),
    /// This text has unbalanced braces.
    UnmatchedBraces(String),
    /// A parameter or variable has the wrong type.
    WrongType(String),
}

/// The first problem of each cause, and the number of the others.
#[derive(Debug, Default)]
pub(super) struct Causes {
    found: BTreeMap<Cause, (Diagnostic, usize)>,
}

impl Causes {
    pub(super) fn add(&mut self, cause: Cause, problem: Diagnostic) {
        self.found.entry(cause).and_modify(|(_, more)| *more += 1).or_insert((problem, 0));
    }

    /// Reports the problems.
    pub(super) fn report(self, found: &mut Diagnostics) {
        for (mut problem, more) in self.found.into_values() {
            match more {
                0 => {}
                1 => problem.message.push_str(" (and in one more place)"),
                more => {
                    problem.message = format!("{} (and in {more} more places)", problem.message);
                }
            }
            found.push(problem);
        }
    }
}
