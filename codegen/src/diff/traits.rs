//! Compares the traits of shapes and members that the other comparisons do not see, so that no change of a model
//! is passed over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::shape::Shape;
use crate::model::traits::{self, Effect, Traits};

use super::comparison::{At, Comparison};
use super::rule::Rule;

/// Compares the traits of all shapes that both versions have.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (comparison.old.shapes(), comparison.new.shapes());
    for (id, is) in &new {
        let Some(was) = old.get(id) else { continue };
        shape(comparison, was, is);
    }
}

fn shape(comparison: &mut Comparison<'_, '_>, old: &Shape<'_>, new: &Shape<'_>) {
    let at = At::both(&old.id, &new.id);
    let name = new.id.name();
    compare_traits(
        comparison,
        at,
        (new.id.as_str(), None),
        &format!("`{name}`"),
        (&old.traits, &new.traits),
    );
    let members = old.all_members();
    for is in new.all_members() {
        let Some(was) = members.iter().find(|was| was.name == is.name) else { continue };
        let at = at.member(&was.name, &is.name);
        let shown = format!("`{name}${}`", is.name);
        if was.target != is.target && !comparison.has(new.id.as_str(), Some(&is.name)) {
            let message = format!("{shown} targets `{}`, no longer `{}`", is.target, was.target);
            comparison.add(Rule::TargetChanged, at, message);
        }
        let traits_of = (&was.traits, &is.traits);
        compare_traits(comparison, at, (new.id.as_str(), Some(&is.name)), &shown, traits_of);
    }
}

fn compare_traits(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    (shape, member): (&str, Option<&str>),
    name: &str,
    (old, new): (&Traits<'_>, &Traits<'_>),
) {
    let changed = changed(old, new);
    if changed.is_empty() {
        return;
    }
    let is_known = comparison.has(shape, member);
    for id in changed {
        let short = id.strip_prefix("smithy.api#").unwrap_or(&id);
        let (rule, what) = match traits::effect(&id) {
            Effect::Documentation => {
                let message = format!("The documentation of {name} has changed");
                comparison.add(Rule::DocumentationChanged, at, message);
                continue;
            }
            Effect::Constraint => (Rule::ConstraintChanged, "constraint"),
            Effect::Lowered if is_known => continue,
            Effect::Lowered | Effect::None => (Rule::TraitChanged, "trait"),
        };
        comparison.add(rule, at, format!("The {what} `{short}` of {name} has changed"));
    }
}

/// The ids of the traits that differ, without regard to insignificant differences of their texts.
fn changed(old: &Traits<'_>, new: &Traits<'_>) -> BTreeSet<String> {
    let (was, is): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (old.entries().collect(), new.entries().collect());
    let differs = |id: &&&str| match (was.get(**id), is.get(**id)) {
        (Some(was), Some(is)) => !is_same(was.get(), is.get()),
        (Some(_), None) | (None, Some(_)) => true,
        (None, None) => false,
    };
    let ids = was.keys().chain(is.keys()).collect::<BTreeSet<_>>();
    ids.iter().filter(|id| differs(id)).map(|id| (**id).to_owned()).collect()
}

/// Whether two texts are the same JSON value. Long texts, which are endpoint rules and their tests, are not parsed:
/// only white space may be different in them.
pub(super) fn is_same(old: &str, new: &str) -> bool {
    const LONG: usize = 10_000;
    let is_short = old.len().max(new.len()) < LONG;
    let value = |text| serde_json::from_str::<Value>(text).ok();
    old == new
        || without_white_space(old).eq(without_white_space(new))
        || is_short && value(old) == value(new)
}

/// The bytes of a JSON text without the white space between its parts.
fn without_white_space(text: &str) -> impl Iterator<Item = u8> {
    let (mut in_string, mut escaped) = (false, false);
    text.bytes().filter(move |byte| {
        if in_string {
            in_string = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            return true;
        }
        in_string = *byte == b'"';
        !byte.is_ascii_whitespace()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_between_parts_is_no_difference() {
        let cases = [
            (r#"{"a": [1, 2]}"#, "{\n\"a\":[1,2] }", true),
            (r#"{"a": " b"}"#, r#"{"a": "b"}"#, false),
            (r#"{"a": "\" b"}"#, r#"{"a":"\" b"}"#, true),
            (r#"{"a": "\\"} "#, r#"{"a":"\\"}"#, true),
            (r#"{"a": 1, "b": 2}"#, r#"{"b": 2, "a": 1}"#, true),
            (r#"{"a": "\u0041"}"#, r#"{"a": "A"}"#, true),
            ("1", "2", false),
        ];
        for (old, new, expected) in cases {
            assert_eq!(is_same(old, new), expected, "{old} {new}");
        }
    }
}
