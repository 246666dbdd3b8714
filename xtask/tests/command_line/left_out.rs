//! Tests operations that cannot be generated, requested by name or not.

use crate::workspace::Workspace;

/// An operation with an event stream, and one without.
const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a.b#Radio": {
        "type": "service",
        "operations": [{"target": "a.b#Listen"}, {"target": "a.b#Ping"}],
        "traits": {"aws.protocols#awsJson1_1": {}}
    },
    "a.b#Ping": {"type": "operation"},
    "a.b#Listen": {"type": "operation", "output": {"target": "a.b#ListenOutput"}},
    "a.b#ListenOutput": {"type": "structure", "members": {"sounds": {"target": "a.b#Sounds"}}},
    "a.b#Sounds": {
        "type": "union",
        "members": {"silence": {"target": "smithy.api#Unit"}},
        "traits": {"smithy.api#streaming": {}}
    }
}}"#;

#[test]
fn an_operation_that_is_not_named_is_left_out() {
    let workspace = Workspace::new();
    workspace.put("weather.json", MODEL);
    let ran = workspace.xtask("codegen");
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err, @r#"
    warning: weather.json:8:19: a.b#Listen: the operation `Listen` is left out: its member `sounds` is an event stream, and event streams are not supported
     8 |     "a.b#Listen": {"type": "operation", "output": {"target": "a.b#ListenOutput"}},
       |                   ^
      help: select operations without event streams
    "#);
    assert!(!workspace.contents().contains_key("weather/src/operation/listen.rs"));
    let listed = workspace.xtask("operations --model weather.json");
    insta::assert_snapshot!(listed.out, @"
    operation  types  errors
    Listen     left out: its member `sounds` is an event stream, and event streams are not supported
    Ping           0       0
    2 operations, 1 left out
    ");
}

#[test]
fn an_operation_that_is_named_is_an_error() {
    let workspace = Workspace::new();
    workspace.put("weather.json", MODEL);
    workspace.configure(r#"operations = ["Listen", "Ping"]"#);
    let before = workspace.contents();
    let configured = workspace.xtask("codegen");
    assert_eq!((configured.code, workspace.contents()), (1, before.clone()));
    insta::assert_snapshot!(configured.err, @r#"
    error: weather.json:8:19: a.b#Listen: its member `sounds` is an event stream, and event streams are not supported
     8 |     "a.b#Listen": {"type": "operation", "output": {"target": "a.b#ListenOutput"}},
       |                   ^
      help: select operations without event streams
    error: 1 problem in weather.json; nothing was written
    "#);
    let arguments = "codegen --model weather.json --out radio --operation Listen";
    let named = workspace.xtask(arguments);
    assert_eq!((named.code, workspace.contents()), (1, before));
    assert_eq!(named.err, configured.err);
}

#[test]
fn what_only_the_protocol_cannot_do_is_listed_as_left_out() {
    let workspace = Workspace::new();
    let model = MODEL.replace("awsJson1_1", "restJson1").replace("a.b#Listen\"", "a.b#Quiet\"");
    workspace.put("weather.json", &model.replace("smithy.api#streaming", "smithy.api#internal"));
    let listed = workspace.xtask("operations --model weather.json");
    insta::assert_snapshot!(listed.out, @"
    operation  types  errors
    Ping       left out: the operation has no `http` trait, which its protocol requires
    Quiet      left out: the operation has no `http` trait, which its protocol requires
    2 operations, 2 left out
    ");
}
