//! Compares the whole error message for each invalid model in `fixtures/errors` with its snapshot.
//! A new file there needs no code here, unless the error is in the configuration.

#![allow(clippy::panic, reason = "an unknown fixture fails the test")]

use std::collections::BTreeMap;

use tests::{Fixture, assert_snapshots, fixtures};
use whitesmith::Config;

#[test]
fn messages_are_as_their_snapshots() {
    let messages: BTreeMap<String, String> = fixtures("fixtures/errors")
        .iter()
        .map(|fixture| (fixture.name.clone(), message(fixture)))
        .collect();
    assert_snapshots("errors", &messages);
    let accepted: Vec<&String> =
        messages.iter().filter(|(_, message)| message.is_empty()).map(|(name, _)| name).collect();
    assert!(accepted.is_empty(), "invalid models without an error: {accepted:?}");
}

/// The error message; empty if the model is accepted.
fn message(fixture: &Fixture) -> String {
    fixture
        .generate(&request(&fixture.name))
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

/// The configuration of a fixture, if it is not the default.
fn request(fixture: &str) -> Config {
    let some = |text: &str| Some(text.to_owned());
    let named = |operations: &[&str]| Config {
        operations: operations.iter().copied().map(str::to_owned).collect(),
        ..Config::default()
    };
    match fixture {
        "unknown_service" => Config { service: some("Whether"), ..Config::default() },
        "unknown_service_none_near" => {
            Config { service: some("com.example#Zzz"), ..Config::default() }
        }
        "unknown_protocol" => {
            Config { protocol: some("aws.protocols#restJson"), ..Config::default() }
        }
        "unknown_protocol_none_near" => {
            Config { protocol: some("smoke\nsignals"), ..Config::default() }
        }
        "protocol_not_offered" => Config { protocol: some("awsJson1_1"), ..Config::default() },
        "unknown_operation" => named(&["UpdateAcount", "getAccount"]),
        "unknown_operation_none_near" => named(&["Zzz\n"]),
        "event_stream_by_name" => named(&["Ping", "Subscribe"]),
        "broken_operation_by_name" => named(&["fixture#Broken"]),
        "same_operation_name" => named(&["GetURL", "GetUrl"]),
        "same_operation_name_of_namespaces" => named(&["fixture#Get", "other#Get"]),
        "package_name_of_configuration" => Config { name: some("../../etc"), ..Config::default() },
        "package_name_keyword" => Config { name: some("crate"), ..Config::default() },
        _ => Config::default(),
    }
}
