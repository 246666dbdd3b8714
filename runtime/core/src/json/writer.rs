//! Serializes objects and arrays, without white space.
//!
//! Scalars are in `scalar_writer`, documents in `document`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::path::path_at_end_of;
use super::quote::quote;
use crate::BuildError;
use crate::codec::levels::Levels;
use crate::codec::path::push_name;

/// Serializes one JSON value, member by member.
///
/// The first value that cannot be written is kept as an error, which [`finish`](Self::finish) returns.
///
/// ```
/// use whitesmith_runtime::json::Writer;
///
/// let (name, tags) = (Some("Sales".to_owned()), vec![1, 2]);
/// let mut writer = Writer::new();
/// writer.object(|w| {
///     w.field("Name", &name, Writer::string);
///     w.field("Tags", &tags, |w, value| w.list(value, Writer::integer));
/// });
/// assert_eq!(writer.finish()?, br#"{"Name":"Sales","Tags":[1,2]}"#);
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
#[derive(Default)]
pub struct Writer {
    json: String,
    levels: Levels,
    failure: Option<BuildError>,
}

impl Writer {
    /// Creates a writer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the JSON.
    ///
    /// # Errors
    ///
    /// The first value that could not be written, with its path.
    pub fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.failure {
            None => Ok(self.json.into_bytes()),
            Some(failure) => Err(failure),
        }
    }

    /// Keeps the error that the value of `member`, in the object that is being written, cannot be sent.
    #[cold]
    pub fn fail(&mut self, member: &str, reason: &str) {
        if self.failure.is_none() {
            let mut path = path_at_end_of(&self.json, self.levels);
            push_name(&mut path, member);
            self.failure = Some(BuildError::new(path, reason));
        }
    }

    /// Writes an object. `members` writes its members, with [`field`](Self::field).
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.open('{', false);
        members(self);
        self.close('}');
    }

    /// Writes a member of an object, if it has a value.
    pub fn field<'v, T: 'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(value) = value.into() {
            self.key(name);
            write(self, value);
        }
    }

    /// Writes a list as an array.
    pub fn list<T>(&mut self, values: &Vec<T>, write: fn(&mut Self, &T)) {
        self.open('[', false);
        for value in values {
            self.separate(b'[');
            write(self, value);
        }
        self.close(']');
    }

    /// Writes a map as an object.
    pub fn map<K: AsRef<str>, V>(&mut self, values: &BTreeMap<K, V>, write: fn(&mut Self, &V)) {
        self.open('{', true);
        for (key, value) in values {
            self.key(key.as_ref());
            write(self, value);
        }
        self.close('}');
    }

    /// Writes a value, or null if there is none.
    pub fn nullable<T>(&mut self, value: &Option<T>, write: fn(&mut Self, &T)) {
        match value {
            Some(value) => write(self, value),
            None => self.null(),
        }
    }

    /// Writes null.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a string.
    pub(super) fn text(&mut self, text: &str) {
        quote(&mut self.json, text);
    }

    /// Writes text that is JSON.
    pub(super) fn raw(&mut self, json: &str) {
        self.json.push_str(json);
    }

    /// Writes formatted text that is JSON.
    pub(super) fn formatted(&mut self, json: fmt::Arguments<'_>) {
        // To write to a string cannot fail.
        let _ = self.json.write_fmt(json);
    }

    fn open(&mut self, bracket: char, is_map: bool) {
        self.levels.enter(is_map);
        self.json.push(bracket);
    }

    fn close(&mut self, bracket: char) {
        self.levels.leave();
        self.json.push(bracket);
    }

    fn key(&mut self, key: &str) {
        self.separate(b'{');
        quote(&mut self.json, key);
        self.json.push(':');
    }

    /// Writes a comma, unless the last character is the `opening` bracket. No value ends with it.
    fn separate(&mut self, opening: u8) {
        if self.json.as_bytes().last() != Some(&opening) {
            self.json.push(',');
        }
    }
}

impl fmt::Debug for Writer {
    /// Shows the length of the JSON, whose content may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { json, failure, levels: _ } = self;
        f.debug_struct("Writer").field("bytes", &json.len()).field("failure", failure).finish()
    }
}
