//! Defines the serialization of types: names and encodings of members, independent of their Rust
//! types.

use crate::model::traits::TimestampFormat;

/// The module of the runtime that has the codec of bodies.
pub(crate) const CODEC: &str = "json";

/// The name of the function that reads a structure or union with this codec.
pub(crate) const READ: &str = "read_json";

/// The name of the function that writes a structure or union with this codec.
pub(crate) const WRITE: &str = "write_json";

/// A member in a body.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The index of the member in its structure or union.
    pub(crate) member: usize,
    /// The key.
    pub(crate) name: String,
    /// The encoding of its value; unused for a member without a value.
    pub(crate) encoding: Encoding,
}

/// What determines the encoding of values besides their type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The type determines it.
    Plain,
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// A string in base64.
    Base64,
    /// A list whose elements, or a map whose values, have this encoding.
    Of(Box<Encoding>),
}

impl Encoding {
    /// The encoding of a list or map whose elements have this encoding.
    pub(crate) fn of_elements(self) -> Self {
        match self {
            Self::Plain => Self::Plain,
            element @ (Self::Timestamp(_) | Self::Base64 | Self::Of(_)) => {
                Self::Of(Box::new(element))
            }
        }
    }

    /// The encoding of the elements of a list, or the values of a map.
    pub(crate) fn element(&self) -> &Self {
        match self {
            Self::Of(element) => element,
            Self::Plain | Self::Timestamp(_) | Self::Base64 => &Self::Plain,
        }
    }
}
