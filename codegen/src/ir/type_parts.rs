//! What the types of a crate are made of, as data: the members of structures with their defaults,
//! unions and enums.

use super::{Directions, Item, Value};

/// A field of a structure.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// The name in the model, for messages.
    pub(crate) model_name: String,
    /// The name in a body.
    pub(crate) wire_name: String,
    /// Its type, without the `Option` or `Box` around it.
    pub(crate) value: Value,
    /// Whether there is an `Option` around it.
    pub(crate) presence: Presence,
    /// It is in a `Box`: its type would contain itself otherwise.
    pub(crate) boxed: bool,
    /// `Debug` does not show it.
    pub(crate) sensitive: bool,
    /// In a header its text is base64: a string with a media type.
    pub(crate) base64_header: bool,
}

/// Whether a structure always has a value for a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    /// `Option<T>`
    Optional,
    /// `T`, and an argument of `new`.
    Required,
    /// `T`, and `new` sets it.
    Default(Literal),
}

/// A default value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// The zero value of the type: empty, `0`, `false`, `null`.
    Zero,
    /// `true`, or `false` where that is spelled out.
    Boolean(bool),
    /// A number without a fraction, within the limits of its type.
    Integer(i64),
    /// The number's text.
    Float(String),
    /// The text of a string, enum, or number without limit.
    Text(String),
    /// The bytes of a blob.
    Bytes(Vec<u8>),
    /// An instant, since the start of 1970.
    Timestamp {
        /// Whole seconds, rounded towards the past.
        seconds: i64,
        /// What is left, less than a billion.
        nanos: u32,
    },
    /// The value of a document.
    Document(serde_json::Value),
}

/// An enum of Rust whose variants hold values.
#[derive(Debug)]
pub(crate) struct Union {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// In the order of the model.
    pub(crate) variants: Vec<UnionVariant>,
    /// Whether it gets a reader, a writer, or both.
    pub(crate) directions: Directions,
    /// The whole union is sensitive: `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
}

/// A member of a union.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// The name in the model.
    pub(crate) model_name: String,
    /// The key in a body.
    pub(crate) wire_name: String,
    /// `None` for a member that targets `smithy.api#Unit`.
    pub(crate) value: Option<Value>,
    /// The value is in a `Box`: the union would contain itself otherwise.
    pub(crate) boxed: bool,
    /// `Debug` names the variant and does not show its value.
    pub(crate) sensitive: bool,
}

/// An enum of strings, open to those that the model does not know yet.
#[derive(Debug)]
pub(crate) struct StringEnum {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
    /// Each with its string.
    pub(crate) variants: Vec<(Item, String)>,
}

/// An enum of integers, open to those that the model does not know yet.
#[derive(Debug)]
pub(crate) struct IntEnum {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// Each with its integer.
    pub(crate) variants: Vec<(Item, i32)>,
}
