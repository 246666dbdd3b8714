//! Tests the comparison of two versions of a model: a fixture for each of smithy-diff's evaluators, each trait that
//! Smithy calls breaking, and the real pairs.

mod pairs;
mod traits;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;
use tests::changes::{changed_models, patched};
use tests::{Fixture, chime, fixtures};
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

/// Our model of Chime after each change of `tests/changes`: the verdict, and the rules that give it.
#[test]
fn changes_of_our_model() {
    let original = chime().text;
    let mut table = String::new();
    for Fixture { name, text } in changed_models() {
        for (arrow, old, new) in [("->", &original, &text), ("<-", &text, &original)] {
            let diff = compared(old, new);
            let level = diff.level().map_or("-", whitesmith::diff::Level::name);
            let rules: BTreeSet<&str> =
                diff.changes.iter().map(|change| change.rule.name()).collect();
            let rules: Vec<&str> = rules.into_iter().collect();
            let _ = writeln!(table, "{name:42} {arrow} {level:5} {}", rules.join(", "));
        }
    }
    insta::with_settings!({ snapshot_path => "../../snapshots/diffs", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("changes_of_our_model", table);
    });
}

/// Settings of the crate that give it another API, with the same model.
#[test]
fn settings() {
    let with = |config: &Config| {
        let plain = Config::default();
        let sources = [Source { name: "model.json", text: BASE }];
        let input = |config| Input { sources: &sources, config };
        let messages = |old, new| {
            let found = diff(input(old), input(new)).unwrap().changes.into_iter();
            found.map(|change| format!("{} {}", change.level(), change.message)).collect::<Vec<_>>()
        };
        (messages(&plain, config), messages(config, &plain))
    };
    let serde = Config { serde: Some(whitesmith::SerdeNames::Wire), ..Config::default() };
    assert_eq!(
        with(&serde),
        (
            vec!["minor The feature `serde` is new".to_owned()],
            vec!["major The feature `serde` is gone".to_owned()]
        )
    );
    let derives = [("Event".to_owned(), "#[derive(Hash)]".to_owned())];
    let derives = Config { type_attributes: derives.into_iter().collect(), ..Config::default() };
    let (added, removed) = with(&derives);
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(added[0].starts_with("minor `Event` has a new attribute"), "{added:?}");
    assert!(removed[0].starts_with("major `Event` no longer has the attribute"), "{removed:?}");
}

/// A service that offers another protocol as well goes on to serve old clients, whose requests are compared.
#[test]
fn another_protocol() {
    let offered = r#"{"shapes": {"com.example#Parcels": {"traits": {"smithy.protocols#rpcv2Cbor": {}}},
        "com.example#SendInput": {"members": {"sender": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}}}"#;
    let rules = |old: &str, new: &str| {
        let found = compared(old, new).changes.into_iter();
        found.map(|change| change.rule.name()).collect::<BTreeSet<_>>()
    };
    let found = rules(BASE, &patched(BASE, offered).unwrap());
    assert!(found.contains("protocol-preferred"), "{found:?}");
    assert!(found.contains("request-member-required"), "{found:?}");
}

/// What is not a change on the wire, or none of the API.
#[test]
fn narrow_verdicts() {
    let cases = [
        // The name of a label is not on the wire.
        (
            r#"{"shapes": {"com.example#GetParcel": {"traits": {"smithy.api#http": {"uri": "/parcels/{key}"}}},
            "com.example#GetParcelInput": {"members": {"id": null, "key": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}}}}}}"#,
            "member-removed, required-member-added, trait-changed",
        ),
        // A trait without an effect is listed beside a change of the same shape.
        (
            r#"{"shapes": {"com.example#Parcels": {"version": "2", "traits": {"smithy.api#cors": {}}}}}"#,
            "trait-changed, version-changed",
        ),
        // An operation that cannot be generated is still there.
        (
            r#"{"shapes": {"com.example#TrackOutput": {"members": {"live": {"target": "com.example#Live", "traits": {"smithy.api#httpPayload": {}}}}},
            "com.example#Live": {"type": "union", "members": {"event": {"target": "com.example#Event"}}, "traits": {"smithy.api#streaming": {}}}}}"#,
            "operation-removed, type-removed",
        ),
        // Enums are ordered.
        (
            r#"[{"shapes": {"com.example#Speed": {"members": {"SLOW": null}}}},
            {"shapes": {"com.example#Speed": {"members": {"SLOW": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "slow"}}}}}}]"#,
            "variants-reordered",
        ),
    ];
    for (patch, expected) in cases {
        let found = compared(BASE, &patched(BASE, patch).unwrap()).changes;
        let rules: BTreeSet<&str> = found.iter().map(|change| change.rule.name()).collect();
        assert_eq!(rules.into_iter().collect::<Vec<_>>().join(", "), expected, "{patch}");
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
