//! Defines the borrowed content of a value, which `serialize` writes in any format.

use super::{Shape, Structure, Union};
use crate::{DateTime, Document, TimestampFormat};

/// The content of a value.
#[derive(Clone, Copy)]
pub enum View<'v> {
    /// No value.
    Absent,
    /// An optional value that is there.
    Present(&'v dyn Shape, TimestampFormat),
    /// A boolean.
    Boolean(bool),
    /// An integer of any of Smithy's sizes.
    Integer(i64),
    /// A float of 32 bits.
    Float(f32),
    /// A float of 64 bits.
    Double(f64),
    /// A string, or the value of a string enum.
    Text(&'v str),
    /// The value of a string enum that is sensitive.
    SensitiveText(&'v str),
    /// The value of an intEnum that is sensitive.
    SensitiveInteger(i64),
    /// The text of a number of any size.
    BigNumber(&'v str),
    /// Bytes.
    Blob(&'v [u8]),
    /// A timestamp in a format.
    Timestamp(DateTime, TimestampFormat),
    /// Any value.
    Document(&'v Document),
    /// A list. Timestamps in it have this format.
    List(&'v dyn List, TimestampFormat),
    /// A map. Timestamps in it have this format.
    Map(&'v dyn Map, TimestampFormat),
    /// A structure.
    Structure(&'v dyn Structure),
    /// A union.
    Union(&'v dyn Union),
}

impl View<'_> {
    /// Whether the value is left out where that is possible: it is absent, or sensitive as a whole.
    pub(super) fn is_left_out(&self, reveal: bool) -> bool {
        match *self {
            Self::Absent => true,
            Self::Present(shape, format) => shape.view(format).is_left_out(reveal),
            Self::SensitiveText(_) | Self::SensitiveInteger(_) => !reveal,
            Self::Structure(structure) => structure.description().sensitive && !reveal,
            Self::Union(union) => union.is_sensitive() && !reveal,
            Self::Boolean(_)
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Double(_)
            | Self::Text(_)
            | Self::BigNumber(_)
            | Self::Blob(_)
            | Self::Timestamp(..)
            | Self::Document(_)
            | Self::List(..)
            | Self::Map(..) => false,
        }
    }
}

/// The elements of a list.
pub trait List {
    /// The number of elements.
    fn count(&self) -> usize;

    /// The elements, in order.
    fn elements(&self) -> Box<dyn Iterator<Item = &dyn Shape> + '_>;
}

/// The entries of a map.
pub trait Map {
    /// The number of entries.
    fn count(&self) -> usize;

    /// The entries, in the order of their keys.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Shape)> + '_>;
}
