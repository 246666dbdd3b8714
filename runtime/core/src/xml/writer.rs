//! Serializes elements and attributes, without white space between them.
//!
//! Scalars are those of `codec::text_scalars`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::escape::escape;
use super::path::{Step, path_at, push_name};
use crate::BuildError;
use crate::codec::text_scalars::text_scalars;

/// Serializes one XML document, member by member.
///
/// The first value that cannot be written is kept as an error, which [`finish`](Self::finish) returns.
///
/// ```
/// use whitesmith_runtime::xml::Writer;
///
/// let (name, tags, level) = (Some("Sales".to_owned()), vec![1, 2], Some(7));
/// let mut writer = Writer::new("Account");
/// writer.object(|w| {
///     w.namespace(None, "https://example.com/");
///     w.attribute("level", &level, Writer::integer);
///     w.field("Name", &name, Writer::string);
///     w.each("Tag", &tags, Writer::integer);
/// });
/// let xml = "<Account xmlns=\"https://example.com/\" level=\"7\"><Name>Sales</Name><Tag>1</Tag><Tag>2</Tag></Account>";
/// assert_eq!(writer.finish()?, xml.as_bytes());
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
pub struct Writer {
    xml: String,
    root: String,
    place: Place,
    /// How each open element is shown in a path.
    steps: Vec<Step>,
    failure: Option<BuildError>,
}

/// Where the next text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A start tag, whose `>` has not been written.
    Tag,
    /// The value of an attribute.
    Attribute,
    /// The content of an element.
    Content,
}

impl Writer {
    /// Creates a writer of a document whose root element has this name.
    #[must_use]
    pub fn new(root: &str) -> Self {
        let mut writer = Self {
            xml: String::new(),
            root: root.to_owned(),
            place: Place::Content,
            steps: Vec::new(),
            failure: None,
        };
        writer.start(root, Step::Hidden);
        writer
    }

    /// Returns the XML.
    ///
    /// # Errors
    ///
    /// The first value that could not be written, with its path.
    pub fn finish(mut self) -> Result<Vec<u8>, BuildError> {
        let root = std::mem::take(&mut self.root);
        self.end(&root);
        match self.failure {
            None => Ok(self.xml.into_bytes()),
            Some(failure) => Err(failure),
        }
    }

    /// Keeps the error that the value of `member`, in the element that is being written, cannot be sent.
    #[cold]
    pub fn fail(&mut self, member: &str, reason: &str) {
        if self.failure.is_none() {
            let mut path = self.path();
            if !member.is_empty() {
                push_name(&mut path, member);
            }
            self.failure = Some(BuildError::new(path, reason));
        }
    }

    /// Writes a structure or a union. `members` writes its members: attributes before all others.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        members(self);
    }

    /// Declares a namespace in the start tag of the element that is being written.
    pub fn namespace(&mut self, prefix: Option<&str>, uri: &str) {
        match prefix {
            Some(prefix) => self.start_attribute(&format!("xmlns:{prefix}")),
            None => self.start_attribute("xmlns"),
        }
        self.text(uri);
        self.end_attribute();
    }

    /// Writes a member as an attribute of the element that is being written, if it has a value.
    pub fn attribute<'v, T: 'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(value) = value.into() {
            self.start_attribute(name);
            write(self, value);
            self.end_attribute();
        }
    }

    /// Writes a member as an element, if it has a value.
    pub fn field<'v, T: 'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(value) = value.into() {
            self.element(name, Step::Member, value, write);
        }
    }

    /// Writes a list: an element of this name for each of its elements.
    pub fn list<T>(&mut self, name: &str, values: &Vec<T>, write: fn(&mut Self, &T)) {
        for value in values {
            self.element(name, Step::Element, value, write);
        }
    }

    /// Writes a flattened list: the same without an element around it.
    pub fn each<'v, T: 'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<T>>>,
        write: fn(&mut Self, &T),
    ) {
        for value in values.into().into_iter().flatten() {
            self.element(name, Step::FlatElement, value, write);
        }
    }

    /// Writes a map: an element `entry` for each of its entries, in which the key and the value have these names.
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        names: [&str; 2],
        values: &BTreeMap<K, V>,
        write: fn(&mut Self, &V),
    ) {
        self.map_with(names, values, Self::key, write);
    }

    /// Writes a map whose keys `write_key` writes, with [`key`](Self::key).
    pub fn map_with<K: AsRef<str>, V>(
        &mut self,
        names: [&str; 2],
        values: &BTreeMap<K, V>,
        write_key: fn(&mut Self, &str),
        write: fn(&mut Self, &V),
    ) {
        for (key, value) in values {
            self.start("entry", Step::Entry);
            self.entry(names, key.as_ref(), value, write_key, write);
            self.end("entry");
        }
    }

    /// Writes a flattened map: an element of this name for each entry.
    pub fn entries<'v, K: AsRef<str> + 'v, V: 'v>(
        &mut self,
        name: &str,
        names: [&str; 2],
        values: impl Into<Option<&'v BTreeMap<K, V>>>,
        write: fn(&mut Self, &V),
    ) {
        self.entries_with(name, names, values, Self::key, write);
    }

    /// Writes a flattened map whose keys `write_key` writes, with [`key`](Self::key).
    pub fn entries_with<'v, K: AsRef<str> + 'v, V: 'v>(
        &mut self,
        name: &str,
        names: [&str; 2],
        values: impl Into<Option<&'v BTreeMap<K, V>>>,
        write_key: fn(&mut Self, &str),
        write: fn(&mut Self, &V),
    ) {
        for (key, value) in values.into().into_iter().flatten() {
            self.start(name, Step::FlatEntry);
            self.entry(names, key.as_ref(), value, write_key, write);
            self.end(name);
        }
    }

    /// Writes the key of an entry.
    pub fn key(&mut self, key: &str) {
        self.text(key);
    }

    /// Writes a value, or nothing: XML has no null, so that an element without content stands for it.
    pub fn nullable<T>(&mut self, value: &Option<T>, write: fn(&mut Self, &T)) {
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn entry<V>(
        &mut self,
        [key_name, value_name]: [&str; 2],
        key: &str,
        value: &V,
        write_key: fn(&mut Self, &str),
        write: fn(&mut Self, &V),
    ) {
        self.start(key_name, Step::Hidden);
        write_key(self, key);
        self.end(key_name);
        self.element(value_name, Step::Hidden, value, write);
    }

    fn element<T>(&mut self, name: &str, step: Step, value: &T, write: fn(&mut Self, &T)) {
        self.start(name, step);
        write(self, value);
        self.end(name);
    }

    fn start(&mut self, name: &str, step: Step) {
        self.content();
        self.xml.push('<');
        self.xml.push_str(name);
        self.place = Place::Tag;
        self.steps.push(step);
    }

    fn end(&mut self, name: &str) {
        self.content();
        self.xml.extend(["</", name, ">"]);
        self.steps.pop();
    }

    fn start_attribute(&mut self, name: &str) {
        self.xml.extend([" ", name, "=\""]);
        self.place = Place::Attribute;
    }

    fn end_attribute(&mut self) {
        self.xml.push('"');
        self.place = Place::Tag;
    }

    /// Ends the start tag, if it is open.
    fn content(&mut self) {
        if self.place == Place::Tag {
            self.xml.push('>');
            self.place = Place::Content;
        }
    }

    /// Writes a text as the content of the element or the value of the attribute.
    fn text(&mut self, text: &str) {
        self.content();
        if escape(&mut self.xml, text).is_err() {
            self.fail("", "has a character that XML does not allow");
        }
    }

    /// Writes formatted text that needs no escapes.
    fn formatted(&mut self, text: fmt::Arguments<'_>) {
        self.content();
        // To write to a string cannot fail.
        let _ = self.xml.write_fmt(text);
    }

    /// The path of the element or attribute that is being written.
    fn path(&self) -> String {
        if self.place == Place::Content {
            return path_at(&self.xml, self.xml.len(), &self.steps);
        }
        // The open tag is read as if it had no attributes. A `<` in a value would be escaped.
        let (before, tag) = self.xml.rsplit_once('<').unwrap_or_default();
        let name = tag.split(' ').next().unwrap_or_default();
        let text = format!("{before}<{name}>");
        let mut path = path_at(&text, text.len(), &self.steps);
        if self.place == Place::Attribute {
            let attribute = tag.rsplit_once("=\"").map(|(before, _)| before);
            let attribute = attribute.and_then(|before| before.rsplit(' ').next());
            push_name(&mut path, &format!("@{}", attribute.unwrap_or_default()));
        }
        path
    }
}

text_scalars!(Writer);

impl fmt::Debug for Writer {
    /// Shows the length of the XML, whose content may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("bytes", &self.xml.len())
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}
