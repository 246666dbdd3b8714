//! Defines typed expressions over the input and output of an operation.

use super::{Element, Type, TypeName};
pub(crate) use crate::jmespath::{Comparison, Slice};

/// An expression with the type of its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) kind: ExpressionKind,
    pub(crate) ty: ExpressionType,
    /// Whether the value may be null.
    pub(crate) is_optional: bool,
}

/// The kind of an expression. "The variable" is the parameter of the closure around the expression
/// or, outside of closures, the root.
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
    /// An element of a list; a negative index counts from the end.
    Index {
        of: Box<Expression>,
        index: i64,
    },
    /// The second expression, with the value of the first as its variable; null if that is null.
    Then {
        of: Box<Expression>,
        then: Box<Expression>,
    },
    Project(Box<Project>),
    Keys(Box<Expression>),
    Length(Box<Expression>),
    /// A constant for a value that is not null: the name of its type, or of its member.
    Name {
        of: Box<Expression>,
        name: String,
        /// The constant for null; `None` for null itself.
        otherwise: Option<String>,
    },
    /// The value if it is truthy, else null.
    IfTrue(Box<Expression>),
    /// The first value that is not null.
    First(Vec<Expression>),
    /// Values as a tuple.
    Object(Vec<Expression>),
    /// An element of a tuple.
    Part {
        of: Box<Expression>,
        index: usize,
        is_optional: bool,
    },
    /// A function call; null if an argument is null.
    Call(Function, Vec<Expression>),
    /// A function of a list that evaluates an expression for each element.
    By(FunctionBy, Box<Expression>, Box<Expression>),
    Contains {
        of: Box<Expression>,
        wanted: Box<Expression>,
    },
    List(Vec<Expression>),
    Text(String),
    Number(f64),
    Boolean(bool),
    /// Whether a value is truthy: neither null, nor empty, nor `false`.
    Truth(Box<Expression>),
    IsNull(Box<Expression>),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    /// `&&` or `||` of booleans that may be null.
    Logic(Logic, Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Logic {
    And,
    Or,
}

/// A function. The comments give the types of its arguments and result; lists are iterators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// `f64` to `f64`
    Abs,
    Ceil,
    Floor,
    /// An iterator of `f64` to `f64`
    Sum,
    /// An iterator of `f64` to `Option<f64>`.
    Average,
    Greatest,
    Least,
    /// An iterator of `&str` to `Option<&str>`.
    LastText,
    FirstText,
    /// Two strings to `bool`.
    StartsWith,
    EndsWith,
    /// An iterator to an iterator.
    Sorted,
    Reversed,
    /// A string to a `String`.
    ReversedText,
    /// An iterator of `&str` and a string to a `String`.
    Join,
    /// A value, formatted as JSON, to a `String`.
    Text,
    /// A string to `Option<f64>`.
    ParsedNumber,
    /// Any number to `f64`.
    Double,
    /// A reference to a timestamp to seconds since 1970, as `f64`.
    Seconds,
    /// A reference to an integer enum to `i32`.
    Code,
    /// A reference to a string enum to `&str`.
    EnumText,
    /// An iterator to an iterator.
    Slice(Slice),
}

impl Function {
    /// Whether the function may return null for arguments that are not null.
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

/// A function that compares the elements by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionBy {
    /// The elements in the order of their keys.
    Sorted,
    Greatest,
    Least,
}

/// A projection of the elements of a list, or the values of a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Project {
    pub(crate) of: Expression,
    /// Whether the elements are lists that are flattened.
    pub(crate) flatten: bool,
    pub(crate) condition: Option<Expression>,
    /// The expression for each element; `None` for the element itself.
    pub(crate) each: Option<Expression>,
}

/// The type of a value that is not null, and its Rust type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionType {
    /// The object with the members `input` and `output`, which only these two can be taken from.
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
    /// An iterator without nulls.
    Items(Box<ExpressionType>),
    /// An array, whose elements may be null.
    Array {
        of: Box<ExpressionType>,
        length: usize,
        is_sparse: bool,
    },
    /// A tuple of named values, each with its name, type and whether it may be null.
    Object(Vec<(String, ExpressionType, bool)>),
    /// A reference to a value that can only be compared with null.
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
    /// A literal, which takes the type of what it is compared with.
    Literal,
}

impl Expression {
    pub(crate) fn new(kind: ExpressionKind, ty: ExpressionType) -> Self {
        Self { kind, ty, is_optional: false }
    }

    /// Whether the expression is a constant.
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
    /// Whether a value is `Copy`, so that it can be used more than once.
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

    /// The type of a modeled value.
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
