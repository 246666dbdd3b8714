//! Tests that each reader returns a value or an error for randomly damaged responses of all shapes.

use std::collections::BTreeSet;

use end_to_end::readers::READERS;
use end_to_end::responses::{GoodResponse, good_responses};
use proptest::prelude::*;
use proptest::sample::Index;
use whitesmith_runtime::Response;

use crate::damage::{STATUSES, damaged, damages, headers, run, tokens};

/// The keys in all valid bodies.
fn keys(responses: &[GoodResponse]) -> Vec<&str> {
    let places = responses.iter().flat_map(|response| &response.places);
    let keys = places.filter_map(|place| place.pointer.rsplit_once('/')).map(|(_, key)| key);
    keys.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Reads a response with all readers.
fn read_all(response: &Response) {
    for reader in READERS {
        if let Some(error) = (reader.fault)(response) {
            assert!(!error.to_string().is_empty(), "{}", reader.operation);
        }
        assert!(!(reader.show)(response).is_empty(), "{}", reader.operation);
    }
}

#[test]
fn every_good_response_is_read() {
    let responses = good_responses();
    for reader in READERS {
        let has_one = responses.iter().any(|good| good.reader.operation == reader.operation);
        assert!(has_one, "no response of {}", reader.operation);
    }
    for good in responses {
        let fault = (good.reader.fault)(&good.with_body(good.body.clone()));
        assert_eq!(fault, None, "{}: {}", good.reader.operation, good.body);
    }
}

#[test]
fn arbitrary_bytes() {
    let bodies = prop::collection::vec(any::<u8>(), 0..200);
    let strategy = (prop::sample::select(STATUSES.to_vec()), headers(&["x-id"]), bodies);
    run(200, &strategy, |(status, headers, body)| read_all(&Response::new(status, headers, body)));
}

#[test]
fn arbitrary_tokens() {
    let responses = good_responses();
    let tokens = tokens(&keys(&responses));
    let bodies = prop::collection::vec(prop::sample::select(tokens), 0..40);
    let strategy = (prop::sample::select(STATUSES.to_vec()), headers(&["x-id"]), bodies);
    run(300, &strategy, |(status, headers, body)| {
        read_all(&Response::new(status, headers, body.concat()));
    });
}

#[test]
fn damaged_bodies() {
    let responses = good_responses();
    let strategy = (any::<Index>(), damages(tokens(&keys(&responses))));
    run(1_500, &strategy, |(good, damages)| {
        let good: &GoodResponse = good.get(&responses);
        let body = damages.iter().fold(good.body.clone().into_bytes(), damaged);
        read_all(&good.with_body(body));
    });
}

/// A truncated body is an error, and so is text after its end.
#[test]
fn truncated_and_prolonged_bodies() {
    for good in good_responses() {
        let is_json =
            good.headers.get("content-type").is_some_and(|value| value == "application/json");
        // The error `Gone` has no members, so that its body is not read.
        if !is_json || good.body.is_empty() || good.status == 503 {
            continue;
        }
        for length in 1..good.body.len() {
            let fault = (good.reader.fault)(&good.with_body(&good.body.as_bytes()[..length]));
            assert!(fault.is_some(), "{}: {:.length$}", good.reader.operation, good.body);
        }
        for more in ["}", "]", ",", "{}", "\"\"", "null", "0", "\u{0}", "\u{feff}"] {
            let fault = (good.reader.fault)(&good.with_body(good.body.clone() + more));
            let error = fault.expect("text behind the end");
            assert_eq!(error.path(), "", "{error}");
        }
    }
}
