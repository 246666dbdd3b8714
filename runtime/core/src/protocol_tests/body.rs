//! Compares the body of a request with the one that a test expects.

use super::json;
#[cfg(feature = "xml")]
use super::xml;

/// The body that a test expects.
#[derive(Debug)]
pub(super) struct Expected {
    /// Decides how the body is compared; empty if the test does not say it.
    pub(super) media_type: &'static str,
    pub(super) text: &'static str,
}

impl Expected {
    /// What is wrong with a body, if anything.
    pub(super) fn mismatch(&self, body: &[u8]) -> Option<String> {
        let Self { media_type, text } = self;
        let expected = text.as_bytes();
        let is_same = match media_type {
            _ if json::is_json(media_type) => json::is_same(body, expected),
            #[cfg(feature = "xml")]
            _ if xml::is_xml(media_type) => xml::is_same(body, expected),
            _ => body == expected,
        };
        let found = String::from_utf8_lossy(body);
        (!is_same).then(|| format!("the body is {found:?}, expected {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_compared_as_they_are() {
        for media_type in ["", "text/plain"] {
            let expected = |text| Expected { media_type, text };
            assert_eq!(expected("a b").mismatch(b"a b"), None);
            let mismatch = expected("a").mismatch(b"b");
            assert_eq!(mismatch.as_deref(), Some("the body is \"b\", expected \"a\""));
            assert!(expected("{}").mismatch(b"{ }").is_some());
        }
    }
}
