//! An expression over the input and output of an operation, every field and type of it settled.

use super::{Element, TypeName, Value};
pub(crate) use crate::jmespath::Comparison;

/// An expression with the type of its value.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) step: QueryStep,
    pub(crate) kind: Kind,
    /// The value may be null.
    pub(crate) is_optional: bool,
}

/// How a value comes about. "The variable" is that of the closure around the expression; without a
/// closure, it is what the expression is about.
#[derive(Clone, Debug)]
pub(crate) enum QueryStep {
    Input,
    Output,
    /// The variable.
    Variable,
    /// The variable, which is a reference to an element of a list or map.
    Element,
    Field {
        of: Box<Query>,
        field: String,
        is_optional: bool,
        boxed: bool,
    },
    Variant {
        of: Box<Query>,
        union: TypeName,
        variant: String,
        boxed: bool,
    },
    /// The value of a map under a key.
    Entry {
        of: Box<Query>,
        key: String,
    },
    /// An element of a list; from the end if it is negative.
    Index {
        of: Box<Query>,
        index: i64,
    },
    /// The second one, its variable being the first; null if that is null.
    Then {
        of: Box<Query>,
        then: Box<Query>,
    },
    Project(Box<Project>),
    Keys(Box<Query>),
    Length(Box<Query>),
    Contains {
        of: Box<Query>,
        wanted: Box<Query>,
    },
    List(Vec<Query>),
    Text(String),
    Number(f64),
    Boolean(bool),
    /// Whether a value counts as true: it is neither null nor empty nor `false`.
    Truth(Box<Query>),
    IsNull(Box<Query>),
    Not(Box<Query>),
    And(Box<Query>, Box<Query>),
    Or(Box<Query>, Box<Query>),
    Compare(Comparison, Box<Query>, Box<Query>),
}

/// What becomes of the elements of a list, or the values of a map.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) of: Query,
    /// The elements are lists: theirs are taken.
    pub(crate) flatten: bool,
    pub(crate) condition: Option<Query>,
    /// `None` if the elements stay as they are.
    pub(crate) each: Option<Query>,
}

/// The type of a value that is not null, and how Rust holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The object with the members `input` and `output`: only those two can be taken.
    Both,
    /// A reference to the input or output.
    Message(Side),
    /// `bool`
    Boolean,
    Number(Number),
    /// `&str`
    Text,
    /// A reference to a string enum.
    Enum,
    /// A reference to a structure.
    Structure(TypeName),
    /// A reference to a union.
    Union(TypeName),
    /// A reference to a vector.
    List(Element),
    /// A reference to a map.
    Map(Box<Value>, Element),
    /// An iterator; no item is null.
    Items(Box<Kind>),
    /// An array; its elements may be null.
    Array {
        of: Box<Kind>,
        length: usize,
        is_sparse: bool,
    },
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

impl Query {
    pub(crate) fn new(step: QueryStep, kind: Kind) -> Self {
        Self { step, kind, is_optional: false }
    }

    /// Whether the expression says the value itself.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(self.step, QueryStep::Text(_) | QueryStep::Number(_) | QueryStep::Boolean(_))
    }

    pub(crate) fn optional(self, is_optional: bool) -> Self {
        Self { is_optional, ..self }
    }
}

impl Kind {
    /// The type that a value of the model has.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Boolean => Self::Boolean,
            Value::String => Self::Text,
            Value::StringEnum(_) => Self::Enum,
            Value::Structure(name) => Self::Structure(name.clone()),
            Value::Union(name) => Self::Union(name.clone()),
            Value::List(element) => Self::List((**element).clone()),
            Value::Map(key, element) => Self::Map(key.clone(), (**element).clone()),
            Value::Byte => Self::Number(Number::Byte),
            Value::Short => Self::Number(Number::Short),
            Value::Integer => Self::Number(Number::Integer),
            Value::Long => Self::Number(Number::Long),
            Value::Float => Self::Number(Number::Float),
            Value::Double => Self::Number(Number::Double),
            Value::BigInteger
            | Value::BigDecimal
            | Value::Blob
            | Value::Stream { .. }
            | Value::Document
            | Value::Timestamp(_)
            | Value::IntEnum(_) => Self::Opaque,
        }
    }
}
