//! How the members of a type look on the wire: their names and encodings. How Rust holds them is not
//! said here.

use crate::model::traits::TimestampFormat;

/// The module of the runtime that has the codec of bodies.
pub(crate) const CODEC: &str = "json";

/// The name of the function that reads a structure or union with this codec.
pub(crate) const READ: &str = "read_json";

/// The name of the function that writes a structure or union with this codec.
pub(crate) const WRITE: &str = "write_json";

/// A member of a body.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The index of the member in its structure or union.
    pub(crate) member: usize,
    /// The key.
    pub(crate) name: String,
    /// How its value is written; that of a member without a value is not looked at.
    pub(crate) encoding: Encoding,
}

/// What a type does not say about how its values are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The type says it all.
    Plain,
    /// An instant in this format.
    Timestamp(TimestampFormat),
    /// A text in base64.
    Base64,
    /// A list whose elements, or a map whose values, are written like this.
    Of(Box<Encoding>),
}

impl Encoding {
    /// The encoding of a list or map whose elements are written like this.
    pub(crate) fn of_elements(self) -> Self {
        match self {
            Self::Plain => Self::Plain,
            element @ (Self::Timestamp(_) | Self::Base64 | Self::Of(_)) => {
                Self::Of(Box::new(element))
            }
        }
    }

    /// The encoding of the elements of a list, or of the values of a map.
    pub(crate) fn element(&self) -> &Self {
        match self {
            Self::Of(element) => element,
            Self::Plain | Self::Timestamp(_) | Self::Base64 => &Self::Plain,
        }
    }
}
