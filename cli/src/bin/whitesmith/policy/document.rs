//! Makes the JSON of an IAM policy
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use whitesmith::{ArnScope, IamAction};

/// The maximum length of a managed policy, white space not counted
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>).
pub(super) const LONGEST: usize = 6_144;

/// A policy.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Document {
    version: &'static str,
    statement: Vec<Statement>,
}

/// The actions that are allowed for resources.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    effect: &'static str,
    action: BTreeSet<String>,
    resource: Vec<String>,
}

impl Document {
    /// The policy with the least statements: one for all actions with the same resources.
    pub(super) fn new(actions: &[&IamAction], scope: &ArnScope) -> Self {
        let mut by_action: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for action in actions {
            by_action.entry(&action.name).or_default().extend(resources(action, scope));
        }
        let mut statements: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        for (action, resources) in by_action {
            statements.entry(least(&resources)).or_default().insert(action.to_owned());
        }
        let statement = |(resource, action)| Statement { effect: "Allow", action, resource };
        let statement = statements.into_iter().map(statement).collect();
        Self { version: "2012-10-17", statement }
    }

    /// Whether there is nothing to allow. Such a policy is not valid.
    pub(super) fn is_empty(&self) -> bool {
        self.statement.is_empty()
    }

    /// The number of characters besides white space.
    pub(super) fn len(&self) -> usize {
        self.text().chars().filter(|c| !c.is_whitespace()).count()
    }

    /// The policy as a JSON value.
    pub(super) fn json(&self) -> Value {
        json!(self)
    }

    /// The policy as it is attached, with its keys in the order that AWS writes them.
    pub(super) fn text(&self) -> String {
        // Nothing in it cannot be serialized.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The resources to allow an action for.
pub(super) fn resources(action: &IamAction, scope: &ArnScope) -> BTreeSet<String> {
    if action.resources.is_empty() {
        return BTreeSet::from(["*".to_owned()]);
    }
    action.resources.iter().map(|arn| arn.within(scope)).collect()
}

/// The resources without those that others include.
fn least(resources: &BTreeSet<String>) -> Vec<String> {
    let is_included =
        |one: &&String| resources.iter().any(|other| other != *one && includes(other, one));
    resources.iter().filter(|one| !is_included(one)).cloned().collect()
}

/// Whether a pattern, in which `*` is any text, matches all that another one matches.
fn includes(pattern: &str, other: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == other };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let inner = other.strip_prefix(start).and_then(|other| other.strip_suffix(end));
    let Some(inner) = inner else { return false };
    // The first place of a part leaves the most text for the parts after it, so no other place need be tried.
    let mut parts = middle.split('*');
    parts.try_fold(inner, |text, part| text.split_once(part).map(|(_, tail)| tail)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_include_others() {
        for (pattern, other, expected) in [
            ("*", "arn:aws:s3:::*", true),
            ("a:function:*", "a:function:*:*", true),
            ("a:function:*:*", "a:function:*", false),
            ("a:*:x", "a:*:*:x", true),
            ("a:*:x:*:y", "a:1:x:2:y", true),
            ("a:*:x:*:y", "a:1:x:y", false),
            ("*b*b*", "abab", true),
            ("*b*b*", "ab", false),
            ("a*a", "a", false),
            ("a:x", "a:x", true),
            ("a:x", "a:xy", false),
            ("", "*", false),
        ] {
            assert_eq!(includes(pattern, other), expected, "{pattern} {other}");
        }
    }

    #[test]
    fn patterns_with_many_stars() {
        let (pattern, other) = ("*:a".repeat(200), "*:a".repeat(400));
        assert!(includes(&pattern, &other));
        assert!(!includes(&format!("{pattern}x"), &other));
        assert!(!includes(&format!("{pattern}:b*"), &other));
    }
}
