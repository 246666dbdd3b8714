//! Compares JSON bodies. White space, the order of members and the form of numbers are ignored.

use crate::Document;

/// Whether a media type is that of JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim();
    essence == "application/json" || essence.ends_with("+json")
}

/// Whether two bodies are the same. An empty body is only the same as another empty body.
pub(super) fn is_same(found: &[u8], expected: &[u8]) -> bool {
    match (Document::from_json_bytes(found), Document::from_json_bytes(expected)) {
        (Ok(found), Ok(expected)) => same(&found, &expected),
        _ => found == expected,
    }
}

/// JSON has one type of number: `1` and `1.0` are the same, and so are two numbers with the same nearest
/// float.
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
    fn bodies_are_compared_by_their_meaning() {
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
            let found_same = is_same(found.as_bytes(), expected.as_bytes());
            assert_eq!(found_same, same, "{found} {expected}");
        }
    }

    #[test]
    fn media_types_of_json() {
        for (media_type, expected) in [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("application/merge-patch+json", true),
            ("application/jsonp", false),
            ("", false),
        ] {
            assert_eq!(is_json(media_type), expected, "{media_type}");
        }
    }
}
