//! Values in, the bytes of a JSON text without white space out.
//!
//! The scalars are in `scalar_writer`, the values without a model in `document`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::levels::Levels;
use super::path::path_at_end_of;
use super::quote::quote;
use crate::BuildError;

/// Writes one JSON value, member by member.
///
/// A value that cannot be written is kept as an error; [`finish`](Self::finish) tells.
#[derive(Default)]
pub struct Writer {
    json: String,
    levels: Levels,
    failure: Option<BuildError>,
}

impl Writer {
    /// A writer that has written nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives what was written.
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

    /// Keeps an error: the value of `member`, in the object that is being written, cannot be sent.
    #[cold]
    pub fn fail(&mut self, member: &str, reason: &str) {
        if self.failure.is_none() {
            let mut path = path_at_end_of(&self.json, self.levels);
            if !path.is_empty() && !member.is_empty() {
                path.push('.');
            }
            path.push_str(member);
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

    /// Writes what is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.json.push_str(json);
    }

    /// Writes what is JSON once it is formatted.
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

    /// Writes the comma that follows all but the `opening` bracket. No value ends with one.
    fn separate(&mut self, opening: u8) {
        if self.json.as_bytes().last() != Some(&opening) {
            self.json.push(',');
        }
    }
}

impl fmt::Debug for Writer {
    /// Tells how much was written; what was may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { json, failure, levels: _ } = self;
        f.debug_struct("Writer").field("bytes", &json.len()).field("failure", failure).finish()
    }
}
