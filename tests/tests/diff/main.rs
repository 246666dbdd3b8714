//! Tests the comparison of two versions of a model: a fixture for each of smithy-diff's evaluators, each trait that
//! Smithy calls breaking, and the real pairs.

mod pairs;
mod traits;

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;
use tests::changes::patched;
use tests::{Fixture, fixtures};
use whitesmith::diff::{Diff, Input, diff};
use whitesmith::{Config, Source};

/// The model that the fixtures change.
const BASE: &str = include_str!("../../diffs/base.json");

/// A fixture: merge patches that make two versions of the base model.
#[derive(Deserialize)]
struct Versions<'a> {
    /// What is worth knowing about the change.
    why: String,
    #[serde(borrow)]
    old: &'a RawValue,
    #[serde(borrow)]
    new: &'a RawValue,
}

/// The changes between two texts, for all operations.
fn compared(old: &str, new: &str) -> Diff {
    let config = Config::default();
    let source = |text| [Source { name: "model.json", text }];
    let (old, new) = (source(old), source(new));
    let input = |sources| Input { sources, config: &config };
    match diff(input(&old), input(&new)) {
        Ok(diff) => diff,
        Err(error) => panic!("{error}"),
    }
}

/// The verdict of a comparison, and each change with its rule and the reason for its level.
fn page(title: &str, diff: &Diff) -> String {
    let level = diff.level().map_or("no change", whitesmith::diff::Level::name);
    let mut page = format!("{title}: {level}\n");
    for change in &diff.changes {
        let (rule, level, category) = (change.rule.name(), change.level(), change.category());
        let _ = writeln!(
            page,
            "  {level} {category}  {}\n    {rule}: {}",
            change.message,
            change.rule.reason()
        );
    }
    page
}

/// Each fixture is named after the evaluator of smithy-diff for the same change.
#[test]
fn evaluators() {
    let cases: Vec<Fixture> =
        fixtures("diffs").into_iter().filter(|case| case.name != "base").collect();
    assert_eq!(cases.len(), 29, "smithy-diff has 29 evaluators");
    for Fixture { name, text } in cases {
        let versions: Versions<'_> = serde_json::from_str(&text).unwrap();
        let old = patched(BASE, versions.old.get()).unwrap();
        let new = patched(BASE, versions.new.get()).unwrap();
        let forward = page("forward", &compared(&old, &new));
        let backward = page("backward", &compared(&new, &old));
        let snapshot = format!("{}\n\n{forward}\n{backward}", versions.why);
        insta::with_settings!({ snapshot_path => "../../snapshots/diffs", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, snapshot);
        });
    }
}

/// A version is equal to itself, and what has no effect on the crate is not a change.
#[test]
fn nothing_changed() {
    assert_eq!(compared(BASE, BASE), Diff::default());
    let elsewhere =
        patched(BASE, r#"{"shapes": {"com.example#Unused": {"type": "string"}}}"#).unwrap();
    assert_eq!(compared(BASE, &elsewhere), Diff::default());
    assert_eq!(compared(BASE, &BASE.replace('\n', "\n ")), Diff::default());
}

/// The IAM actions that callers need are those of the models; a service that is not of AWS has none.
#[test]
fn permissions() {
    let aws = r#"{"shapes": {"com.example#Parcels": {"traits": {"aws.api#service": {"sdkId": "Parcels"},
        "aws.auth#sigv4": {"name": "parcels"}, "smithy.api#auth": ["aws.auth#sigv4"]}}}}"#;
    let needs = r#"{"shapes": {"com.example#Send": {"traits": {"aws.iam#requiredActions": ["kms:Decrypt"]}}}}"#;
    let old = patched(BASE, aws).unwrap();
    let new = patched(&old, needs).unwrap();
    let messages = |old: &str, new: &str| {
        let changes = compared(old, new).changes.into_iter();
        changes.map(|change| format!("{} {}", change.level(), change.message)).collect::<Vec<_>>()
    };
    assert_eq!(messages(&old, &new), ["major Callers of `Send` need the IAM action `kms:Decrypt`"]);
    assert_eq!(
        messages(&new, &old),
        ["minor Callers of `Send` no longer need the IAM action `kms:Decrypt`"]
    );
}

/// The changes of other operations are not those of the crate. An operation that one version has is new or gone.
#[test]
fn selected_operations() {
    let new = patched(
        BASE,
        r#"{"shapes": {"com.example#TrackInput": {"members": {"token": null}},
        "com.example#Parcels": {"operations": [{"target": "com.example#Track"}]}}}"#,
    )
    .unwrap();
    let of = |operations: &[&str]| {
        let operations = operations.iter().map(|name| (*name).to_owned()).collect();
        let config = Config { operations, ..Config::default() };
        let source = |text| [Source { name: "model.json", text }];
        let (old, new) = (source(BASE), source(new.as_str()));
        let found = diff(
            Input { sources: &old, config: &config },
            Input { sources: &new, config: &config },
        );
        found.map(|diff| {
            diff.changes.iter().map(|change| change.message.clone()).collect::<Vec<_>>()
        })
    };
    assert_eq!(of(&["GetParcel"]), Ok(Vec::new()));
    let removed = of(&["GetParcel", "Send"]).unwrap();
    assert!(removed.contains(&"The operation `Send` is gone".to_owned()), "{removed:?}");
    assert!(of(&["Track"]).unwrap().contains(&"The field `TrackInput::token` is gone".to_owned()));
    let none = of(&["Send"]).unwrap_err();
    assert!(
        none.to_string().contains("the model has none of the operations that are compared"),
        "{none}"
    );
    let unknown = of(&["Sent"]).unwrap_err();
    assert!(unknown.to_string().contains("unknown operation `Sent`"), "{unknown}");
}
