//! The bytes of a JSON text in, the members of objects and the elements of arrays out.
//!
//! The scalars are in `scalar_reader`, the values without a model in `document`, those that are not
//! read at all in `skip`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::levels::Levels;
use super::lexer::{Fault, Lexer};
use super::path::path_at_end_of;
use crate::ParseError;
use crate::codec::Slot;

/// How deep objects and arrays may be nested where they are read. More would be an attack on the
/// stack.
const MAX_DEPTH: usize = 128;

/// Reads one JSON value, member by member.
///
/// The first thing that is not as asked for ends the reading: the error is kept, every later call
/// gives a zero value, and [`finish`](Self::finish) tells.
pub struct Reader<'a> {
    lexer: Lexer<'a>,
    levels: Levels,
    failure: Option<Box<Failure>>,
    /// The body goes on with bytes that are not UTF-8.
    is_cut: bool,
}

/// What was not as asked for, and where.
struct Failure {
    offset: usize,
    reason: String,
}

impl<'a> Reader<'a> {
    /// A reader of `body`, which must be one JSON value in UTF-8.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        let (text, is_cut) = match str::from_utf8(body) {
            Ok(text) => (text, false),
            Err(error) => (valid_start(body, error.valid_up_to()), true),
        };
        Self { lexer: Lexer::new(text), levels: Levels::default(), failure: None, is_cut }
    }

    /// Tells whether everything was as asked for, to the last byte of the body.
    ///
    /// # Errors
    ///
    /// The first thing that was not, with its path.
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

    /// Reads an object. `member` is called with each key and must read the value, or
    /// [`skip`](Self::skip) it.
    pub fn object(&mut self, mut member: impl FnMut(&mut Self, &str)) {
        self.members(false, &mut member);
    }

    /// Reads a union: an object in which one member has a value. Members that are null and
    /// `__type` are passed over.
    pub fn union(&mut self, mut member: impl FnMut(&mut Self, &str)) {
        self.one_member(&mut member);
    }

    /// Reads the value of a member into a field. Null is `None` where the field is optional, and
    /// leaves the field as it is where it is not; so does a value that cannot be read.
    pub fn set<T, S: Slot<T>>(&mut self, slot: &mut S, read: fn(&mut Self) -> T) {
        let value = if self.null() { None } else { Some(read(self)) };
        if self.failure.is_none() {
            slot.put(value);
        }
    }

    /// Reads a value.
    pub fn value<T>(&mut self, read: fn(&mut Self) -> T) -> T {
        read(self)
    }

    /// Reads an array. Elements that are null are left out.
    pub fn list<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.elements(&mut |r| {
            if !r.null() {
                list.push(read(r));
            }
        });
        list
    }

    /// Reads an array whose elements may be null.
    pub fn sparse_list<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<Option<T>> {
        let mut list = Vec::new();
        self.elements(&mut |r| list.push(r.nullable(read)));
        list
    }

    /// Reads an object whose keys are data. Members that are null are left out; of members with the
    /// same key the last one stays.
    pub fn map<K, V>(&mut self, read: fn(&mut Self) -> V) -> BTreeMap<K, V>
    where
        K: Ord + for<'k> From<&'k str>,
    {
        let mut map = BTreeMap::new();
        self.members(true, &mut |r, key| {
            if !r.null() {
                map.insert(K::from(key), read(r));
            }
        });
        map
    }

    /// Reads an object whose keys are data and whose values may be null.
    pub fn sparse_map<K, V>(&mut self, read: fn(&mut Self) -> V) -> BTreeMap<K, Option<V>>
    where
        K: Ord + for<'k> From<&'k str>,
    {
        let mut map = BTreeMap::new();
        self.members(true, &mut |r, key| {
            map.insert(K::from(key), r.nullable(read));
        });
        map
    }

    /// Reads a value that may be null.
    pub fn nullable<T>(&mut self, read: fn(&mut Self) -> T) -> Option<T> {
        if self.null() { None } else { Some(read(self)) }
    }

    /// Passes over a null if one stands here. Also true after a failure: there is nothing to read.
    pub(super) fn null(&mut self) -> bool {
        if self.lexer.peek() != Some(b'n') {
            return self.failure.is_some();
        }
        if !self.lexer.literal("null") {
            self.unexpected("a value");
        }
        true
    }

    /// The loop over the members of an object: compiled once, whatever the members are. The keys of
    /// a map are data.
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

    /// The loop over the elements of an array: compiled once, whatever the elements are.
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

    fn one_member(&mut self, member: &mut dyn FnMut(&mut Self, &str)) {
        self.lexer.peek();
        let start = self.lexer.offset();
        let mut found = false;
        self.members(false, &mut |r, key| {
            if key == "__type" {
                r.skip();
            } else if !r.null() {
                if found {
                    r.fail(
                        r.lexer.offset(),
                        "expected one member of a union, found two".to_owned(),
                    );
                }
                found = true;
                member(r, key);
            }
        });
        if !found {
            self.fail(start, "expected one member of a union, found none".to_owned());
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

    /// Keeps the failure that too many brackets are open.
    #[cold]
    pub(super) fn too_deep(&mut self, limit: usize) {
        let reason = format!("objects and arrays nested more than {limit} deep");
        self.fail(self.lexer.offset(), reason);
    }

    fn close(&mut self) {
        self.lexer.bump();
        self.levels.leave();
    }

    /// Whether there is another element or member: passes over the comma or the closing bracket.
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

    /// Passes over the byte that [`peek`](Self::peek) gave.
    pub(super) fn bump(&mut self) {
        self.lexer.bump();
    }

    /// The first byte of the value that stands here.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.lexer.peek()
    }

    /// Where the next token is, once it has been peeked at.
    pub(super) fn offset(&self) -> usize {
        self.lexer.offset()
    }

    /// Passes over `word` if it stands here.
    pub(super) fn literal(&mut self, word: &str) -> bool {
        self.lexer.literal(word)
    }

    /// Keeps the failure to find something here.
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

    /// Keeps the first failure and goes to the end of the text, where all later calls find nothing.
    #[cold]
    pub(super) fn fail(&mut self, offset: usize, reason: String) {
        self.failure.get_or_insert_with(|| Box::new(Failure { offset, reason }));
        self.lexer.stop();
    }
}

/// The text before the first bytes that are not UTF-8.
#[cold]
fn valid_start(body: &[u8], length: usize) -> &str {
    body.get(..length).map(str::from_utf8).and_then(Result::ok).unwrap_or_default()
}
