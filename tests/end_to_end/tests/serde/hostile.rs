//! Tests texts that are deep, long or broken.

use serde::de::DeserializeOwned;
use shapes::operation::put_tree::PutTreeOutput;
use shapes::types::Tree;
use whitesmith_runtime::{BigDecimal, BigInteger, DateTime, Document};

/// The deserializer limits the depth.
#[test]
fn deep_texts_are_errors() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(5_000), close.repeat(5_000));
    let text = deep(r#"{"left":"#, "}").replace("left\":}", "left\":{}}");
    assert!(is_error::<Tree>(&text, "recursion limit"));
    assert!(is_error::<Document>(&deep("[", "]"), "recursion limit"));
    // Maps with the one member `left`, and arrays.
    let cbor = [b"\xa1\x64left".repeat(100_000), vec![0xa0]].concat();
    assert!(ciborium::from_reader::<Tree, _>(cbor.as_slice()).is_err());
    let cbor = [vec![0x81; 100_000], vec![0x80]].concat();
    assert!(ciborium::from_reader::<Document, _>(cbor.as_slice()).is_err());
}

/// A tree as deep as the limit of JSON is read and written on the stack of a test.
#[test]
fn the_deepest_texts_are_read() {
    let mut tree = Tree::new();
    for _ in 0..120 {
        tree = Tree::new().left(tree);
    }
    let output = PutTreeOutput::new().tree(tree);
    crate::formats::through_json(&output);
    crate::formats::through_cbor(&output);
}

fn is_error<T: DeserializeOwned>(text: &str, message: &str) -> bool {
    serde_json::from_str::<T>(text).is_err_and(|error| error.to_string().contains(message))
}

#[test]
fn hostile_numbers() {
    for text in ["1e999999999", "-1e999999999", "0.1e-999999999"] {
        let decimal = format!("{text:?}");
        let read: BigDecimal = serde_json::from_str(&decimal).unwrap();
        assert_eq!(read.as_str(), text);
        assert!(serde_json::from_str::<BigInteger>(&decimal).is_err());
        assert!(serde_json::from_str::<DateTime>(&decimal).is_err() || text.contains("e-"));
    }
    let digits = "9".repeat(100_000);
    let read: BigInteger = serde_json::from_str(&format!("{digits:?}")).unwrap();
    assert_eq!(read.as_str(), digits);
    for text in ["-", "+1", "01", "NaN", "0x7"] {
        assert!(serde_json::from_str::<BigInteger>(&format!("{text:?}")).is_err(), "{text}");
    }
}

/// A length that a text announces is not allocated.
#[test]
fn announced_lengths_are_not_trusted() {
    // An array of 2^62 elements, and a map with as many entries.
    for head in [0x9b_u8, 0xbb] {
        let bytes = [&[head][..], &(1_u64 << 62).to_be_bytes()].concat();
        assert!(ciborium::from_reader::<Document, _>(bytes.as_slice()).is_err());
        assert!(ciborium::from_reader::<Vec<Tree>, _>(bytes.as_slice()).is_err());
        assert!(ciborium::from_reader::<Tree, _>(bytes.as_slice()).is_err());
    }
}

#[test]
fn truncated_texts_are_errors() {
    let text = r#"{"tree":{"name":"a","left":{"name":"b"},"children":[{},{}]}}"#;
    for length in 0..text.len() {
        let error = serde_json::from_str::<PutTreeOutput>(&text[..length]).unwrap_err();
        assert!(error.is_eof(), "{length}: {error}");
    }
}

/// The keys that formats use for a number or a date stand for it only as the single key.
#[test]
fn reserved_keys_with_further_entries_are_errors() {
    let message = "expected a number or date alone, found another entry after it";
    for (key, value) in
        [("$serde_json::private::Number", "1"), ("$__toml_private_datetime", "2026-01-01")]
    {
        let text = format!(r#"{{"{key}": "{value}", "more": 2}}"#);
        assert!(is_error::<Document>(&text, message), "{text}");
        assert!(is_error::<DateTime>(&text, message), "{text}");
        assert!(is_error::<Vec<Document>>(&format!("[{text}]"), message), "{text}");
        let map = ciborium::Value::serialized(&std::collections::BTreeMap::from([
            (key, value),
            ("~", "2"),
        ]));
        let error = map.unwrap().deserialized::<Document>().unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    let number: Document =
        serde_json::from_str(r#"{"$serde_json::private::Number": "1"}"#).unwrap();
    assert_eq!(number, Document::from(1));
}
