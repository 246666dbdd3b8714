//! Compares form bodies. The order of parameters is ignored; keys and values must be encoded alike.

/// Whether a media type is that of forms.
pub(super) fn is_form(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim();
    essence == "application/x-www-form-urlencoded"
}

/// Whether two bodies have the same parameters.
pub(super) fn is_same(found: &[u8], expected: &[u8]) -> bool {
    parameters(found) == parameters(expected)
}

fn parameters(body: &[u8]) -> Vec<&[u8]> {
    let mut parameters: Vec<_> = body.split(|byte| *byte == b'&').collect();
    parameters.sort_unstable();
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_no_order() {
        for (found, expected, same) in [
            ("Action=A&Version=1&B.1=x", "Version=1&B.1=x&Action=A", true),
            ("", "", true),
            ("A=1&A=1", "A=1", false),
            ("A=1&A=2", "A=2&A=1", true),
            ("A=1&", "A=1", false),
            ("A=", "A", false),
            ("A=%20", "A=+", false),
            ("A=%2F", "A=%2f", false),
            ("A=1", "", false),
        ] {
            assert_eq!(is_same(found.as_bytes(), expected.as_bytes()), same, "{found} {expected}");
        }
    }

    #[test]
    fn media_types_of_forms() {
        for (media_type, expected) in [
            ("application/x-www-form-urlencoded", true),
            ("application/x-www-form-urlencoded; charset=utf-8", true),
            ("application/json", false),
            ("", false),
        ] {
            assert_eq!(is_form(media_type), expected, "{media_type}");
        }
    }
}
