//! Splits JSON into tokens: punctuation, literals, numbers as text, and strings.
//!
//! It is not a crate of others for its throughput: see `tests/benches/json.rs`.

use std::borrow::Cow;

use super::unescape::unescape;
use crate::decimal::number_length;

/// What is wrong with a token, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) reason: &'static str,
}

/// A position in a text.
pub(super) struct Lexer<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Goes to the end, where there are no more tokens.
    pub(super) fn stop(&mut self) {
        self.offset = self.text.len();
    }

    /// Skips white space, and returns the first byte of the next token.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.offset) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.offset += 1,
                next => return next.copied(),
            }
        }
    }

    /// Skips the byte that [`peek`](Self::peek) returned.
    pub(super) fn bump(&mut self) {
        self.offset += 1;
    }

    /// Skips `word`, and returns whether it was the next token.
    pub(super) fn literal(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word.as_bytes());
        if found {
            self.offset += word.len();
        }
        found
    }

    /// Reads a number, and returns its text.
    pub(super) fn number(&mut self) -> Result<&'a str, Fault> {
        let start = self.offset;
        match number_length(self.rest()) {
            Ok(length) => {
                self.offset += length;
                Ok(self.text.get(start..self.offset).unwrap_or_default())
            }
            Err(length) => {
                Err(Fault { offset: start + length, reason: "expected a digit in a number" })
            }
        }
    }

    /// Reads a string from its opening quotation mark. It is copied only if it has escapes.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        let start = self.offset + 1;
        let plain = plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        let end = start + plain;
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                self.offset = end + 1;
                Ok(Cow::Borrowed(self.text.get(start..end).unwrap_or_default()))
            }
            _ => self.string_with_escapes(start, end),
        }
    }

    /// Reads the string that starts at `start` and has no escape before `end`.
    #[cold]
    fn string_with_escapes(&mut self, start: usize, mut end: usize) -> Result<Cow<'a, str>, Fault> {
        let bytes = self.text.as_bytes();
        let mut decoded = String::from(self.text.get(start..end).unwrap_or_default());
        loop {
            match bytes.get(end) {
                Some(b'"') => {
                    self.offset = end + 1;
                    return Ok(Cow::Owned(decoded));
                }
                Some(b'\\') => {
                    let escape = bytes.get(end + 1..).unwrap_or_default();
                    let (character, length) =
                        unescape(escape).map_err(|reason| Fault { offset: end, reason })?;
                    decoded.push(character);
                    let start = end + 1 + length;
                    end = start + plain_length(bytes.get(start..).unwrap_or_default());
                    decoded.push_str(self.text.get(start..end).unwrap_or_default());
                }
                Some(_) => {
                    return Err(Fault { offset: end, reason: "a control character in a string" });
                }
                None => {
                    return Err(Fault { offset: end, reason: "a string without an end" });
                }
            }
        }
    }

    /// Describes the next token in a message. Only punctuation is quoted: the rest may be secret.
    pub(super) fn describe(&self) -> &'static str {
        match self.rest() {
            [] => "the end of the body",
            [b'"', ..] => "a string",
            [b'{', ..] => "an object",
            [b'[', ..] => "an array",
            [b'}', ..] => "`}`",
            [b']', ..] => "`]`",
            [b',', ..] => "`,`",
            [b':', ..] => "`:`",
            rest if rest.starts_with(b"null") => "null",
            rest if rest.starts_with(b"true") || rest.starts_with(b"false") => "a boolean",
            rest if number_length(rest).is_ok() => "a number",
            _ => "text that is not JSON",
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }
}

/// The number of bytes before the first one that is special in a string: a quotation mark, a backslash or a
/// control character.
fn plain_length(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    let mut length = 0;
    for word in words {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + tail.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..=0x1f)).count()
}

/// Tests eight bytes at once. The lowest bit set in the result is the high bit of the first special byte;
/// the bits above it have no meaning.
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let less_than = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let equal = |byte: u8| less_than(word ^ (ONES * u64::from(byte)), 1);
    (equal(b'"') | equal(b'\\') | less_than(word, 0x20)) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (text, string) in [
            (r#""""#, ""),
            (r#""plain" "#, "plain"),
            (r#""exactly8""#, "exactly8"),
            (
                r#""longer than one word of bytes, with é and 木""#,
                "longer than one word of bytes, with é and 木",
            ),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r#""a\u00e9b\u6728c\uD83D\uDE00d""#, "aéb木c😀d"),
            ("\"\u{7f}\"", "\u{7f}"),
        ] {
            assert_eq!(Lexer::new(text).string().as_deref(), Ok(string), "{text}");
        }
    }

    #[test]
    fn strings_without_escapes_are_not_copied() {
        assert!(matches!(Lexer::new(r#""plain""#).string(), Ok(Cow::Borrowed("plain"))));
        assert!(matches!(Lexer::new(r#""\n""#).string(), Ok(Cow::Owned(_))));
    }

    #[test]
    fn strings_that_are_none() {
        for (text, offset, reason) in [
            ("\"", 1, "a string without an end"),
            ("\"abcdefghijk", 12, "a string without an end"),
            ("\"a\nb\"", 2, "a control character in a string"),
            ("\"\\\"\u{1f}\"", 3, "a control character in a string"),
            (r#""ab\x""#, 3, "an escape that JSON does not have"),
            (r#""ab\"#, 3, "an escape that JSON does not have"),
            (r#""\u12""#, 1, "an escape that JSON does not have"),
            (r#""\ud83d""#, 1, "half of a surrogate pair in a string"),
            (r#""\ud83dx""#, 1, "half of a surrogate pair in a string"),
            (r#""\ud83d\n""#, 1, "half of a surrogate pair in a string"),
            (r#""\ud83d\u0041""#, 1, "half of a surrogate pair in a string"),
            (r#""\ude00""#, 1, "half of a surrogate pair in a string"),
        ] {
            assert_eq!(Lexer::new(text).string(), Err(Fault { offset, reason }), "{text}");
        }
    }

    #[test]
    fn every_special_byte_is_found_at_every_place() {
        for place in 0..20 {
            for byte in 0..=u8::MAX {
                let mut bytes = vec![b'\x7f'; 20];
                bytes[place] = byte;
                let special = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(plain_length(&bytes), if special { place } else { 20 });
            }
        }
    }
}
