//! Redacts the user name and the password of a URL for messages and `Debug`.

use std::borrow::Cow;

/// Redacts the user name and password in a URL, or in the URL within a message. As the URL may be
/// malformed, everything that may be part of them is redacted: what precedes the last `@`, back to
/// the scheme, or without a scheme to the start of the word.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let Some((before, host)) = text.rsplit_once('@') else { return Cow::Borrowed(text) };
    let start = match before.find("://") {
        Some(scheme) => scheme + "://".len(),
        None => before.rfind([' ', '\t', '`', '"', '\'']).map_or(0, |end| end + 1),
    };
    let start = before.get(..start).unwrap_or_default();
    Cow::Owned(format!("{start}<redacted>@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_and_passwords_are_redacted() {
        for (text, expected) in [
            ("https://example.com/a", "https://example.com/a"),
            ("https://me:secret@example.com/a", "https://<redacted>@example.com/a"),
            ("https://me:sec/r@e t@example.com", "https://<redacted>@example.com"),
            ("me:secret@example.com", "<redacted>@example.com"),
            ("not a URI: `me:secret@example.com`", "not a URI: `<redacted>@example.com`"),
            ("not a URI: `http://me:secret@a b`", "not a URI: `http://<redacted>@a b`"),
            ("é@", "<redacted>@"),
            ("@", "<redacted>@"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
