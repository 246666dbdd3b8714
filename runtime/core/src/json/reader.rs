//! Deserializes objects and arrays.
//!
//! Scalars are in `scalar_reader`, documents in `document`, and values that are skipped in `skip`.

use std::borrow::Cow;

use super::lexer::{Fault, Lexer};
use super::path::path_at_end_of;
use crate::ParseError;
use crate::codec::collections::keyed_collections;
use crate::codec::levels::Levels;

/// The maximum nesting of objects and arrays that are read, so that a response cannot overflow the stack.
const MAX_DEPTH: usize = 128;

/// Deserializes one JSON value, member by member.
///
/// The first value that is not of the requested type is kept as an error, which [`finish`](Self::finish)
/// returns. After it, every function returns a zero value.
///
/// ```
/// use whitesmith_runtime::json::Reader;
///
/// let (mut name, mut tags) = (None::<String>, Vec::<i32>::new());
/// let mut reader = Reader::new(br#"{"Name": "Sales", "Tags": [1, 2], "New": {}}"#);
/// reader.object(|r, key| match key {
///     "Name" => r.set(&mut name, Reader::string),
///     "Tags" => r.set(&mut tags, |r| r.list(Reader::integer)),
///     _ => r.skip(),
/// });
/// reader.finish()?;
/// assert_eq!((name.as_deref(), tags), (Some("Sales"), vec![1, 2]));
/// # Ok::<(), whitesmith_runtime::ParseError>(())
/// ```
pub struct Reader<'a> {
    lexer: Lexer<'a>,
    levels: Levels,
    failure: Option<Box<Failure>>,
    /// The body continues with bytes that are not UTF-8.
    is_cut: bool,
}

/// The first error, and its offset.
struct Failure {
    offset: usize,
    reason: String,
}

impl<'a> Reader<'a> {
    /// Creates a reader of `body`, which must be one JSON value in UTF-8.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        let (text, is_cut) = match str::from_utf8(body) {
            Ok(text) => (text, false),
            Err(error) => (valid_start(body, error.valid_up_to()), true),
        };
        Self { lexer: Lexer::new(text), levels: Levels::default(), failure: None, is_cut }
    }

    /// Returns whether the whole body could be read.
    ///
    /// # Errors
    ///
    /// The first value that could not be read, with its path.
    pub fn finish(mut self) -> Result<(), ParseError> {
        if self.failure.is_none() && (self.lexer.peek().is_some() || self.is_cut) {
            self.unexpected("the end of the body");
        }
        let Some(Failure { offset, reason }) = self.failure.map(|failure| *failure) else {
            return Ok(());
        };
        let text = self.lexer.text();
        let path = path_at_end_of(text.get(..offset).unwrap_or(text), self.levels);
        if self.is_cut && offset >= text.len() {
            return Err(ParseError::new(path, "bytes that are not UTF-8").at(text.len()));
        }
        Err(ParseError::new(path, reason).at(offset))
    }

    /// The offset of the next value.
    fn next_offset(&mut self) -> usize {
        self.lexer.peek();
        self.lexer.offset()
    }

    /// Skips a null, and returns whether there was one. Also true after an error: nothing is left to read.
    pub(super) fn null(&mut self) -> bool {
        if self.lexer.peek() != Some(b'n') {
            return self.failure.is_some();
        }
        if !self.lexer.literal("null") {
            self.unexpected("a value");
        }
        true
    }

    /// The loop over the members of an object, which is compiled once for all objects.
    pub(super) fn members(&mut self, is_map: bool, member: &mut dyn FnMut(&mut Self, &str)) {
        if !self.open(b'{', is_map, "an object") {
            return;
        }
        if self.lexer.peek() == Some(b'}') {
            return self.close();
        }
        while let Some(key) = self.key() {
            member(self, &key);
            if !self.another(b'}', "`,` or `}`") {
                return;
            }
        }
    }

    /// The loop over the elements of an array, which is compiled once for all arrays.
    pub(super) fn elements(&mut self, element: &mut dyn FnMut(&mut Self)) {
        if !self.open(b'[', false, "an array") {
            return;
        }
        if self.lexer.peek() == Some(b']') {
            return self.close();
        }
        loop {
            element(self);
            if !self.another(b']', "`,` or `]`") {
                return;
            }
        }
    }

    fn open(&mut self, bracket: u8, is_map: bool, expected: &str) -> bool {
        if self.lexer.peek() != Some(bracket) {
            self.unexpected(expected);
            return false;
        }
        if self.levels.depth() == MAX_DEPTH {
            self.too_deep(MAX_DEPTH);
            return false;
        }
        self.levels.enter(is_map);
        self.lexer.bump();
        true
    }

    /// Keeps the error that the nesting is too deep.
    #[cold]
    pub(super) fn too_deep(&mut self, limit: usize) {
        let reason = format!("objects and arrays nested more than {limit} deep");
        self.fail(self.lexer.offset(), reason);
    }

    fn close(&mut self) {
        self.lexer.bump();
        self.levels.leave();
    }

    /// Skips a comma or the closing bracket, and returns whether there is another element or member.
    fn another(&mut self, bracket: u8, expected: &str) -> bool {
        match self.lexer.peek() {
            Some(b',') => {
                self.lexer.bump();
                true
            }
            Some(byte) if byte == bracket => {
                self.close();
                false
            }
            _ => {
                self.unexpected(expected);
                false
            }
        }
    }

    /// Reads a key and its colon.
    pub(super) fn key(&mut self) -> Option<Cow<'a, str>> {
        let key = self.text("a key");
        if self.lexer.peek() == Some(b':') {
            self.lexer.bump();
            Some(key)
        } else {
            self.unexpected("`:`");
            None
        }
    }

    /// Reads a string.
    pub(super) fn text(&mut self, expected: &str) -> Cow<'a, str> {
        if self.lexer.peek() != Some(b'"') {
            self.unexpected(expected);
            return Cow::Borrowed("");
        }
        match self.lexer.string() {
            Ok(text) => text,
            Err(fault) => {
                self.fault(&fault);
                Cow::Borrowed("")
            }
        }
    }

    /// Reads the text of a number.
    pub(super) fn number(&mut self, expected: &str) -> &'a str {
        if !matches!(self.lexer.peek(), Some(b'-' | b'0'..=b'9')) {
            self.unexpected(expected);
            return "0";
        }
        match self.lexer.number() {
            Ok(number) => number,
            Err(fault) => {
                self.fault(&fault);
                "0"
            }
        }
    }

    /// Skips the byte that [`peek`](Self::peek) returned.
    pub(super) fn bump(&mut self) {
        self.lexer.bump();
    }

    /// The first byte of the next token.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.lexer.peek()
    }

    /// The offset of the next token, after [`peek`](Self::peek).
    pub(super) fn offset(&self) -> usize {
        self.lexer.offset()
    }

    /// Skips `word`, and returns whether it was the next token.
    pub(super) fn literal(&mut self, word: &str) -> bool {
        self.lexer.literal(word)
    }

    /// Keeps the error that the next token is not the expected one.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &str) {
        if self.failure.is_none() {
            let found = self.lexer.describe();
            self.fail(self.lexer.offset(), format!("expected {expected}, found {found}"));
        }
    }

    #[cold]
    fn fault(&mut self, fault: &Fault) {
        self.fail(fault.offset, fault.reason.to_owned());
    }

    /// Keeps an error unless there is one already, and goes to the end of the text, where nothing is left to
    /// read.
    #[cold]
    pub(super) fn fail(&mut self, offset: usize, reason: String) {
        self.failure.get_or_insert_with(|| Box::new(Failure { offset, reason }));
        self.lexer.stop();
    }
}

keyed_collections!(Reader);

/// The text before the first bytes that are not UTF-8.
#[cold]
fn valid_start(body: &[u8], length: usize) -> &str {
    body.get(..length).map(str::from_utf8).and_then(Result::ok).unwrap_or_default()
}
