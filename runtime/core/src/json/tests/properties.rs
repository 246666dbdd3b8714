//! What holds for every input.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use super::structures::{Account, Tag, read, read_document, skip};
use crate::Document;
use crate::json::Writer;

/// What `serde_json` says about a text, as a document. It refuses texts nested deeper than 127;
/// those here are not.
fn oracle(json: &[u8]) -> Option<Document> {
    fn document(value: Value) -> Document {
        match value {
            Value::Null => Document::Null,
            Value::Bool(value) => value.into(),
            Value::String(text) => text.into(),
            Value::Array(values) => values.into_iter().map(document).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(name, value)| (name, document(value))).collect()
            }
            Value::Number(number) => Document::Number(number.to_string().parse().unwrap()),
        }
    }
    serde_json::from_slice(json).ok().map(document)
}

fn written(document: &Document) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.document(document);
    writer.finish().unwrap()
}

fn documents() -> impl Strategy<Value = Document> {
    let finite = any::<f64>().prop_filter("JSON has no other numbers", |value| value.is_finite());
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::from),
        any::<i64>().prop_map(Document::from),
        any::<u64>().prop_map(Document::from),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,4})?"
            .prop_map(|number| Document::Number(number.parse().unwrap())),
        finite.prop_map(Document::from),
        any::<String>().prop_map(Document::from),
    ];
    leaf.prop_recursive(5, 40, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Document::Array),
            btree_map(any::<String>(), inner, 0..8).prop_map(Document::Object),
        ]
    })
}

/// Texts made of the tokens of JSON and of what is nearly one.
fn token_soup() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "null",
        "true",
        "false",
        "nul",
        "\"a\"",
        "\"\\n\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\x\"",
        "\"",
        "0",
        "-0",
        "01",
        "1.5",
        "-",
        "1e5",
        "1E-400",
        "1e400",
        "1.",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "\"é\"",
        "\t",
        "\u{c}",
        "\u{feff}",
        "{\"a\":",
        "\"Tags\":[",
        "\"Id\":",
    ]);
    vec(token, 0..12).prop_map(|tokens| tokens.concat())
}

/// A text cut after `length` bytes, with one of the bytes left replaced.
fn damaged(mut json: Vec<u8>, length: usize, place: usize, byte: u8) -> Vec<u8> {
    json.truncate(length);
    if let Some(place) = place.checked_rem(json.len()) {
        json[place] = byte;
    }
    json
}

/// Checks that the reader takes what `serde_json` takes, with the same value, and that what is
/// passed over is refused only if it is not JSON.
fn agrees(json: &[u8]) -> Result<(), TestCaseError> {
    let expected = oracle(json);
    let document = read_document(json);
    prop_assert_eq!(document.as_ref().ok(), expected.as_ref());
    prop_assert!(skip(json).is_ok() == expected.is_some());
    prop_assert!(expected.is_some() || read(json).is_err());
    Ok(())
}

proptest! {
    // The same cases on every run; a failure is to become a case in a table.
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(2_024),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes(json in vec(any::<u8>(), 0..64)) {
        agrees(&json)?;
    }

    #[test]
    fn any_tokens(json in token_soup()) {
        agrees(json.as_bytes())?;
    }

    #[test]
    fn any_damage(
        document in documents(), length in 0..400_usize, place in any::<usize>(), byte in any::<u8>()
    ) {
        agrees(&damaged(written(&document), length, place, byte))?;
    }

    #[test]
    fn any_damage_to_an_account(
        name in any::<String>(), length in 0..200_usize, place in any::<usize>(),
        byte in prop::sample::select(b"\"\\{}[],:0n-. \x00\xff".to_vec()),
    ) {
        let tag = Tag { key: name.clone(), values: vec![1, 2] };
        let account = Account {
            limits: Some([(name.clone(), 1)].into()),
            tags: vec![tag.clone(), tag],
            name: Some(name),
            ..Account::default()
        };
        let mut writer = Writer::new();
        Account::write(&mut writer, &account);
        let json = writer.finish().unwrap();
        prop_assert_eq!(read(&json), Ok(account));
        agrees(&damaged(json, length, place, byte))?;
    }

    #[test]
    fn any_document_comes_back(document in documents()) {
        let json = written(&document);
        prop_assert_eq!(oracle(&json), Some(document.clone()));
        prop_assert_eq!(read_document(&json), Ok(document));
    }

    #[test]
    fn any_float_comes_back(double in any::<f64>(), float in any::<f32>()) {
        let account = Account { double: Some(double), float: Some(float), ..Account::default() };
        let mut writer = Writer::new();
        Account::write(&mut writer, &account);
        let back = read(writer.finish().unwrap()).unwrap();
        let same = back.double.unwrap().to_bits() == double.to_bits() || double.is_nan();
        prop_assert!(same && back.double.unwrap().is_nan() == double.is_nan());
        let same = back.float.unwrap().to_bits() == float.to_bits() || float.is_nan();
        prop_assert!(same && back.float.unwrap().is_nan() == float.is_nan());
    }

    #[test]
    fn any_integer_comes_back(long in any::<i64>(), integer in any::<i32>(), byte in any::<i8>()) {
        let account = Account {
            long: Some(long),
            integer: Some(integer),
            byte: Some(byte),
            ..Account::default()
        };
        let mut writer = Writer::new();
        Account::write(&mut writer, &account);
        prop_assert_eq!(read(writer.finish().unwrap()), Ok(account));
    }
}
