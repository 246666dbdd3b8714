//! Serializes maps and arrays.
//!
//! Scalars are in `scalar_writer`.

use std::collections::BTreeMap;
use std::fmt;

use super::path::path_at_end_of;
use crate::BuildError;
use crate::codec::levels::Levels;
use crate::codec::path::push_name;

/// The major types of data items, as their initial bytes have them.
pub(super) const UNSIGNED: u8 = 0 << 5;
pub(super) const NEGATIVE: u8 = 1 << 5;
pub(super) const BYTES: u8 = 2 << 5;
pub(super) const TEXT: u8 = 3 << 5;
pub(super) const ARRAY: u8 = 4 << 5;
const MAP: u8 = 5 << 5;
pub(super) const TAG: u8 = 6 << 5;

/// The initial bytes of null, and of the two ends of a map of indefinite length.
const NULL: u8 = 0xf6;
const OPEN_MAP: u8 = MAP | 31;
const BREAK: u8 = 0xff;

/// Serializes one CBOR data item, member by member.
///
/// Structures and unions are maps of indefinite length, since the number of their members that have a
/// value is not known at their start. The first value that cannot be written is kept as an error, which
/// [`finish`](Self::finish) returns.
///
/// ```
/// use whitesmith_runtime::cbor::Writer;
///
/// let (name, tags) = (Some("Sales".to_owned()), vec![1, 2]);
/// let mut writer = Writer::new();
/// writer.object(|w| {
///     w.field("Name", &name, Writer::string);
///     w.field("Tags", &tags, |w, value| w.list(value, Writer::integer));
/// });
/// assert_eq!(writer.finish()?, b"\xbf\x64Name\x65Sales\x64Tags\x82\x01\x02\xff");
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
#[derive(Default)]
pub struct Writer {
    cbor: Vec<u8>,
    levels: Levels,
    failure: Option<BuildError>,
}

impl Writer {
    /// Creates a writer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the CBOR.
    ///
    /// # Errors
    ///
    /// The first value that could not be written, with its path.
    pub fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.failure {
            None => Ok(self.cbor),
            Some(failure) => Err(failure),
        }
    }

    /// Keeps the error that the value of `member`, in the map that is being written, cannot be sent.
    #[cold]
    pub fn fail(&mut self, member: &str, reason: &str) {
        if self.failure.is_none() {
            let mut path = path_at_end_of(&self.cbor, self.levels);
            push_name(&mut path, member);
            self.failure = Some(BuildError::new(path, reason));
        }
    }

    /// Writes a structure or a union as a map. `members` writes its members, with [`field`](Self::field).
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.levels.enter(false);
        self.cbor.push(OPEN_MAP);
        members(self);
        self.cbor.push(BREAK);
        self.levels.leave();
    }

    /// Writes a member of a structure, if it has a value.
    pub fn field<'v, T: 'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(value) = value.into() {
            self.text(name);
            write(self, value);
        }
    }

    /// Writes a list as an array.
    pub fn list<T>(&mut self, values: &Vec<T>, write: fn(&mut Self, &T)) {
        self.levels.enter(false);
        self.length(ARRAY, values.len());
        for value in values {
            write(self, value);
        }
        self.levels.leave();
    }

    /// Writes a map.
    pub fn map<K: AsRef<str>, V>(&mut self, values: &BTreeMap<K, V>, write: fn(&mut Self, &V)) {
        self.levels.enter(true);
        self.length(MAP, values.len());
        for (key, value) in values {
            self.text(key.as_ref());
            write(self, value);
        }
        self.levels.leave();
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
        self.raw(&[NULL]);
    }

    /// Writes a text string.
    pub(super) fn text(&mut self, text: &str) {
        self.content(TEXT, text.as_bytes());
    }

    /// Writes a byte string.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.content(BYTES, bytes);
    }

    /// Writes the head of a data item, in its shortest form.
    #[inline]
    pub(super) fn head(&mut self, major: u8, argument: u64) {
        let bytes = argument.to_be_bytes();
        let [.., last] = bytes;
        let (information, start) = match argument {
            ..24 => return self.cbor.push(major | last),
            24..0x100 => (24, 7),
            0x100..0x1_0000 => (25, 6),
            0x1_0000..0x1_0000_0000 => (26, 4),
            0x1_0000_0000.. => (27, 0),
        };
        self.cbor.push(major | information);
        self.raw(bytes.get(start..).unwrap_or_default());
    }

    fn content(&mut self, major: u8, content: &[u8]) {
        self.length(major, content.len());
        self.raw(content);
    }

    /// Writes bytes that are CBOR.
    pub(super) fn raw(&mut self, cbor: &[u8]) {
        self.cbor.extend_from_slice(cbor);
    }

    fn length(&mut self, major: u8, length: usize) {
        self.head(major, u64::try_from(length).unwrap_or(u64::MAX));
    }
}

impl fmt::Debug for Writer {
    /// Shows the length of the CBOR, whose content may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cbor, failure, levels: _ } = self;
        f.debug_struct("Writer").field("bytes", &cbor.len()).field("failure", failure).finish()
    }
}
