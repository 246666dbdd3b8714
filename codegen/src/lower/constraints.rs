//! In: the constraint traits of a member and its target. Out: a line of documentation. Constraints
//! are not enforced here: they belong to the service, which may relax them.

use crate::model::traits::{Limits, Traits};

/// What the value must be like, if anything is said about it.
pub(super) fn sentence(member: &Traits<'_>, target: &Traits<'_>) -> Option<String> {
    let length = member.length.as_ref().or(target.length.as_ref());
    let range = member.range.as_ref().or(target.range.as_ref());
    let pattern = member.pattern.as_ref().or(target.pattern.as_ref());
    let parts = [
        length.and_then(limits).map(|limits| format!("length {limits}")),
        range.and_then(limits).map(|limits| format!("range {limits}")),
        pattern.and_then(|pattern| code(pattern)).map(|pattern| format!("pattern {pattern}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Constraints: {}.", parts.join(", ")))
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

/// A code span, where the text can be one: on one line, and of a length that people read.
fn code(text: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let fits = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    let fence = if text.contains('`') { "``" } else { "`" };
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    (fits && !text.is_empty() && !text.contains("``"))
        .then(|| format!("{fence}{pad}{text}{pad}{fence}"))
}
