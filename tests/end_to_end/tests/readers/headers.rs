//! Tests the valid responses of all shapes with other values in their headers: the result is a
//! value, or an error that names the header, for all bytes that HTTP allows.

use std::collections::BTreeSet;

use end_to_end::readers::READERS;
use end_to_end::responses::good_responses;
use proptest::prelude::*;
use whitesmith_runtime::{HeaderName, HeaderValue, ParseError, Response};

use crate::damage::{STATUSES, headers, run};

/// Values that are invalid in a header of this type, alone or as an element of a list.
fn wrong_values(kind: &str) -> &'static [&'static str] {
    match kind {
        // Any text is valid.
        "string" | "enum" => &[],
        "boolean" => &["1", "TRUE", "yes", "true false"],
        "byte" => &["128", "-129", "0.5", "1e1", "0x1", "--1", "one"],
        "short" => &["32768", "-32769", "0.5", "1e1", "one"],
        "integer" => &["2147483648", "0.5", "1e1", "one", "99999999999999999999999999"],
        "long" => &["9223372036854775808", "0.5", "1e1", "one"],
        "float" | "double" => &["inf", "1.0.0", "0x1", "one", "nan"],
        "intEnum" => &["2147483648", "red", "0.5"],
        "timestamp default" | "timestamp http-date" => {
            &["1", "Mon", "2024-05-06T07:08:09Z", "Mon, 31 Feb 2024 07:08:09 GMT", "x, y"]
        }
        "timestamp date-time" => &["1", "Mon", "2024-02-30T00:00:00Z", "2024-05-06"],
        "timestamp epoch-seconds" => &["Mon", "2024-05-06T07:08:09Z", "1e300", "0x1"],
        other => panic!("a new kind: {other}"),
    }
}

#[test]
fn the_header_at_fault_is_named() {
    let mut headers = 0;
    for good in good_responses() {
        for bound in &good.bound {
            let name: HeaderName = bound.name.parse().unwrap();
            let wrong = wrong_values(&bound.kind).iter().map(|value| value.as_bytes());
            let no_text: [&[u8]; 3] = [b"\xff", b"a\xc3", b"\xed\xa0\x80"];
            for value in wrong.chain(no_text) {
                let mut headers = good.headers.clone();
                headers.insert(&name, HeaderValue::from_bytes(value).unwrap());
                let response = Response::new(good.status, headers, good.body.clone());
                let fault = (good.reader.fault)(&response);
                let path = fault.as_ref().map(ParseError::path);
                assert_eq!(path, Some(bound.name.as_str()), "{value:?}: {bound:?} {fault:?}");
            }
            headers += 1;
        }
    }
    assert!(headers > 200, "only {headers} headers");
}

#[test]
fn arbitrary_headers() {
    let responses = good_responses();
    let bound = responses.iter().flat_map(|good| &good.bound).map(|bound| bound.name.as_str());
    let mut names: BTreeSet<&str> = bound.collect();
    names.extend(["x-note-one", "x-note-", "x-hint-a", "x-hint-", "x-future"]);
    let names: Vec<&str> = names.into_iter().collect();
    let bodies = prop::sample::select(vec!["", "{}", "x", "{\"text\": \"a\"}", "[]"]);
    let strategy = (prop::sample::select(STATUSES.to_vec()), headers(&names), bodies);
    run(3_000, &strategy, |(status, headers, body)| {
        let response = Response::new(status, headers, body);
        for reader in READERS {
            if let Some(error) = (reader.fault)(&response) {
                assert!(!error.to_string().is_empty(), "{}", reader.operation);
            }
            assert!(!(reader.show)(&response).is_empty(), "{}", reader.operation);
        }
    });
}
