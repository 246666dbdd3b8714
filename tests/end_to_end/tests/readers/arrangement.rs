//! Tests that the valid responses of all shapes give the same values with their members in any
//! order, with unknown members, with members that occur twice, and without members: members are
//! independent of each other.

use end_to_end::responses::{GoodResponse, good_responses};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::damage::run;

/// Values that a later version of the service might send.
const UNKNOWN: [&str; 8] = [
    "null",
    "1e400",
    "-0",
    "\"\\ud83d\\ude00\"",
    "[[], {}, [null, {\"text\": 1}]]",
    "{\"text\": {\"text\": []}, \"\": \"\"}",
    "{\"a\": 1, \"a\": [2]}",
    " true ",
];

/// Random decisions, which are reused in a cycle.
struct Draws<'d> {
    draws: std::iter::Cycle<std::slice::Iter<'d, Index>>,
}

impl Draws<'_> {
    fn below(&mut self, size: usize) -> usize {
        self.draws.next().map_or(0, |draw| draw.index(size))
    }
}

/// The text of a value with the members of each object in another order and, where the object is a
/// structure, with unknown members.
fn arranged(good: &GoodResponse, value: &Value, pointer: &str, draws: &mut Draws<'_>) -> String {
    let mut under = |key: &str, value: &Value| {
        let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        arranged(good, value, &pointer, draws)
    };
    match value {
        Value::Object(entries) => {
            let texts = entries.iter().map(|(key, value)| {
                let value = under(key, value);
                format!("{}: {value}", Value::from(key.as_str()))
            });
            let texts: Vec<String> = texts.collect();
            let mut shuffled: Vec<String> = Vec::new();
            for text in texts {
                shuffled.insert(draws.below(shuffled.len() + 1), text);
            }
            if is_structure(good, pointer) {
                for count in 0..draws.below(4) {
                    let unknown = UNKNOWN[draws.below(UNKNOWN.len())];
                    let at = draws.below(shuffled.len() + 1);
                    shuffled.insert(at, format!("\"Future{count}\":\t{unknown}"));
                }
            }
            format!("{{ {}\n}}", shuffled.join(","))
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let texts: Vec<String> =
                items.map(|(index, item)| under(&index.to_string(), item)).collect();
            format!("[{}]", texts.join(" , "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

/// Whether members of the object are identified by their names.
fn is_structure(good: &GoodResponse, pointer: &str) -> bool {
    match good.places.iter().find(|place| place.pointer == pointer) {
        Some(place) => place.kind == "structure",
        // The root of a body without a payload is one; what is inside of a document is not.
        None => pointer.is_empty(),
    }
}

#[test]
fn members_in_any_order_beside_unknown_ones() {
    let responses: Vec<GoodResponse> =
        good_responses().into_iter().filter(|good| !good.places.is_empty()).collect();
    let strategy = (any::<Index>(), prop::collection::vec(any::<Index>(), 1..50));
    run(1_500, &strategy, |(good, draws)| {
        let good: &GoodResponse = good.get(&responses);
        let value: Value = serde_json::from_str(&good.body).unwrap();
        let body = arranged(good, &value, "", &mut Draws { draws: draws.iter().cycle() });
        let expected = (good.reader.show)(&good.with_body(value.to_string()));
        let found = (good.reader.show)(&good.with_body(body.clone()));
        assert_eq!(found, expected, "{}: {body}", good.reader.operation);
    });
}

/// Of a member that occurs twice, a structure takes the last one, as the official clients do, and a
/// union is an error.
#[test]
fn duplicate_keys() {
    for good in good_responses() {
        for place in &good.places {
            let body: Value = serde_json::from_str(&good.body).unwrap();
            let (parent, key) = match place.pointer.rsplit_once('/') {
                Some((parent, key)) if body.pointer(parent).is_some_and(Value::is_object) => {
                    (parent, key)
                }
                _ => continue,
            };
            let value = &body.pointer(&place.pointer).unwrap().to_string();
            // `X: 1` becomes `X: 1, "key": 1`, the same member twice.
            let twice = format!("{value}, {}: {value}", Value::from(key));
            let spoilt = good.body_with(place, twice.as_bytes());
            let response = good.with_body(spoilt.clone());
            let in_union = good.places.iter().any(|p| p.pointer == parent && p.kind == "union");
            if in_union && value != "null" {
                let error = (good.reader.fault)(&response).expect("a union has one member");
                assert_eq!(error.path(), place.path, "{error}");
            } else {
                let expected = (good.reader.show)(&good.with_body(body.to_string()));
                let body = String::from_utf8_lossy(&spoilt);
                assert_eq!((good.reader.show)(&response), expected, "{body}");
            }
        }
    }
}

/// Missing members are `None`, empty or zero; but a union must have a member.
#[test]
fn missing_members() {
    for good in good_responses() {
        for place in &good.places {
            let mut body: Value = serde_json::from_str(&good.body).unwrap();
            let Some((parent, key)) = place.pointer.rsplit_once('/') else { continue };
            match body.pointer_mut(parent) {
                Some(Value::Object(members)) => drop(members.remove(key)),
                _ => continue,
            }
            let fault = (good.reader.fault)(&good.with_body(body.to_string()));
            match good.places.iter().find(|place| place.pointer == parent) {
                Some(union)
                    if union.kind == "union" && body.pointer(parent).is_some_and(is_empty) =>
                {
                    assert_eq!(
                        fault.map(|fault| fault.path().to_owned()),
                        Some(union.path.clone())
                    );
                }
                _ => assert_eq!(fault, None, "{}: {body}", good.reader.operation),
            }
        }
    }
}

/// Whether an object has no member with a value, apart from the name of its type.
fn is_empty(object: &Value) -> bool {
    let Value::Object(members) = object else { return false };
    members.iter().all(|(key, value)| key == "__type" || value.is_null())
}
