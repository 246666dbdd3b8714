//! Deserializes structures, unions, lists and maps.
//!
//! The loops over elements are in `elements`, scalars in `scalar_reader`, and what is skipped in `skip`.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::path::Step;
use crate::ParseError;
use crate::codec::{Accumulator, Slot};

/// Deserializes one XML document, member by member.
///
/// The first value that is not of the requested type is kept as an error, which [`finish`](Self::finish)
/// returns. After it, every function returns a zero value.
///
/// Names of elements are matched without their namespace prefix, unless the name to match has one; names of
/// attributes, which start with `@`, keep it. Of elements with the same name the last one counts, except
/// for the elements of lists and the entries of maps. `<a/>` is the same as `<a></a>`.
///
/// ```
/// use whitesmith_runtime::xml::Reader;
///
/// let (mut name, mut tags, mut level) = (None::<String>, Vec::<i32>::new(), None::<i32>);
/// let mut reader = Reader::new(
///     br#"<Account level="7"><Name>Sales</Name><Tag>1</Tag><New><A/></New><Tag>2</Tag></Account>"#,
/// );
/// reader.object(|r, key| match key {
///     "@level" => r.set(&mut level, Reader::integer),
///     "Name" => r.set(&mut name, Reader::string),
///     "Tag" => r.push(&mut tags, Reader::integer),
///     _ => r.skip(),
/// });
/// reader.finish()?;
/// assert_eq!((name.as_deref(), tags, level), (Some("Sales"), vec![1, 2], Some(7)));
/// # Ok::<(), whitesmith_runtime::ParseError>(())
/// ```
pub struct Reader<'a> {
    pub(super) cursor: Cursor<'a>,
    /// Whether the element that is read next is skipped only if it is not matched without its prefix either.
    pub(super) may_decline: bool,
    /// The offset of the element that was skipped last.
    pub(super) skipped: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Creates a reader of `body`, which must be one XML document in UTF-8. What is read first is its
    /// root element.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(body), may_decline: false, skipped: None }
    }

    /// Returns whether the whole body could be read.
    ///
    /// # Errors
    ///
    /// The first value that could not be read, with its path.
    pub fn finish(self) -> Result<(), ParseError> {
        self.cursor.finish()
    }

    /// Reads a structure. `member` is called with the name of each attribute, after an `@`, and of each
    /// element in it, and must read the value, or [`skip`](Self::skip) it.
    pub fn object(&mut self, mut member: impl FnMut(&mut Self, &str)) {
        self.members(&mut member);
    }

    /// Reads a union: an element with one element in it, or several of the same name if it is a flattened list
    /// or map.
    pub fn union(&mut self, mut member: impl FnMut(&mut Self, &str)) {
        self.one_member(&mut member);
    }

    /// Reads the value of a member into a field. A value that cannot be read leaves the field as it is.
    pub fn set<T, S: Slot<T>>(&mut self, slot: &mut S, read: fn(&mut Self) -> T) {
        let value = read(self);
        if !self.cursor.has_failed() {
            slot.put(Some(value));
        }
    }

    /// Reads an element of a flattened list, and adds it to the field.
    pub fn push<T>(&mut self, slot: &mut impl Accumulator<Vec<T>>, read: fn(&mut Self) -> T) {
        self.cursor.step = Step::FlatElement;
        let value = read(self);
        if !self.cursor.has_failed() {
            slot.collection().push(value);
        }
    }

    /// Reads an entry of a flattened map, and adds it to the field. `names` are those of its key and its
    /// value. An entry without a value is skipped.
    pub fn insert<K, V>(
        &mut self,
        slot: &mut impl Accumulator<BTreeMap<K, V>>,
        names: [&str; 2],
        read: fn(&mut Self) -> V,
    ) where
        K: Ord + for<'k> From<&'k str>,
    {
        self.cursor.step = Step::FlatEntry;
        if let Some((key, Some(value))) = self.entry(names, read) {
            slot.collection().insert(key, value);
        }
    }

    /// Reads an entry of a flattened map whose values may be absent, and adds it to the field.
    pub fn sparse_insert<K, V>(
        &mut self,
        slot: &mut impl Accumulator<BTreeMap<K, Option<V>>>,
        names: [&str; 2],
        read: fn(&mut Self) -> V,
    ) where
        K: Ord + for<'k> From<&'k str>,
    {
        self.cursor.step = Step::FlatEntry;
        if let Some((key, value)) = self.entry(names, read) {
            slot.collection().insert(key, value);
        }
    }

    /// Reads a value.
    pub fn value<T>(&mut self, read: fn(&mut Self) -> T) -> T {
        read(self)
    }

    /// Reads a list, whose elements have this name. Other elements are skipped.
    pub fn list<T>(&mut self, name: &str, read: fn(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.elements(name, Step::Element, &mut |r| list.push(read(r)));
        list
    }

    /// Reads a list whose elements may be absent in other codecs. XML has no null, so that all have a value.
    pub fn sparse_list<T>(&mut self, name: &str, read: fn(&mut Self) -> T) -> Vec<Option<T>> {
        let mut list = Vec::new();
        self.elements(name, Step::Element, &mut |r| list.push(Some(read(r))));
        list
    }

    /// Reads a map: elements `entry`, in which the key and the value have these names. Entries without a value
    /// are skipped. Of entries with the same key the last one is kept.
    pub fn map<K, V>(&mut self, names: [&str; 2], read: fn(&mut Self) -> V) -> BTreeMap<K, V>
    where
        K: Ord + for<'k> From<&'k str>,
    {
        let mut map = BTreeMap::new();
        self.elements("entry", Step::Entry, &mut |r| {
            if let Some((key, Some(value))) = r.entry(names, read) {
                map.insert(key, value);
            }
        });
        map
    }

    /// Reads a map whose entries may have no value.
    pub fn sparse_map<K, V>(
        &mut self,
        names: [&str; 2],
        read: fn(&mut Self) -> V,
    ) -> BTreeMap<K, Option<V>>
    where
        K: Ord + for<'k> From<&'k str>,
    {
        let mut map = BTreeMap::new();
        self.elements("entry", Step::Entry, &mut |r| map.extend(r.entry(names, read)));
        map
    }

    /// Reads a value that may be absent in other codecs. XML has no null, so that there is one.
    pub fn nullable<T>(&mut self, read: fn(&mut Self) -> T) -> Option<T> {
        Some(read(self))
    }

    /// Reads the members of the root element. Unless it has this name, it is an error if it has elements but
    /// none of the members.
    pub fn root(&mut self, name: &str, mut member: impl FnMut(&mut Self, &str)) {
        self.members_of_root(name, &mut member);
    }

    /// Reads the members of the element at the end of this path, in which slashes separate the names of
    /// elements. The path starts at the root, if that has the first name, else below it. What stands around
    /// the elements of the path is skipped.
    pub fn within(&mut self, path: &str, mut member: impl FnMut(&mut Self, &str)) {
        let offset = self.cursor.offset();
        if !self.search(path, true, &mut member) {
            self.cursor.fail(offset, format!("expected an element `{path}`, found none"));
        }
    }
}
