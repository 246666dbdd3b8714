//! The body of a request and the one that a test expects in, what differs out.

use crate::json::Reader;
use crate::{Document, ParseError};

/// How a body is compared.
#[derive(Debug)]
pub(super) enum Expected {
    /// Byte by byte.
    Bytes(&'static str),
    /// As JSON: white space, the order of members and the form of numbers mean nothing.
    Json(&'static str),
}

impl Expected {
    /// What is wrong with a body, if anything.
    pub(super) fn mismatch(&self, body: &[u8]) -> Option<String> {
        let found = String::from_utf8_lossy(body);
        let (same, expected) = match self {
            Self::Bytes(expected) => (body == expected.as_bytes(), expected),
            Self::Json(expected) => (same_json(body, expected.as_bytes()), expected),
        };
        (!same).then(|| format!("the body is {found:?}, expected {expected:?}"))
    }
}

/// No body is the same as no body only.
fn same_json(found: &[u8], expected: &[u8]) -> bool {
    match (parse(found), parse(expected)) {
        (Ok(found), Ok(expected)) => same(&found, &expected),
        _ => found == expected,
    }
}

fn parse(json: &[u8]) -> Result<Document, ParseError> {
    let mut reader = Reader::new(json);
    let document = reader.document();
    reader.finish().map(|()| document)
}

/// JSON knows one kind of number: `1` and `1.0` are the same, and so are two that are the same float.
fn same(found: &Document, expected: &Document) -> bool {
    match (found, expected) {
        (Document::Number(a), Document::Number(b)) => {
            a == b || a.as_f64().is_some_and(|float| b.as_f64() == Some(float))
        }
        (Document::Array(a), Document::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Document::Object(a), Document::Object(b)) => {
            let is_same = |(name, a): (&String, &Document)| b.get(name).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(is_same)
        }
        (found, expected) => found == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_compared_by_its_meaning() {
        for (found, expected, same) in [
            (r#"{"a":1,"b":[2.0]}"#, r#"{ "b": [2], "a": 1.0 }"#, true),
            (r#"["NaN"]"#, r#"["NaN"]"#, true),
            ("", "", true),
            ("{}", "", false),
            ("", "{}", false),
            (r#"{"a":1}"#, r#"{"a":1,"b":null}"#, false),
            ("[1]", "[1,1]", false),
            (r#"{"a":"1"}"#, r#"{"a":1}"#, false),
        ] {
            let mismatch = Expected::Json(expected).mismatch(found.as_bytes());
            assert_eq!(mismatch.is_none(), same, "{found} {expected}: {mismatch:?}");
        }
    }

    #[test]
    fn bytes_are_compared_as_they_are() {
        assert_eq!(Expected::Bytes("a b").mismatch(b"a b"), None);
        let mismatch = Expected::Bytes("a").mismatch(b"b");
        assert_eq!(mismatch.as_deref(), Some("the body is \"b\", expected \"a\""));
    }
}
