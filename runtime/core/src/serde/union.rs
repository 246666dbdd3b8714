//! Unions: the variant that one has, and how it is read.

use super::source::{OptionOf, Skipped};
use super::{Entries, Fault, Hint, Shape, Sink, Source};
use crate::TimestampFormat;

/// A union.
pub trait Union {
    /// The name of the union in messages.
    fn name(&self) -> &'static str;

    /// Whether all variants are sensitive.
    fn is_sensitive(&self) -> bool;

    /// The variant.
    fn variant(&self) -> Variant<'_>;

    /// Replaces the union by the variant with this name, whose value is still to be read.
    fn start(&mut self, name: &str) -> Started<'_>;

    /// Replaces the union by an unknown variant.
    fn set_unknown(&mut self, name: String);
}

/// A variant of a union.
#[derive(Clone, Copy)]
pub struct Variant<'v> {
    /// Its name, as it is serialized.
    pub name: &'v str,
    /// The value, if the variant has one and it is known.
    pub value: Option<&'v dyn Shape>,
    /// The format of timestamps in its value.
    pub format: TimestampFormat,
    /// Whether the value is sensitive.
    pub sensitive: bool,
}

/// A variant whose value is to be read.
pub enum Started<'v> {
    /// The value, and whether it is sensitive.
    Value(&'v mut dyn Shape, bool),
    /// A variant without a value.
    Unit,
    /// The union has no such variant, and is as it was.
    Unknown,
}

/// Reads a union.
///
/// # Errors
///
/// There is not one variant, or its value is not of the type of the variant.
pub fn read(union: &mut dyn Union, source: &mut dyn Source) -> Result<(), Fault> {
    let (name, is_sensitive) = (union.name(), union.is_sensitive());
    let read = source.read(Hint::Map, &mut UnionSink(union));
    if is_sensitive { read.map_err(|fault| fault.hidden(name)) } else { read }
}

struct UnionSink<'u>(&'u mut dyn Union);

impl Sink for UnionSink<'_> {
    fn expected(&self) -> &'static str {
        "a union"
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        let (mut key, mut known, mut unknown) = (String::new(), false, None);
        while entries.next_key(&mut key)? {
            match self.read(&key, entries)? {
                Found::Nothing => {}
                Found::Known if known => return Err(one_member("two")),
                Found::Known => known = true,
                Found::Unknown if key == "__type" => {}
                Found::Unknown => {
                    unknown.get_or_insert_with(|| key.clone());
                }
            }
        }
        match unknown {
            _ if known => Ok(()),
            Some(name) => {
                self.0.set_unknown(name);
                Ok(())
            }
            None => Err(one_member("none")),
        }
    }
}

/// What a member of the text is.
enum Found {
    /// Null.
    Nothing,
    /// The value of a variant that the union has.
    Known,
    /// A value of another variant.
    Unknown,
}

impl UnionSink<'_> {
    /// Reads the value of a member.
    fn read(&mut self, name: &str, entries: &mut dyn Entries) -> Result<Found, Fault> {
        let (mut found, mut is_sensitive) = (Found::Nothing, false);
        let mut read = |source: &mut dyn Source| {
            found = Found::Known;
            match self.0.start(name) {
                Started::Value(value, sensitive) => {
                    is_sensitive = sensitive;
                    value.read(source)
                }
                Started::Unit => source.read(Hint::Map, &mut Empty),
                Started::Unknown => {
                    found = Found::Unknown;
                    source.read(Hint::Ignored, &mut Skipped)
                }
            }
        };
        match entries.read(Hint::Optional, &mut OptionOf(&mut read)) {
            Ok(()) => Ok(found),
            Err(fault) if is_sensitive => Err(fault.hidden(name)),
            Err(fault) => Err(fault),
        }
    }
}

/// Accepts the value of a variant that has none: a map, whose entries are ignored.
struct Empty;

impl Sink for Empty {
    fn expected(&self) -> &'static str {
        "an empty structure"
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        let mut key = String::new();
        while entries.next_key(&mut key)? {
            entries.read(Hint::Ignored, &mut Skipped)?;
        }
        Ok(())
    }
}

fn one_member(found: &str) -> Fault {
    Fault::unexpected("one member of a union", found)
}
