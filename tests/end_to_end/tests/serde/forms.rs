//! Tests the form of values, and the errors of texts that do not have it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::json;
use shapes::operation::mix::MixInput;
use shapes::operation::put_big_numbers::PutBigNumbersOutput;
use shapes::operation::put_choice::PutChoiceOutput;
use shapes::operation::put_collections::PutCollectionsOutput;
use shapes::operation::put_scalars::PutScalarsOutput;
use shapes::types::{Choice, Colour, Firm, Notes, Settings, Size};
use whitesmith_runtime::{BigDecimal, BigInteger, Blob, DateTime, Document};

fn error<T: DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(_) => "none".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn names_are_those_of_the_wire_or_of_rust() {
    let wire = PutScalarsOutput::new().renamed("a").day(DateTime::from_secs(0));
    let text = serde_json::to_string(&wire).unwrap();
    assert_eq!(text, r#"{"day":"Thu, 01 Jan 1970 00:00:00 GMT","re-named":"a"}"#);

    let rust = protocols::rust_names::operation::put_scalars::PutScalarsOutput::new();
    let rust = rust.renamed("a").day(DateTime::from_secs(0)).when(DateTime::from_millis(1));
    let text = serde_json::to_string(&rust).unwrap();
    assert_eq!(
        text,
        r#"{"when":"1970-01-01T00:00:00.001Z","day":"1970-01-01T00:00:00Z","renamed":"a"}"#
    );
    let choice = protocols::rust_names::types::Choice::Renamed("a".to_owned());
    assert_eq!(serde_json::to_string(&choice).unwrap(), r#"{"Renamed":"a"}"#);
}

#[test]
fn absent_members() {
    let read = |text| serde_json::from_str::<PutScalarsOutput>(text).unwrap();
    assert_eq!(read("{}"), PutScalarsOutput::new());
    assert_eq!(read(r#"{"text": null, "when": null, "free": null}"#), PutScalarsOutput::new());
    assert_eq!(read(r#"{"new": {"deep": [1]}, "flag": true}"#), PutScalarsOutput::new().flag(true));
    assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::new());
    assert_eq!(error::<MixInput>(r#"{"page": 1}"#), "missing field `id` at line 1 column 11");
    assert_eq!(
        error::<Settings>(r#"{"number": null}"#),
        "invalid type: null, expected an integer of 32 bits at line 1 column 15"
    );
    assert_eq!(
        error::<Firm>(r#"{"text": "a", "text": "b"}"#),
        "duplicate field `text` at line 1 column 20"
    );
    assert_eq!(
        error::<PutCollectionsOutput>(r#"{"texts": ["a", null]}"#),
        "invalid type: null, expected a string at line 1 column 20"
    );
}

#[test]
fn wrong_types() {
    assert_eq!(
        error::<PutScalarsOutput>("[]"),
        "expected a structure, found a list at line 1 column 2"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"flag": "yes"}"#),
        r#"invalid type: string "yes", expected a boolean at line 1 column 14"#
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"tiny": 128}"#),
        "expected an integer of 8 bits, found one that is out of range at line 1 column 13"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"number": 1.0}"#),
        "expected an integer of 32 bits, found a floating-point number at line 1 column 15"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"large": 9223372036854775808}"#),
        "expected an integer of 64 bits, found one that is out of range at line 1 column 30"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"half": 1e39}"#),
        "expected a number of 32 bits, found one that is out of range at line 1 column 14"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"ratio": "one"}"#),
        "expected a number, found another string at line 1 column 16"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"blob": "*"}"#),
        "expected base64, found an invalid character at byte 0 at line 1 column 13"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"when": "yesterday"}"#),
        "expected a timestamp, found another string at line 1 column 21"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"when": {"secs": 1}}"#),
        "expected a timestamp, found a map at line 1 column 16"
    );
    assert_eq!(
        error::<PutScalarsOutput>(r#"{"colour": 1}"#),
        "invalid type: integer `1`, expected a string at line 1 column 12"
    );
    assert_eq!(
        error::<PutBigNumbersOutput>(r#"{"whole": 1.5}"#),
        "expected an integer, found another number at line 1 column 14"
    );
    assert_eq!(
        error::<PutBigNumbersOutput>(r#"{"decimal": "0x1"}"#),
        "expected a number, found another string at line 1 column 18"
    );
}

#[test]
fn unions() {
    let read = |text| serde_json::from_str::<Choice>(text).unwrap();
    assert_eq!(read(r#"{"text": "a", "number": null}"#), Choice::Text("a".to_owned()));
    assert_eq!(read(r#"{"__type": "x", "nothing": {"more": 1}}"#), Choice::Nothing);
    assert_eq!(read(r#"{"other": [1, {}]}"#), Choice::Unknown("other".to_owned()));
    assert_eq!(read(r#"{"other": 1, "number": 2}"#), Choice::Number(2));
    assert_eq!(serde_json::to_string(&Choice::Nothing).unwrap(), r#"{"nothing":{}}"#);
    let unknown = Choice::Unknown("other".to_owned());
    assert_eq!(serde_json::to_string(&unknown).unwrap(), r#"{"other":{}}"#);
    assert_eq!(
        error::<Choice>(r#"{"text": "a", "number": 1}"#),
        "expected one member of a union, found two at line 1 column 26"
    );
    assert_eq!(
        error::<Choice>(r#"{"text": "a", "text": "b"}"#),
        "expected one member of a union, found two at line 1 column 26"
    );
    assert_eq!(
        error::<Choice>("{}"),
        "expected one member of a union, found none at line 1 column 2"
    );
    assert_eq!(
        error::<Choice>(r#"{"text": null}"#),
        "expected one member of a union, found none at line 1 column 14"
    );
    assert_eq!(
        error::<Choice>(r#""text""#),
        r#"invalid type: string "text", expected a union at line 1 column 6"#
    );
}

#[test]
fn enums_are_open() {
    assert_eq!(serde_json::from_str::<Colour>(r#""blue""#).unwrap(), Colour::from("blue"));
    assert_eq!(serde_json::from_str::<Size>("7").unwrap(), Size::Unknown(7));
    let map = BTreeMap::from([(Colour::Red, DateTime::from_secs(1))]);
    let output = PutCollectionsOutput::new().colour_map(map);
    assert_eq!(serde_json::to_value(&output).unwrap(), json!({"colourMap": {"red": 1}}));
}

#[test]
fn timestamps_are_read_in_any_form() {
    let expected = DateTime::from_secs_and_nanos(1_763_806_800, 500_000_000);
    for text in [
        "1763806800.5",
        r#""1763806800.5""#,
        r#""2025-11-22T10:20:00.5Z""#,
        r#""2025-11-22T11:20:00.5+01:00""#,
        "[1763806800, 500000000]",
    ] {
        assert_eq!(serde_json::from_str::<DateTime>(text).unwrap(), expected, "{text}");
    }
    for text in ["true", "1e300", "[1]", "[1, 1000000000]", "[1, -1]", "\"\"", "null"] {
        assert!(serde_json::from_str::<DateTime>(text).is_err(), "{text}");
    }
    let toml: BTreeMap<String, DateTime> = toml::from_str("at = 2025-11-22T10:20:00.5Z").unwrap();
    assert_eq!(toml["at"], expected);
    // Digits that no `f64` has.
    let at = DateTime::from_secs_and_nanos(1_763_806_800, 123_456_789);
    let value = PutScalarsOutput::new().when(at);
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"when":"1763806800.123456789"}"#);
    // Years that a date cannot express.
    let late = DateTime::from_secs(i64::MAX);
    assert_eq!(
        serde_json::to_string(&late).unwrap_err().to_string(),
        "a timestamp is sent as a date and must be in the years 0000 to 9999"
    );
}

#[test]
fn floats_and_big_numbers() {
    let value = PutScalarsOutput::new().half(f32::NAN).ratio(f64::NEG_INFINITY);
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(text, r#"{"half":"NaN","ratio":"-Infinity"}"#);
    let read: PutScalarsOutput = serde_json::from_str(&text).unwrap();
    assert!(read.half.unwrap().is_nan() && read.ratio == Some(f64::NEG_INFINITY));
    for (text, json) in [
        ("7", "7"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", r#""9223372036854775808""#),
    ] {
        let number: BigInteger = text.parse().unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), json);
        assert_eq!(serde_json::from_str::<BigInteger>(json).unwrap(), number);
        assert_eq!(serde_json::from_str::<BigInteger>(text).unwrap(), number);
    }
    for (text, json) in [
        ("1.5", "1.5"),
        ("1.50", r#""1.50""#),
        ("0.10000000000000000001", r#""0.10000000000000000001""#),
    ] {
        let number: BigDecimal = text.parse().unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), json);
        assert_eq!(serde_json::from_str::<BigDecimal>(json).unwrap(), number);
    }
}

#[test]
fn blobs_are_base64_or_bytes() {
    let blob = Blob::from("hello");
    assert_eq!(serde_json::to_string(&blob).unwrap(), r#""aGVsbG8=""#);
    assert_eq!(serde_json::from_str::<Blob>(r#""aGVsbG8=""#).unwrap(), blob);
    let value = ciborium::Value::serialized(&blob).unwrap();
    assert_eq!(value, ciborium::Value::Bytes(b"hello".to_vec()));
    let at = ciborium::Value::serialized(&DateTime::from_secs_and_nanos(1, 2)).unwrap();
    assert_eq!(at, ciborium::Value::Array(vec![1.into(), 2.into()]));
}

#[test]
fn documents_are_as_they_are() {
    let text = r#"{"a":[null,true,-1,18446744073709551615,1.5,"x"],"b":{}}"#;
    let document: Document = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&document).unwrap(), text);
    assert_eq!(document.get("a").unwrap().as_array().unwrap()[3].as_u64(), Some(u64::MAX));
    let notes: Document =
        serde_json::to_value(Notes::new().stars(3)).map(serde_json::from_value).unwrap().unwrap();
    assert_eq!(notes.get("stars").and_then(Document::as_i64), Some(3));
    let value = PutChoiceOutput::new();
    assert_eq!(serde_json::to_string(&value).unwrap(), "{}");
}
