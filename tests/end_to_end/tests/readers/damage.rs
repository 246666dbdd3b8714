//! Generates random damage to texts, JSON and headers, with a fixed seed, so that a failure is
//! reproducible.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use whitesmith_runtime::{HeaderMap, HeaderName, HeaderValue};

/// The statuses of outputs and errors.
pub(crate) const STATUSES: [u16; 10] = [200, 201, 204, 299, 304, 400, 404, 429, 500, 503];

/// Calls a test with this number of random values, which are the same in every run.
pub(crate) fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        test(value);
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

/// Damage to a text.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Flip(Index, u8),
    Truncate(Index),
    Insert(Index, Vec<u8>),
    Repeat(Index, Index),
}

/// One to three damages, which may insert these pieces of bodies.
pub(crate) fn damages(tokens: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<Damage>> {
    let damage = prop_oneof![
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        1 => any::<Index>().prop_map(Damage::Truncate),
        3 => (any::<Index>(), prop::sample::select(tokens))
            .prop_map(|(at, token)| Damage::Insert(at, token)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Repeat(from, to)),
    ];
    prop::collection::vec(damage, 1..4)
}

/// Applies the damage to a text.
pub(crate) fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    match damage {
        Damage::Flip(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        Damage::Truncate(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Insert(at, token) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, token.iter().copied());
        }
        Damage::Repeat(from, length) => {
            let from = from.index(bytes.len());
            let to = (from + length.index(100)).min(bytes.len());
            let again = bytes[from..to].to_vec();
            bytes.splice(to..to, again);
        }
    }
    bytes
}

/// Random headers, some of them with these names.
pub(crate) fn headers(names: &[&str]) -> impl Strategy<Value = HeaderMap> + use<> {
    let common = ["x-amzn-errortype", "x-amzn-requestid", "x-amz-request-id", "content-type"];
    let names = common.iter().chain(names).map(|name| name.parse::<HeaderName>().unwrap());
    let name = prop::sample::select(names.collect::<Vec<_>>());
    let known =
        ["BadRequestException", "a#NotFoundException:http://b/", "", "#:", "application/json"];
    let known = prop::sample::select(known.to_vec()).prop_map(HeaderValue::from_static);
    let any = prop::collection::vec(any::<u8>(), 0..30)
        .prop_filter_map("no value of a header", |bytes| HeaderValue::from_bytes(&bytes).ok());
    let text = "[ -~]{0,30}"
        .prop_filter_map("no value of a header", |text| HeaderValue::from_str(&text).ok());
    let header = (name, prop_oneof![known, any, text]);
    prop::collection::vec(header, 0..4).prop_map(HeaderMap::from_iter)
}

/// Valid and invalid pieces of JSON, and members with these keys.
pub(crate) fn tokens(keys: &[&str]) -> Vec<Vec<u8>> {
    let plain = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "null",
        "true",
        "nul",
        " \r\n\t",
        "0",
        "-",
        "1e9999",
        "00",
        "1.",
        "-9223372036854775809",
        "\"\\ud800\"",
        "\\ud83d\\ude00",
        "\\u",
        "\\x",
        "\u{feff}",
        "\u{0}",
        "\"2024-02-30T00:00:00Z\"",
        "\"9999-99-99T99:99:99Z\"",
        "{\"Account\":{",
        "NaN",
    ];
    let keys = keys.iter().flat_map(|key| [format!("\"{key}\":"), format!("\"{key}\":\"x\",")]);
    let mut tokens: Vec<Vec<u8>> = plain.iter().map(|token| token.as_bytes().to_vec()).collect();
    tokens.extend(keys.map(String::into_bytes));
    tokens.extend([
        vec![0xff],
        vec![0xed, 0xa0, 0x80],
        b"[".repeat(2_000),
        b"{\"a\":".repeat(2_000),
    ]);
    tokens
}
