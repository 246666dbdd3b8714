//! An expression over the input and output of an operation, every field and type of it settled.

use super::{Element, Type, TypeName};
pub(crate) use crate::jmespath::{Comparison, Slice};

/// An expression with the type of its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) kind: ExpressionKind,
    pub(crate) ty: ExpressionType,
    /// The value may be null.
    pub(crate) is_optional: bool,
}

/// How a value comes about. "The variable" is that of the closure around the expression; without a
/// closure, it is what the expression is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionKind {
    Input,
    Output,
    /// The variable.
    Variable,
    /// The variable, which is a reference to an element of a list or map.
    Element,
    Field {
        of: Box<Expression>,
        field: String,
        is_optional: bool,
        boxed: bool,
    },
    Variant {
        of: Box<Expression>,
        union: TypeName,
        variant: String,
        /// `false` for a member that targets the unit type.
        has_value: bool,
        boxed: bool,
    },
    /// The value of a map under a key.
    Entry {
        of: Box<Expression>,
        key: String,
    },
    /// An element of a list; from the end if it is negative.
    Index {
        of: Box<Expression>,
        index: i64,
    },
    /// The second one, its variable being the first; null if that is null.
    Then {
        of: Box<Expression>,
        then: Box<Expression>,
    },
    Project(Box<Project>),
    Keys(Box<Expression>),
    Length(Box<Expression>),
    /// A text that stands for a value that is not null: a name of its type, or of the member that it is.
    Name {
        of: Box<Expression>,
        name: String,
        /// What stands for null; null if it is `None`.
        otherwise: Option<String>,
    },
    /// A value that counts as true; another one is null.
    IfTrue(Box<Expression>),
    /// The first of these that is not null.
    First(Vec<Expression>),
    /// Values in a tuple.
    Object(Vec<Expression>),
    /// A value of a tuple.
    Part {
        of: Box<Expression>,
        index: usize,
        is_optional: bool,
    },
    /// A function of values that are not null; of null it is null.
    Call(Function, Vec<Expression>),
    /// What a function makes of a list, with a value that it computes for each element.
    By(FunctionBy, Box<Expression>, Box<Expression>),
    Contains {
        of: Box<Expression>,
        wanted: Box<Expression>,
    },
    List(Vec<Expression>),
    Text(String),
    Number(f64),
    Boolean(bool),
    /// Whether a value counts as true: it is neither null nor empty nor `false`.
    Truth(Box<Expression>),
    IsNull(Box<Expression>),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    /// The value of `&&` or `||`, whose sides are booleans that may be null.
    Logic(Logic, Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Logic {
    And,
    Or,
}

/// A function whose arguments have the types that its comment says. Lists are iterators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// `f64` to `f64`
    Abs,
    Ceil,
    Floor,
    /// An iterator of `f64` to `f64`
    Sum,
    /// An iterator of `f64` to an option of one.
    Average,
    Greatest,
    Least,
    /// An iterator of `&str` to an option of one.
    LastText,
    FirstText,
    /// Two strings to `bool`.
    StartsWith,
    EndsWith,
    /// An iterator to another.
    Sorted,
    Reversed,
    /// A string to a `String`.
    ReversedText,
    /// An iterator of `&str` and a string to a `String`.
    Join,
    /// A value that is shown as JSON shows it, to a `String`.
    Text,
    /// A string to an option of `f64`.
    ParsedNumber,
    /// Any number to `f64`.
    Double,
    /// A reference to a time to the seconds since 1970, as `f64`.
    Seconds,
    /// A reference to an integer enum to `i32`.
    Code,
    /// A reference to a string enum to `&str`.
    EnumText,
    /// An iterator to another.
    Slice(Slice),
}

impl Function {
    /// Whether it may give null for values that are not.
    pub(crate) fn may_be_null(self) -> bool {
        match self {
            Self::Average
            | Self::Greatest
            | Self::Least
            | Self::LastText
            | Self::FirstText
            | Self::ParsedNumber => true,
            Self::Abs
            | Self::Ceil
            | Self::Floor
            | Self::Sum
            | Self::StartsWith
            | Self::EndsWith
            | Self::Sorted
            | Self::Reversed
            | Self::ReversedText
            | Self::Join
            | Self::Text
            | Self::Double
            | Self::Seconds
            | Self::Code
            | Self::EnumText
            | Self::Slice(_) => false,
        }
    }
}

/// A function that compares elements by a value of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionBy {
    /// The elements in order.
    Sorted,
    Greatest,
    Least,
}

/// What becomes of the elements of a list, or the values of a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Project {
    pub(crate) of: Expression,
    /// The elements are lists: theirs are taken.
    pub(crate) flatten: bool,
    pub(crate) condition: Option<Expression>,
    /// `None` if the elements stay as they are.
    pub(crate) each: Option<Expression>,
}

/// The type of a value that is not null, and how Rust holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionType {
    /// The object with the members `input` and `output`: only those two can be taken.
    Both,
    /// A reference to the input or output.
    Message(Side),
    /// `bool`
    Boolean,
    Number(Number),
    /// `&str`
    Text,
    /// `String`
    OwnedText,
    /// A reference to a string enum.
    Enum,
    /// A reference to an integer enum.
    IntEnum,
    /// A reference to a time.
    Time,
    /// A reference to a structure.
    Structure(TypeName),
    /// A reference to a union.
    Union(TypeName),
    /// A reference to a vector.
    List(Element),
    /// A reference to a map.
    Map(Box<Type>, Element),
    /// An iterator; no item is null.
    Items(Box<ExpressionType>),
    /// An array; its elements may be null.
    Array {
        of: Box<ExpressionType>,
        length: usize,
        is_sparse: bool,
    },
    /// A tuple of values with names, each of which may be null if it says so.
    Object(Vec<(String, ExpressionType, bool)>),
    /// A reference to a value that can only be null or not.
    Opaque,
    /// `null`
    Null,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Input,
    Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    /// `usize`
    Count,
    /// Takes the type of what it is compared with.
    Literal,
}

impl Expression {
    pub(crate) fn new(kind: ExpressionKind, ty: ExpressionType) -> Self {
        Self { kind, ty, is_optional: false }
    }

    /// Whether the expression says the value itself.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(
            self.kind,
            ExpressionKind::Text(_) | ExpressionKind::Number(_) | ExpressionKind::Boolean(_)
        )
    }

    pub(crate) fn optional(self, is_optional: bool) -> Self {
        Self { is_optional, ..self }
    }
}

impl ExpressionType {
    /// Whether a value is copied where it is used, so that it can be used again.
    pub(crate) fn is_copy(&self) -> bool {
        match self {
            Self::Items(_) | Self::OwnedText => false,
            Self::Array { of, .. } => of.is_copy(),
            Self::Object(parts) => parts.iter().all(|(_, part, _)| part.is_copy()),
            Self::Both
            | Self::Message(_)
            | Self::Boolean
            | Self::Number(_)
            | Self::Text
            | Self::Enum
            | Self::IntEnum
            | Self::Time
            | Self::Structure(_)
            | Self::Union(_)
            | Self::List(_)
            | Self::Map(..)
            | Self::Opaque
            | Self::Null => true,
        }
    }

    /// The type that a value of the model has.
    pub(crate) fn of(value: &Type) -> Self {
        match value {
            Type::Boolean => Self::Boolean,
            Type::String => Self::Text,
            Type::StringEnum(_) => Self::Enum,
            Type::IntEnum(_) => Self::IntEnum,
            Type::Timestamp => Self::Time,
            Type::Structure(name) => Self::Structure(name.clone()),
            Type::Union(name) => Self::Union(name.clone()),
            Type::List(element) => Self::List((**element).clone()),
            Type::Map(key, element) => Self::Map(key.clone(), (**element).clone()),
            Type::Byte => Self::Number(Number::Byte),
            Type::Short => Self::Number(Number::Short),
            Type::Integer => Self::Number(Number::Integer),
            Type::Long => Self::Number(Number::Long),
            Type::Float => Self::Number(Number::Float),
            Type::Double => Self::Number(Number::Double),
            Type::BigInteger
            | Type::BigDecimal
            | Type::Blob
            | Type::Stream { .. }
            | Type::Document => Self::Opaque,
        }
    }
}
