//! Deserializes maps and arrays.
//!
//! Scalars are in `scalar_reader`, and values that are skipped in `skip`.

use std::borrow::Cow;

use super::lexer::{Fault, Head, Lexer};
use super::path::path_at_end_of;
use crate::ParseError;
use crate::codec::collections::keyed_collections;
use crate::codec::levels::Levels;

/// The maximum nesting of maps and arrays that are read, so that a response cannot overflow the stack.
const MAX_DEPTH: usize = 128;

/// Deserializes one CBOR data item, member by member.
///
/// Lengths may be definite or indefinite, and integers and floats may have any width. Tags that are not
/// part of a value are skipped. The first value that is not of the requested type is kept as an error,
/// which [`finish`](Self::finish) returns. After it, every function returns a zero value.
///
/// ```
/// use whitesmith_runtime::cbor::Reader;
///
/// let (mut name, mut tags) = (None::<String>, Vec::<i32>::new());
/// let mut reader = Reader::new(b"\xa3\x64Name\x65Sales\x64Tags\x82\x01\x02\x63New\xa0");
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
    pub(super) lexer: Lexer<'a>,
    levels: Levels,
    failure: Option<Box<Failure>>,
}

/// The first error, and its offset.
struct Failure {
    offset: usize,
    reason: String,
}

impl<'a> Reader<'a> {
    /// Creates a reader of `body`, which must be one data item.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        Self { lexer: Lexer::new(body), levels: Levels::default(), failure: None }
    }

    /// Returns whether the whole body could be read.
    ///
    /// # Errors
    ///
    /// The first value that could not be read, with its path.
    pub fn finish(mut self) -> Result<(), ParseError> {
        if self.failure.is_none() && !self.lexer.is_at_end() {
            self.unexpected("the end of the body");
        }
        let Some(Failure { offset, reason }) = self.failure.map(|failure| *failure) else {
            return Ok(());
        };
        let path = path_at_end_of(self.lexer.before(offset), self.levels);
        Err(ParseError::new(path, reason).at(offset))
    }

    /// The offset of the next value.
    fn next_offset(&mut self) -> usize {
        self.lexer.offset()
    }

    /// Skips null or undefined, and returns whether there was one. Also true after an error: nothing is left
    /// to read.
    pub(super) fn null(&mut self) -> bool {
        self.lexer.null() || self.failure.is_some()
    }

    /// The loop over the members of a map, which is compiled once for all maps.
    pub(super) fn members(&mut self, is_map: bool, member: &mut dyn FnMut(&mut Self, &str)) {
        let Some((Head::Map(mut left), end)) = self.head() else {
            return self.unexpected("a map");
        };
        if !self.enter(is_map, end) {
            return;
        }
        while self.lexer.another(&mut left) {
            let key = self.text("a key");
            member(self, &key);
            if self.failure.is_some() {
                return;
            }
        }
        self.levels.leave();
    }

    /// The loop over the elements of an array, which is compiled once for all arrays.
    pub(super) fn elements(&mut self, element: &mut dyn FnMut(&mut Self)) {
        let Some((Head::Array(mut left), end)) = self.head() else {
            return self.unexpected("an array");
        };
        if !self.enter(false, end) {
            return;
        }
        while self.lexer.another(&mut left) {
            element(self);
            if self.failure.is_some() {
                return;
            }
        }
        self.levels.leave();
    }

    /// Enters a map or an array whose head ends at `end`, unless it is nested too deep.
    fn enter(&mut self, is_map: bool, end: usize) -> bool {
        let is_allowed = self.levels.depth() < MAX_DEPTH;
        if is_allowed {
            self.levels.enter(is_map);
            self.lexer.go_to(end);
        } else {
            self.too_deep(MAX_DEPTH);
        }
        is_allowed
    }

    /// Keeps the error that the nesting is too deep.
    #[cold]
    pub(super) fn too_deep(&mut self, limit: usize) {
        let reason = format!("maps and arrays nested more than {limit} deep");
        self.fail(self.lexer.offset(), reason);
    }

    /// The head of the next data item after its tags, which are skipped.
    #[inline]
    pub(super) fn head(&mut self) -> Option<(Head, usize)> {
        let head = self.lexer.head();
        if let Some((Head::Tag(_), _)) = head {
            self.skip_tags();
            return self.lexer.head();
        }
        head
    }

    /// Skips tags, and returns the innermost.
    pub(super) fn skip_tags(&mut self) -> Option<u64> {
        let mut innermost = None;
        while let Some((Head::Tag(tag), end)) = self.lexer.head() {
            self.lexer.go_to(end);
            innermost = Some(tag);
        }
        innermost
    }

    /// Reads a text string.
    #[inline]
    pub(super) fn text(&mut self, expected: &str) -> Cow<'a, str> {
        match self.lexer.text() {
            Some(text) => Cow::Borrowed(text),
            None => self.other_text(expected),
        }
    }

    /// Reads a text string that has tags, is in chunks or is invalid.
    #[cold]
    fn other_text(&mut self, expected: &str) -> Cow<'a, str> {
        let Some((Head::Text(_), _)) = self.head() else {
            self.unexpected(expected);
            return Cow::Borrowed("");
        };
        let start = self.lexer.offset();
        let text = match self.content() {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        text.unwrap_or_else(|| {
            self.fail(start, "a text string that is not UTF-8".to_owned());
            Cow::Borrowed("")
        })
    }

    /// Reads the content of a string, which is the next data item.
    pub(super) fn content(&mut self) -> Cow<'a, [u8]> {
        match self.lexer.string() {
            Ok(content) => content,
            Err(fault) => {
                self.fault(&fault);
                Cow::Borrowed(b"")
            }
        }
    }

    /// Keeps the error that the next data item is not the expected one.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &str) {
        if self.failure.is_none() {
            let found = self.lexer.describe();
            self.fail(self.lexer.offset(), format!("expected {expected}, found {found}"));
        }
    }

    #[cold]
    pub(super) fn fault(&mut self, fault: &Fault) {
        self.fail(fault.offset, fault.reason.to_owned());
    }

    /// Keeps an error unless there is one already, and goes to the end of the body, where nothing is left to
    /// read.
    #[cold]
    pub(super) fn fail(&mut self, offset: usize, reason: String) {
        self.failure.get_or_insert_with(|| Box::new(Failure { offset, reason }));
        self.lexer.stop();
    }
}

keyed_collections!(Reader);
