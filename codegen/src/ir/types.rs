//! Defines the types of a crate, their members and defaults, independent of serialization.

use super::{Item, ShapeId};

/// A type of the `types` module.
#[derive(Debug)]
pub(crate) enum Definition {
    /// A structure.
    Structure(Structure),
    /// A union.
    Union(Union),
    /// An open enum of strings.
    StringEnum(StringEnum),
    /// An open enum of integers.
    IntEnum(IntEnum),
}

impl Definition {
    pub(crate) fn id(&self) -> &ShapeId {
        match self {
            Self::Structure(structure) => &structure.id,
            Self::Union(union) => &union.id,
            Self::StringEnum(string_enum) => &string_enum.id,
            Self::IntEnum(int_enum) => &int_enum.id,
        }
    }

    /// Attributes that the configuration adds.
    pub(crate) fn attributes(&self) -> &[String] {
        match self {
            Self::Structure(structure) => &structure.attributes,
            Self::Union(union) => &union.attributes,
            Self::StringEnum(string_enum) => &string_enum.attributes,
            Self::IntEnum(int_enum) => &int_enum.attributes,
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Structure(structure) => &structure.item.name,
            Self::Union(union) => &union.item.name,
            Self::StringEnum(string_enum) => &string_enum.item.name,
            Self::IntEnum(int_enum) => &int_enum.item.name,
        }
    }
}

/// A type with named members: in the module `types`, or the input, output or error of an operation.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// Attributes that the configuration adds.
    pub(crate) attributes: Vec<String>,
    /// In the order of the model; bindings and bodies refer to them by index.
    pub(crate) members: Vec<Member>,
    /// Whether the whole structure is sensitive, so that `Debug` hides it.
    pub(crate) sensitive: bool,
    /// Whether it is an error, which has `metadata` in addition to its members.
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
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Bytes.
    Blob,
    /// A streaming blob, which is the payload; `sized` if its length must be known.
    Stream { sized: bool },
    /// Any JSON value.
    Document,
    /// A timestamp.
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

impl Type {
    /// Whether it is a modeled type that other code defines.
    pub(crate) fn is_external(&self) -> bool {
        match self {
            Self::StringEnum(name)
            | Self::IntEnum(name)
            | Self::Structure(name)
            | Self::Union(name) => name.is_external(),
            Self::Boolean
            | Self::String
            | Self::Byte
            | Self::Short
            | Self::Integer
            | Self::Long
            | Self::Float
            | Self::Double
            | Self::BigInteger
            | Self::BigDecimal
            | Self::Blob
            | Self::Stream { .. }
            | Self::Document
            | Self::Timestamp
            | Self::List(_)
            | Self::Map(..) => false,
        }
    }
}

/// The elements of a list, or the values of a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// The type of an element.
    pub(crate) value: Type,
    /// Whether elements may be null.
    pub(crate) sparse: bool,
}

/// The name of a modeled type, and its module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName {
    /// The id of its shape.
    pub(crate) id: ShapeId,
    /// An identifier of Rust.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) home: TypeHome,
}

impl TypeName {
    /// Whether other code defines the type.
    pub(crate) fn is_external(&self) -> bool {
        match self.home {
            TypeHome::Types | TypeHome::Errors => false,
            TypeHome::External { .. } => true,
        }
    }
}

/// Where a type is defined.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeHome {
    /// The module `types`.
    Types,
    /// The module `types::error`.
    Errors,
    /// Other code, which has it at this path.
    External {
        /// The path of the type.
        path: Box<str>,
    },
}

/// A field of a structure.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// The name in the model, for messages and tests.
    pub(crate) model_name: String,
    /// Its type, without the `Option` or `Box` around it.
    pub(crate) value: Type,
    /// Whether there is an `Option` around it.
    pub(crate) presence: Presence,
    /// Whether it is in a `Box`, because its type would contain itself otherwise.
    pub(crate) boxed: bool,
    /// Whether `Debug` hides it.
    pub(crate) sensitive: bool,
}

/// Whether a structure always has a value for a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    /// `Option<T>`
    Optional,
    /// `T`, which is an argument of `new`.
    Required,
    /// `T`, which `new` sets to a default.
    Default(Literal),
}

/// A default value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// The default of the Rust type: empty, `0`, `false` or `null`.
    Zero,
    /// A boolean, if it is spelled out.
    Boolean(bool),
    /// An integer within the range of its type.
    Integer(i64),
    /// The text of a floating-point number.
    Float(String),
    /// The text of a string, of an enum value, or of a number of any size.
    Text(String),
    /// The bytes of a blob.
    Bytes(Vec<u8>),
    /// A timestamp, relative to 1970.
    Timestamp {
        /// Seconds, rounded down.
        seconds: i64,
        /// The remaining nanoseconds.
        nanos: u32,
    },
    /// The value of a document.
    Document(serde_json::Value),
}

/// A Rust enum whose variants have values.
#[derive(Debug)]
pub(crate) struct Union {
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// Attributes that the configuration adds.
    pub(crate) attributes: Vec<String>,
    /// In the order of the model.
    pub(crate) variants: Vec<UnionVariant>,
    /// Whether the whole union is sensitive, so that `Debug` hides it.
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
    /// Whether the value is in a `Box`, because the union would contain itself otherwise.
    pub(crate) boxed: bool,
    /// Whether `Debug` hides the value and shows only the variant.
    pub(crate) sensitive: bool,
}

/// An enum of strings that accepts unknown values.
#[derive(Debug)]
pub(crate) struct StringEnum {
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// Attributes that the configuration adds.
    pub(crate) attributes: Vec<String>,
    /// Whether `Debug` hides it.
    pub(crate) sensitive: bool,
    /// The variants with their strings.
    pub(crate) variants: Vec<(Item, String)>,
}

/// An enum of integers that accepts unknown values.
#[derive(Debug)]
pub(crate) struct IntEnum {
    /// Its shape.
    pub(crate) id: ShapeId,
    /// Its name, docs and deprecation.
    pub(crate) item: Item,
    /// Attributes that the configuration adds.
    pub(crate) attributes: Vec<String>,
    /// Whether serde leaves it out.
    pub(crate) sensitive: bool,
    /// The variants with their integers.
    pub(crate) variants: Vec<(Item, i32)>,
}

/// An enum of either kind.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Enum<'c> {
    String(&'c StringEnum),
    Int(&'c IntEnum),
}
