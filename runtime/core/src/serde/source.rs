//! Defines the two sides of deserialization without the types of a format: a source has one value, and a
//! sink takes it.

use super::{Description, Fault};

/// One value that is to be read.
pub trait Source {
    /// Reads the value, and gives it to the sink. It is called once for each value.
    ///
    /// # Errors
    ///
    /// The text is invalid, or the sink refuses the value.
    fn read(&mut self, hint: Hint, sink: &mut dyn Sink) -> Result<(), Fault>;
}

/// The elements of a list: each call of [`Source::read`] reads one, or returns [`Fault::End`].
pub trait Elements: Source {}

/// The entries of a map or structure: the value that follows a key is the source.
pub trait Entries: Source {
    /// Reads the next key into `key`, and returns whether there is one.
    ///
    /// # Errors
    ///
    /// The text is invalid, or the key is not a string.
    fn next_key(&mut self, key: &mut String) -> Result<bool, Fault>;
}

/// The kind of value that is expected, for formats that do not describe themselves.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    /// A boolean.
    Boolean,
    /// An integer of any of Smithy's sizes.
    Integer,
    /// A float of 32 bits.
    Float,
    /// A float of 64 bits.
    Double,
    /// A string.
    Text,
    /// Bytes.
    Blob,
    /// A timestamp.
    Timestamp,
    /// A big integer or big decimal.
    BigNumber,
    /// Any value.
    Document,
    /// An optional value.
    Optional,
    /// A list.
    List,
    /// A map or a union.
    Map,
    /// A structure.
    Structure(&'static Description),
    /// A value that is skipped.
    Ignored,
}

/// What takes a value. A sink implements the functions for the kinds of value that it accepts.
///
/// Each function is called with a value of the kind that it is named for, and returns an error if the sink
/// does not accept it.
#[allow(clippy::missing_errors_doc, missing_docs, reason = "the trait says it for all functions")]
pub trait Sink {
    /// What the sink accepts, such as `a string`.
    fn expected(&self) -> &'static str;

    /// Null.
    fn null(&mut self) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "null"))
    }

    /// An optional value that is there.
    fn present(&mut self, _: &mut dyn Source) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "an optional value"))
    }

    fn boolean(&mut self, _: bool) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "a boolean"))
    }

    fn integer(&mut self, _: i128) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "an integer"))
    }

    fn float(&mut self, _: f64) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "a floating-point number"))
    }

    fn text(&mut self, _: String) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "a string"))
    }

    fn bytes(&mut self, _: Vec<u8>) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "bytes"))
    }

    fn list(&mut self, _: &mut dyn Elements) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "a list"))
    }

    fn map(&mut self, _: &mut dyn Entries) -> Result<(), Fault> {
        Err(Fault::unexpected(self.expected(), "a map"))
    }
}

/// Accepts an optional value; the function reads one that is there.
pub(super) struct OptionOf<'f>(pub(super) &'f mut dyn FnMut(&mut dyn Source) -> Result<(), Fault>);

impl Sink for OptionOf<'_> {
    fn expected(&self) -> &'static str {
        "an optional value"
    }

    fn null(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn present(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        (self.0)(source)
    }
}

/// Accepts a list; the function reads an element.
pub(super) struct ElementsOf<'f>(
    pub(super) &'f mut dyn FnMut(&mut dyn Source) -> Result<(), Fault>,
);

impl Sink for ElementsOf<'_> {
    fn expected(&self) -> &'static str {
        "a list"
    }

    fn list(&mut self, elements: &mut dyn Elements) -> Result<(), Fault> {
        loop {
            match (self.0)(elements) {
                Ok(()) => {}
                Err(Fault::End) => return Ok(()),
                Err(fault) => return Err(fault),
            }
        }
    }
}

/// Accepts a map; the function reads the value of a key.
pub(super) struct EntriesOf<'f>(
    pub(super) &'f mut dyn FnMut(String, &mut dyn Source) -> Result<(), Fault>,
);

impl Sink for EntriesOf<'_> {
    fn expected(&self) -> &'static str {
        "a map"
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        let mut key = String::new();
        while entries.next_key(&mut key)? {
            (self.0)(std::mem::take(&mut key), entries)?;
        }
        Ok(())
    }
}

/// Takes the place of a sink for a value that is ignored: it is called for no value.
pub(super) struct Skipped;

impl Sink for Skipped {
    fn expected(&self) -> &'static str {
        "any value"
    }
}
