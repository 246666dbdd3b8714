//! Documents the constraint traits of a member and its target. Clients do not enforce constraints,
//! because the service may relax them.

use crate::docs::{Docs, Sentence};
use crate::model::traits::{Limits, Traits};

/// The constraints of the value; empty if there are none.
pub(super) fn docs(member: &Traits<'_>, target: &Traits<'_>) -> Docs {
    let length = member.length.as_ref().or(target.length.as_ref());
    let range = member.range.as_ref().or(target.range.as_ref());
    let pattern = member.pattern.as_ref().or(target.pattern.as_ref());
    let parts = [
        length.and_then(limits).map(|limits| Sentence::new("length ").text(&limits)),
        range.and_then(limits).map(|limits| Sentence::new("range ").text(&limits)),
        pattern
            .filter(|pattern| is_readable(pattern))
            .map(|pattern| Sentence::new("pattern ").code(pattern)),
    ];
    let mut sentence = Sentence::new("Constraints: ");
    let mut parts = parts.iter().flatten().peekable();
    if parts.peek().is_none() {
        return Docs::default();
    }
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_some() { ", " } else { "." };
        sentence = sentence.sentence(part).words(end);
    }
    sentence.into()
}

fn limits(limits: &Limits) -> Option<String> {
    match (&limits.min, &limits.max) {
        (Some(min), Some(max)) if min == max => Some(format!("{min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

/// Whether a pattern is on one line and short enough to read.
fn is_readable(pattern: &str) -> bool {
    const LONGEST: usize = 80;
    !pattern.is_empty()
        && pattern.chars().count() <= LONGEST
        && !pattern.chars().any(char::is_control)
}
