//! Compares what each option changes in the crate of its model with its snapshot, and the messages about wrong
//! options with theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use similar::TextDiff;
use tests::options::{Case, cases, mistakes, shop};
use tests::{Fixture, assert_snapshots};
use whitesmith::{Config, Files, RuntimeDependency};

#[test]
fn options_change_what_their_snapshots_show() {
    let mut snapshots = BTreeMap::new();
    for case in cases() {
        let files = |config: Config| {
            let runtime = RuntimeDependency::Path("../runtime".to_owned());
            shop().generate(&Config { runtime, ..config }).unwrap().files
        };
        // A crate with the same name and the same form of serde.
        let Config { name, serde, .. } = case.config.clone();
        let plain = Config { name, serde, ..Config::default() };
        snapshots.insert(case.name.to_owned(), changes(&files(plain), &files(case.config)));
    }
    assert_snapshots("options", &snapshots);
}

/// The lines that differ, each file apart.
fn changes(before: &Files, after: &Files) -> String {
    let mut changes = String::new();
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths {
        // Writing to a string cannot fail.
        let _ = match (before.get(path), after.get(path)) {
            (Some(before), Some(after)) if before == after => Ok(()),
            (Some(before), Some(after)) => {
                let diff = TextDiff::from_lines(before, after);
                let diff = diff.unified_diff().context_radius(1).to_string();
                writeln!(changes, "==== {path}, changed ====\n{diff}")
            }
            (Some(_), None) => writeln!(changes, "==== {path} is not emitted ====\n"),
            (None, Some(after)) => writeln!(changes, "==== {path} ====\n{after}"),
            (None, None) => Ok(()),
        };
    }
    changes
}

#[test]
fn messages_about_options_are_as_their_snapshots() {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for Case { name, config } in mistakes() {
        let message = shop().generate(&config).expect_err("a wrong option is an error").to_string();
        let of_option = messages.entry(name.to_owned()).or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(of_option, "{message}\n");
    }
    let text = r#"{"smithy": "2.0", "shapes": {"a.b#C": {"type": "structure"}}}"#.to_owned();
    let without_service = Fixture { name: "types".to_owned(), text };
    let types = Config { types: vec!["C".to_owned()], ..Config::default() };
    let message = without_service.generate(&types).unwrap_err().to_string();
    messages.insert("types_without_service".to_owned(), message);
    let with_protocol = Config { protocol: Some("rpcv2Cbor".to_owned()), ..types };
    let output = without_service.generate(&with_protocol).unwrap();
    assert_eq!(output.name, "b");
    assert!(output.files["src/types.rs"].contains("pub fn read_cbor"));
    assert_snapshots("option_errors", &messages);
}
