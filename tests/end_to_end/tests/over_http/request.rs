//! Tests that the requests equal those of boto3.

use generated::Operation;
use generated::operation::update_account::UpdateAccountInput;
use generated::types::License;
use serde_json::Value;

use crate::exchange::{exchange, exchange_at, send};
use crate::server::{Answer, Received, Server};

/// Account ids and their request targets after `/accounts/`, as recorded from boto3 1.44.5 with a
/// server on the loopback.
const TARGETS: [(&str, &str); 46] = [
    ("12a3456b", "12a3456b"),
    ("two words", "two%20words"),
    ("a/b", "a%2Fb"),
    ("a//b", "a%2F%2Fb"),
    ("/a", "%2Fa"),
    ("a/", "a%2F"),
    ("a/../b", "a%2F..%2Fb"),
    ("../a", "..%2Fa"),
    ("...", "..."),
    ("a.b", "a.b"),
    ("%", "%25"),
    ("%2F", "%252F"),
    ("%20", "%2520"),
    ("100%", "100%25"),
    ("a+b", "a%2Bb"),
    ("a?b=c", "a%3Fb%3Dc"),
    ("a#b", "a%23b"),
    ("a&b=c", "a%26b%3Dc"),
    ("a:b@c", "a%3Ab%40c"),
    ("a;b,c", "a%3Bb%2Cc"),
    ("~", "~"),
    ("a~b-c_d.e", "a~b-c_d.e"),
    ("!$'()*", "%21%24%27%28%29%2A"),
    ("[a]", "%5Ba%5D"),
    ("{a}", "%7Ba%7D"),
    ("a|b\\c", "a%7Cb%5Cc"),
    ("\"<>^`", "%22%3C%3E%5E%60"),
    ("é", "%C3%A9"),
    ("e\u{301}", "e%CC%81"),
    ("木", "%E6%9C%A8"),
    ("😀", "%F0%9F%98%80"),
    ("ß İ", "%C3%9F%20%C4%B0"),
    (" ", "%20"),
    ("\t", "%09"),
    ("a\nb", "a%0Ab"),
    ("a\r\nb", "a%0D%0Ab"),
    ("\0", "%00"),
    ("\u{1b}[31m", "%1B%5B31m"),
    ("\u{7f}", "%7F"),
    ("\u{80}", "%C2%80"),
    ("\u{a0}", "%C2%A0"),
    ("\u{2028}", "%E2%80%A8"),
    ("\u{202e}", "%E2%80%AE"),
    ("\u{feff}", "%EF%BB%BF"),
    ("\u{10ffff}", "%F4%8F%BF%BF"),
    (
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000",
    ),
];

/// The headers of boto3 1.44.5 for `UpdateAccount`, without those of the transport
/// (`content-length`, `host`, `accept-encoding`), of signing, of retries and of the user agent.
const HEADERS: [(&str, &str); 1] = [("content-type", "application/json")];

fn received(input: &UpdateAccountInput) -> Received {
    let (received, result) = exchange(input, &Answer::json(200, "{}"));
    assert_eq!(result.unwrap().account, None);
    received
}

#[test]
fn account_ids_reach_the_server_as_boto3_sends_them() {
    for (account_id, target) in TARGETS {
        let received = received(&UpdateAccountInput::new(account_id).name("Sales"));
        let expected = format!("POST /accounts/{target} HTTP/1.1");
        assert_eq!(received.line, expected, "{account_id:?}");
    }
}

#[test]
fn a_base_path_stands_in_front() {
    let input = UpdateAccountInput::new("../x");
    for base in ["/base/v1", "/base/v1/"] {
        let (received, _) = exchange_at(base, &input, &Answer::json(200, "{}"));
        assert_eq!(received.line, "POST /base/v1/accounts/..%2Fx HTTP/1.1");
    }
}

/// Inputs and their bodies in boto3 1.44.5. It writes a space after `:` and `,` and escapes
/// non-ASCII characters; we do neither, so that values are compared and not bytes.
#[test]
fn bodies_say_what_those_of_boto3_say() {
    let account = || UpdateAccountInput::new("x");
    let table = [
        (account(), "{}"),
        (account().name("Sales"), r#"{"Name": "Sales"}"#),
        (
            account().name("Sales").default_license(License::Pro),
            r#"{"Name": "Sales", "DefaultLicense": "Pro"}"#,
        ),
        (account().default_license("Gold".into()), r#"{"DefaultLicense": "Gold"}"#),
        (
            account().name("é\"\\\n/\u{2028}😀\u{1}\u{7f}"),
            r#"{"Name": "\u00e9\"\\\n/\u2028\ud83d\ude00\u0001\u007f"}"#,
        ),
    ];
    for (input, of_boto3) in table {
        let body = received(&input).body;
        let value: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(of_boto3).unwrap(), "{input:?}");
    }
}

#[test]
fn headers_are_those_of_boto3() {
    let input = UpdateAccountInput::new("x").name("Sales");
    let request = input.request().unwrap();
    let ours: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(ours, HEADERS);
    let received = received(&input);
    for (name, value) in HEADERS.into_iter().chain([("content-length", "16")]) {
        let found: Vec<_> = received.headers.iter().filter(|header| header.0 == name).collect();
        assert_eq!(found, [&(name.to_owned(), value.to_owned())]);
    }
    let of_signing = received.headers.iter().find(|(name, _)| name.starts_with("x-amz-"));
    assert_eq!(of_signing, None);
}

/// boto3 sends it to `/accounts/`, which is another resource than the caller meant.
#[test]
fn an_empty_account_id_is_refused_before_anything_is_sent() {
    let server = Server::bind();
    let error = send(&UpdateAccountInput::new("").name("Sales"), &server.endpoint()).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"`AccountId` must not be empty");
    assert!(error.downcast_ref::<whitesmith_runtime::BuildError>().is_some());
    assert!(server.is_untouched());
}
