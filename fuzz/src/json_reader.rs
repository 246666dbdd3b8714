//! Compares our JSON reader with `serde_json`: both must return the same value, or an error.

use serde_json::Value;
use whitesmith_runtime::json::{Reader, Writer};
use whitesmith_runtime::{Document, Number, ParseError};

/// The maximum depth of `serde_json`. Ours is one greater.
const DEPTH: usize = 127;

/// Reads a text with our reader and with `serde_json`.
///
/// # Panics
///
/// When they disagree, or when our writer does not reproduce the value.
pub fn json_reader(data: &[u8]) {
    let document = read(data, Reader::document);
    let skipped = read(data, Reader::skip);
    check_error(data, document.as_ref().err());
    check_error(data, skipped.as_ref().err());
    // Values that are skipped may be nested deeper.
    if nesting(data) <= DEPTH {
        assert_eq!(document.is_ok(), skipped.is_ok(), "{document:?} {skipped:?}");
    }
    if let Ok(document) = &document {
        let mut writer = Writer::new();
        writer.document(document);
        let written = writer.finish().expect("what was read can be written");
        assert_eq!(read(&written, Reader::document).as_ref(), Ok(document));
    }
    if nesting(data) <= DEPTH {
        let expected: Option<Value> = serde_json::from_slice(data).ok();
        let agree = match (&document, &expected) {
            (Ok(ours), Some(theirs)) => is_same(ours, theirs),
            (Err(_), None) => true,
            (Ok(_), None) | (Err(_), Some(_)) => false,
        };
        assert!(agree, "ours: {document:?}, theirs: {expected:?}");
    }
}

fn read<'d, T>(data: &'d [u8], read: fn(&mut Reader<'d>) -> T) -> Result<T, ParseError> {
    let mut reader = Reader::new(data);
    let value = reader.value(read);
    reader.finish().map(|()| value)
}

/// Checks that an error, which may be logged, does not repeat the body.
fn check_error(data: &[u8], error: Option<&ParseError>) {
    let Some(error) = error else { return };
    let message = error.to_string();
    assert!(!message.is_empty());
    // Values that are read without a model have no keys in the path, only indices.
    assert!(message.len() <= 300 + 6 * data.len(), "{message}");
}

/// An upper limit of the nesting, which also counts brackets in strings.
fn nesting(data: &[u8]) -> usize {
    data.iter().filter(|byte| matches!(byte, b'[' | b'{')).count()
}

fn is_same(ours: &Document, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Document::Null, Value::Null) => true,
        (Document::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Document::String(ours), Value::String(theirs)) => ours == theirs,
        (Document::Number(ours), Value::Number(theirs)) => is_same_number(ours, theirs),
        (Document::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Document::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(key, ours)| theirs.get(key).is_some_and(|theirs| is_same(ours, theirs)))
        }
        _ => false,
    }
}

fn is_same_number(ours: &Number, theirs: &serde_json::Number) -> bool {
    theirs.to_string().parse().as_ref() == Ok(ours)
}
