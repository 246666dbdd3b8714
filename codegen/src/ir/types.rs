//! How Rust holds the values of a crate: the types that it defines, their members and defaults. What
//! they look like on the wire is not said here.

use super::{Item, ShapeId};

/// A type of the `types` module.
#[derive(Debug)]
pub(crate) enum Definition {
    /// Several values under names.
    Structure(Structure),
    /// One of several values.
    Union(Union),
    /// One of several strings, or another one.
    StringEnum(StringEnum),
    /// One of several integers, or another one.
    IntEnum(IntEnum),
}

impl Definition {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Structure(structure) => &structure.item.name,
            Self::Union(union) => &union.item.name,
            Self::StringEnum(string_enum) => &string_enum.item.name,
            Self::IntEnum(int_enum) => &int_enum.item.name,
        }
    }
}

/// A type with named members: of the `types` module, or the input, output or error of an operation.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// In the order of the model; bindings and bodies name them by their index.
    pub(crate) members: Vec<Member>,
    /// The whole structure is sensitive: `Debug` shows nothing of it.
    pub(crate) sensitive: bool,
    /// It is an error, and has `metadata` beside its members.
    pub(crate) is_error: bool,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    /// `bool`
    Boolean,
    /// `String`
    String,
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i64`
    Long,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// A decimal number of any size, without a fraction.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Bytes.
    Blob,
    /// A blob that is the whole body and need not be in memory; `sized` if its length must be known.
    Stream { sized: bool },
    /// Any JSON.
    Document,
    /// An instant.
    Timestamp,
    /// A modeled enum of strings.
    StringEnum(TypeName),
    /// A modeled enum of integers.
    IntEnum(TypeName),
    /// A modeled structure.
    Structure(TypeName),
    /// A modeled union.
    Union(TypeName),
    /// `Vec<T>`
    List(Box<Element>),
    /// `BTreeMap<K, T>`. The key is a string or a string enum.
    Map(Box<Type>, Box<Element>),
}

/// What a list or map holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// The type of an element.
    pub(crate) value: Type,
    /// Elements may be null.
    pub(crate) sparse: bool,
}

/// The name of a modeled type, and the module it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName {
    /// Its shape, by which it is found.
    pub(crate) id: ShapeId,
    /// An identifier of Rust.
    pub(crate) name: String,
    /// It stands in `types::error` instead of `types`.
    pub(crate) is_error: bool,
}

/// A field of a structure.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// The name in the model, for messages.
    pub(crate) model_name: String,
    /// Its type, without the `Option` or `Box` around it.
    pub(crate) value: Type,
    /// Whether there is an `Option` around it.
    pub(crate) presence: Presence,
    /// It is in a `Box`: its type would contain itself otherwise.
    pub(crate) boxed: bool,
    /// `Debug` does not show it.
    pub(crate) sensitive: bool,
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
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// In the order of the model.
    pub(crate) variants: Vec<UnionVariant>,
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
    /// `None` for a member that targets `smithy.api#Unit`.
    pub(crate) value: Option<Type>,
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
