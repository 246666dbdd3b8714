//! Compares the body of a request with the one that a test expects.

use std::borrow::Cow;

#[cfg(feature = "cbor")]
use super::cbor;
#[cfg(feature = "form")]
use super::form;
use super::json;
#[cfg(feature = "xml")]
use super::xml;
use crate::Blob;

/// The media type of CBOR. A test has such a body in base64.
pub(super) const CBOR: &str = "application/cbor";

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
        let expected = bytes(media_type, text);
        let is_same = match *media_type {
            #[cfg(feature = "cbor")]
            CBOR => cbor::is_same(body, &expected),
            #[cfg(feature = "form")]
            media_type if form::is_form(media_type) => form::is_same(body, &expected),
            #[cfg(feature = "xml")]
            media_type if xml::is_xml(media_type) => xml::is_same(body, &expected),
            media_type if json::is_json(media_type) => json::is_same(body, &expected),
            _ => body == &*expected,
        };
        let found = match *media_type {
            CBOR => Blob::from(body.to_vec()).to_base64(),
            _ => String::from_utf8_lossy(body).into_owned(),
        };
        (!is_same).then(|| format!("the body is {found:?}, expected {text:?}"))
    }
}

/// The bytes of a body in a test.
pub(super) fn bytes<'t>(media_type: &str, text: &'t str) -> Cow<'t, [u8]> {
    match (media_type, Blob::from_base64(text)) {
        (CBOR, Ok(blob)) => Cow::Owned(blob.as_ref().to_vec()),
        _ => Cow::Borrowed(text.as_bytes()),
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

    #[test]
    fn cbor_is_in_base64() {
        let expected = |text| Expected { media_type: CBOR, text };
        assert_eq!(expected("oWFhAQ==").mismatch(b"\xa1\x61a\x01"), None);
        let mismatch = expected("oWFhAQ==").mismatch(b"\xa0");
        assert_eq!(mismatch.as_deref(), Some("the body is \"oA==\", expected \"oWFhAQ==\""));
        assert_eq!(expected("").mismatch(b""), None);
        assert_eq!(bytes("text/plain", "oA=="), &b"oA=="[..]);
    }
}
