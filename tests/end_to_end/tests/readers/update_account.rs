//! Tests responses to `UpdateAccount` that are damaged randomly, with a fixed seed, or in one
//! member: the result is an account or an error, without a panic, and the error for one member
//! begins with its path.

use generated::operation::update_account::{UpdateAccountError, UpdateAccountInput};
use generated::{Operation, Response, ResponseError};
use proptest::prelude::*;
use serde_json::{Value, json};
use whitesmith_runtime::HeaderMap;

use crate::damage::{STATUSES, damaged, damages, headers, run, tokens};

/// Deeper than any stack allows.
const DEPTH: usize = 200_000;

/// Members of outputs and errors, so that random text reaches their readers.
const KEYS: [&str; 8] = [
    "Account",
    "Name",
    "CreatedTimestamp",
    "SupportedLicenses",
    "SigninDelegateGroups",
    "Code",
    "Message",
    "__type",
];

#[test]
fn arbitrary_bytes() {
    check(300, prop::collection::vec(any::<u8>(), 0..300));
}

#[test]
fn arbitrary_tokens() {
    let tokens = prop::collection::vec(prop::sample::select(tokens(&KEYS)), 0..60);
    check(400, tokens.prop_map(|tokens| tokens.concat()));
}

#[test]
fn damaged_responses() {
    let good = prop::sample::select(vec![good().to_string(), good_error().to_string()]);
    let cases = (good, damages(tokens(&KEYS)));
    check(400, cases.prop_map(|(good, damages)| damages.iter().fold(good.into(), damaged)));
}

#[test]
fn every_beginning_of_a_response_is_an_error() {
    let whole = good().to_string();
    for length in 1..whole.len() {
        let message = reason(&whole.as_bytes()[..length]);
        assert!(!message.is_empty(), "{length}");
    }
}

#[test]
fn deep_nesting() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"Account\":", "}"), ("[{\"\":", "}]")] {
        let nested = open.repeat(DEPTH) + "1" + &close.repeat(DEPTH);
        for body in [
            nested.clone(),
            open.repeat(DEPTH),
            format!(r#"{{"Account": {nested}}}"#),
            format!(r#"{{"Account": {{"Future": {nested}}}}}"#),
            format!(r#"{{"Account": {{"SupportedLicenses": [{nested}]}}}}"#),
            format!(r#"{{"Code": {nested}}}"#),
        ] {
            for status in [200, 400] {
                answers(status, HeaderMap::new(), body.clone().into_bytes());
            }
        }
    }
}

#[test]
fn huge_numbers() {
    let digits = "9".repeat(100_000);
    for number in [&digits, &format!("-{digits}.{digits}e{digits}"), "1e999999999", "-0e-99999999"]
    {
        for path in ["Account.Name", "Account.CreatedTimestamp", "Account.SupportedLicenses[1]"] {
            let body = with(path, "\u{1}").replace("\"\\u0001\"", number);
            assert_is_at(path, &reason(body.as_bytes()));
        }
        // Where nothing is expected, anything is valid.
        let body = format!(r#"{{"Future": {number}}}"#);
        assert!(answers(200, HeaderMap::new(), body.into_bytes()).is_none());
    }
}

/// Of two members with the same name the last one wins, as in the official clients, but both are
/// parsed.
#[test]
fn duplicate_keys() {
    let body =
        |first: &str, last: &str| format!(r#"{{"Account": {{"Name": {first}, "Name": {last}}}}}"#);
    let response = Response::new(200, HeaderMap::new(), body("\"a\"", "\"b\""));
    let account = UpdateAccountInput::parse(&response).unwrap().account;
    assert_eq!(account.map(|account| account.name).as_deref(), Some("b"));
    for body in [body("1", "\"b\""), body("\"a\"", "1")] {
        assert_is_at("Account.Name", &reason(body.as_bytes()));
    }
}

#[test]
fn texts_that_are_no_unicode() {
    let spoilt: [&[u8]; 8] = [
        b"\"\xff\"",
        b"\"ab\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\xaf\"",
        b"\"\\ud800\"",
        b"\"\\udc00\\ud800\"",
        b"\"\\ud83dx\"",
        b"\"\\u12\"",
    ];
    for text in spoilt {
        for (before, after) in [
            (r#"{"Account": {"Name": "#, "}}"),
            (r#"{"Account": {"AwsAccountId": "1", "Name": "#, r#", "AccountId": "2"}}"#),
        ] {
            let body = [before.as_bytes(), text, after.as_bytes()].concat();
            assert_is_at("Account.Name", &reason(&body));
            assert!(answers(400, HeaderMap::new(), body).is_some());
        }
    }
}

/// Each member and element of a valid response, with a value of every other type.
#[test]
fn the_member_at_fault_is_named() {
    let strings = [
        "Account.AwsAccountId",
        "Account.AccountId",
        "Account.Name",
        "Account.AccountType",
        "Account.CreatedTimestamp",
        "Account.DefaultLicense",
        "Account.SupportedLicenses[0]",
        "Account.SupportedLicenses[1]",
        "Account.AccountStatus",
        "Account.SigninDelegateGroups[0].GroupName",
        "Account.SigninDelegateGroups[1].GroupName",
    ];
    let lists = ["Account.SupportedLicenses", "Account.SigninDelegateGroups"];
    let objects = ["Account", "Account.SigninDelegateGroups[0]", "Account.SigninDelegateGroups[1]"];
    let mut paths = strings.iter().chain(&lists).chain(&objects).copied().collect::<Vec<_>>();
    paths.sort_unstable();
    assert_eq!(paths, all_paths(), "every member of the good response is here");
    let values = [json!(true), json!(12), json!(-0.5), json!("no date"), json!([]), json!({})];
    for path in paths {
        for value in &values {
            let is_right = match value {
                Value::String(_) => strings.contains(&path) && path != "Account.CreatedTimestamp",
                Value::Array(_) => lists.contains(&path),
                Value::Object(_) => objects.contains(&path),
                _ => false,
            };
            if !is_right {
                assert_is_at(path, &reason(with(path, value.clone()).as_bytes()));
            }
        }
    }
}

/// An error with an invalid member keeps its type, and reports the member.
#[test]
fn the_member_of_an_error_at_fault_is_named() {
    for member in ["Code", "Message"] {
        let mut body = good_error();
        body[member] = json!([1]);
        let error = answers(400, HeaderMap::new(), body.to_string().into_bytes());
        let Some(ResponseError::Service(UpdateAccountError::BadRequestException(error))) = error
        else {
            unreachable!("another error: {error:?}")
        };
        let message = error.metadata.parse_error().map(ToString::to_string).unwrap_or_default();
        assert_is_at(member, &message);
    }
}

fn good() -> Value {
    json!({"Account": {
        "AwsAccountId": "111122223333",
        "AccountId": "12a3456b-7c89-012d-3456-78901e23fg45",
        "Name": "Sales \u{1f600}",
        "AccountType": "EnterpriseLWA",
        "CreatedTimestamp": "2024-05-06T07:08:09.123Z",
        "DefaultLicense": "Pro",
        "SupportedLicenses": ["Basic", "Pro"],
        "AccountStatus": "Active",
        "SigninDelegateGroups": [{"GroupName": "it"}, {"GroupName": "hr"}],
    }})
}

fn good_error() -> Value {
    json!({"__type": "BadRequestException", "Code": "BadRequest", "Message": "No."})
}

/// The valid response with another value at a path.
fn with(path: &str, value: impl Into<Value>) -> String {
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    let mut body = good();
    *body.pointer_mut(&pointer).unwrap() = value.into();
    body.to_string()
}

/// The paths of all values of the valid response except the root, in order.
fn all_paths() -> Vec<String> {
    let mut pending = vec![(String::new(), good())];
    let mut paths = Vec::new();
    while let Some((path, value)) = pending.pop() {
        match value {
            Value::Object(entries) => pending.extend(entries.into_iter().map(|(key, value)| {
                (if path.is_empty() { key } else { format!("{path}.{key}") }, value)
            })),
            Value::Array(items) => pending.extend(
                items.into_iter().enumerate().map(|(at, item)| (format!("{path}[{at}]"), item)),
            ),
            _ => {}
        }
        paths.push(path);
    }
    paths.retain(|path| !path.is_empty());
    paths.sort_unstable();
    paths
}

/// Reads each body with a random status and random headers.
fn check<B: Into<Vec<u8>> + std::fmt::Debug>(cases: u32, bodies: impl Strategy<Value = B>) {
    let strategy = (prop::sample::select(STATUSES.to_vec()), headers(&["x-a"]), bodies);
    run(cases, &strategy, |(status, headers, body)| drop(answers(status, headers, body.into())));
}

/// Reads a response and returns the error, if there is one.
fn answers(
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Option<ResponseError<UpdateAccountError>> {
    let error = UpdateAccountInput::parse(&Response::new(status, headers, body)).err();
    assert!((200..300).contains(&status) || error.is_some(), "no output has the status {status}");
    let says_why = error.as_ref().is_none_or(|error| !error.to_string().is_empty());
    assert!(says_why, "{error:?}");
    error
}

/// The parse error of an output.
fn reason(body: &[u8]) -> String {
    match answers(200, HeaderMap::new(), body.to_vec()) {
        Some(ResponseError::Parse(error)) => error.to_string(),
        other => unreachable!("{}: {other:?}", String::from_utf8_lossy(body)),
    }
}

fn assert_is_at(path: &str, message: &str) {
    let reason = message.strip_prefix(path).and_then(|rest| rest.strip_prefix(": "));
    assert!(reason.is_some_and(|reason| !reason.is_empty()), "not at {path}: {message:.200}");
}
