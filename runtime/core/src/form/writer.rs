//! Serializes structures, lists and maps as parameters.
//!
//! Scalars are those of `codec::text_scalars`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use percent_encoding::utf8_percent_encode;

use super::key::Key;
use crate::BuildError;
use crate::codec::text_scalars::text_scalars;
use crate::request::RESERVED;

/// The name of the entries of a map.
const ENTRY: &str = "entry";

/// Serializes one input as a form, member by member.
///
/// Each scalar becomes a parameter, whose key consists of the names that lead to it. Keys and values are
/// percent-encoded: all characters except letters, digits and `-._~`. The first value that cannot be
/// written is kept as an error, which [`finish`](Self::finish) returns.
///
/// ```
/// use whitesmith_runtime::form::Writer;
///
/// let (name, tags) = (Some("Sales & more".to_owned()), vec![1, 2]);
/// let mut writer = Writer::aws_query("CreateAccount", "2018-05-01");
/// writer.object(|w| {
///     w.field("Name", &name, Writer::string);
///     w.field("Tags", &tags, |w, value| w.list("member", value, Writer::integer));
/// });
/// assert_eq!(
///     str::from_utf8(&writer.finish()?).unwrap(),
///     "Action=CreateAccount&Version=2018-05-01\
///      &Name=Sales%20%26%20more&Tags.member.1=1&Tags.member.2=2"
/// );
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
pub struct Writer {
    form: String,
    key: Key,
    empty_lists: EmptyLists,
    failure: Option<BuildError>,
}

/// How a list without elements is written.
#[derive(Clone, Copy, Debug)]
enum EmptyLists {
    /// As a parameter with an empty value.
    Written,
    Omitted,
}

impl Writer {
    /// Creates a writer of a form of awsQuery
    /// (<https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>), which asks for the operation
    /// `action` of the service's version `version`. A list without elements becomes a parameter with an
    /// empty value.
    #[must_use]
    pub fn aws_query(action: &str, version: &str) -> Self {
        Self::new(action, version, EmptyLists::Written)
    }

    /// Creates a writer of a form of ec2Query
    /// (<https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>), which asks for the operation
    /// `action` of the service's version `version`. A list without elements is left out.
    #[must_use]
    pub fn ec2_query(action: &str, version: &str) -> Self {
        Self::new(action, version, EmptyLists::Omitted)
    }

    fn new(action: &str, version: &str, empty_lists: EmptyLists) -> Self {
        let (form, key) = (String::new(), Key::default());
        let mut writer = Self { form, key, empty_lists, failure: None };
        writer.parameter("Action", action);
        writer.parameter("Version", version);
        writer
    }

    /// Returns the form.
    ///
    /// # Errors
    ///
    /// The first value that could not be written, with its path.
    pub fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.failure {
            None => Ok(self.form.into_bytes()),
            Some(failure) => Err(failure),
        }
    }

    /// Keeps the error that the value of `member`, in the structure that is being written, cannot be sent.
    #[cold]
    pub fn fail(&mut self, member: &str, reason: &str) {
        if self.failure.is_none() {
            let mut path = self.key.path();
            if !path.is_empty() && !member.is_empty() {
                path.push('.');
            }
            path.push_str(member);
            self.failure = Some(BuildError::new(path, reason));
        }
    }

    /// Writes a structure or union. `members` writes its members, with [`field`](Self::field). A structure
    /// without members adds nothing to the form.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        members(self);
    }

    /// Writes a member of a structure, if it has a value.
    pub fn field<'v, T: 'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(value) = value.into() {
            let outer = self.key.push(name);
            write(self, value);
            self.key.truncate(outer);
        }
    }

    /// Writes a member of a structure that is a flattened list, if it has a value: `Name.1`, `Name.2`.
    pub fn each<'v, T: 'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<T>>>,
        write: fn(&mut Self, &T),
    ) {
        if let Some(values) = values.into() {
            let outer = self.key.push(name);
            self.flat_list(values, write);
            self.key.truncate(outer);
        }
    }

    /// Writes a member of a structure that is a flattened map, if it has a value: `Name.1.key`,
    /// `Name.1.value`.
    pub fn entries<'v, K: AsRef<str> + 'v, V: 'v>(
        &mut self,
        name: &str,
        names: [&str; 2],
        values: impl Into<Option<&'v BTreeMap<K, V>>>,
        write: fn(&mut Self, &V),
    ) {
        if let Some(values) = values.into() {
            let outer = self.key.push(name);
            self.pairs(None, names, values, write);
            self.key.truncate(outer);
        }
    }

    /// Writes a list whose elements are named `member`: `Name.member.1`, `Name.member.2`.
    #[expect(clippy::ptr_arg, reason = "the type of a field decides which function writes it")]
    pub fn list<T>(&mut self, member: &str, values: &Vec<T>, write: fn(&mut Self, &T)) {
        self.elements(Some(member), values, write);
    }

    /// Writes a list whose elements have a number only: `Name.1`, `Name.2`.
    #[expect(clippy::ptr_arg, reason = "the type of a field decides which function writes it")]
    pub fn flat_list<T>(&mut self, values: &Vec<T>, write: fn(&mut Self, &T)) {
        self.elements(None, values, write);
    }

    /// Writes a map, whose entries have keys and values with these names: `Name.entry.1.key`,
    /// `Name.entry.1.value`. A map without entries adds nothing to the form.
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        names: [&str; 2],
        values: &BTreeMap<K, V>,
        write: fn(&mut Self, &V),
    ) {
        self.pairs(Some(ENTRY), names, values, write);
    }

    /// Writes a value. Null adds nothing to the form.
    pub fn nullable<T>(&mut self, value: &Option<T>, write: fn(&mut Self, &T)) {
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Writes text as the value of a parameter.
    fn text(&mut self, text: &str) {
        self.start_parameter();
        self.encode(text);
    }

    /// Writes the value of a parameter that consists of characters which are not encoded.
    fn formatted(&mut self, text: fmt::Arguments<'_>) {
        self.start_parameter();
        // To write to a string cannot fail.
        let _ = self.form.write_fmt(text);
    }

    fn elements<T>(&mut self, name: Option<&str>, values: &[T], write: fn(&mut Self, &T)) {
        match self.empty_lists {
            EmptyLists::Written if values.is_empty() => self.text(""),
            EmptyLists::Written | EmptyLists::Omitted => {}
        }
        for (index, value) in values.iter().enumerate() {
            self.key.open_element(name, index);
            write(self, value);
            self.key.close();
        }
    }

    fn pairs<K: AsRef<str>, V>(
        &mut self,
        name: Option<&str>,
        names: [&str; 2],
        values: &BTreeMap<K, V>,
        write: fn(&mut Self, &V),
    ) {
        for (index, (key, value)) in values.iter().enumerate() {
            self.open_entry(name, index, names, key.as_ref());
            write(self, value);
            self.key.close();
        }
    }

    /// Writes the key of an entry, after which its value is written.
    fn open_entry(&mut self, name: Option<&str>, index: usize, names: [&str; 2], key: &str) {
        let [key_name, value_name] = names;
        self.key.open_entry(name, index);
        let entry = self.key.push(key_name);
        self.text(key);
        self.key.truncate(entry);
        self.key.push_value(value_name);
    }

    /// Writes a parameter that is not a member of the input.
    fn parameter(&mut self, key: &str, value: &str) {
        let outer = self.key.push(key);
        self.text(value);
        self.key.truncate(outer);
    }

    fn start_parameter(&mut self) {
        if !self.form.is_empty() {
            self.form.push('&');
        }
        self.form.extend(utf8_percent_encode(self.key.as_str(), RESERVED));
        self.form.push('=');
    }

    fn encode(&mut self, text: &str) {
        self.form.extend(utf8_percent_encode(text, RESERVED));
    }
}

text_scalars!(Writer);

impl fmt::Debug for Writer {
    /// Shows the length of the form, whose content may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { form, failure, key: _, empty_lists: _ } = self;
        f.debug_struct("Writer").field("bytes", &form.len()).field("failure", failure).finish()
    }
}
