//! Untyped data: the value of a document shape.

mod number;

use std::collections::BTreeMap;

pub use number::Number;

/// The value of a document shape: untyped data.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// Null.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list of values.
    Array(Vec<Document>),
    /// Values by member name.
    Object(BTreeMap<String, Document>),
}

impl Document {
    /// Whether the value is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the boolean, if the value is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number, if the value is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the number, if the value is an integer from `i64::MIN` to `i64::MAX`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// Returns the number, if the value is an integer from 0 to `u64::MAX`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Returns the nearest float, if the value is a number that a float can hold.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// Returns the string, if the value is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the values, if the value is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// Returns the members, if the value is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the member `name`, if the value is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }
}

impl<N: Into<Number>> From<N> for Document {
    fn from(number: N) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Document {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Document {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl<D: Into<Document>> From<Vec<D>> for Document {
    fn from(values: Vec<D>) -> Self {
        values.into_iter().collect()
    }
}

impl<D: Into<Document>> From<BTreeMap<String, D>> for Document {
    fn from(members: BTreeMap<String, D>) -> Self {
        members.into_iter().collect()
    }
}

/// `None` becomes null.
impl<D: Into<Document>> From<Option<D>> for Document {
    fn from(value: Option<D>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<D: Into<Document>> FromIterator<D> for Document {
    fn from_iter<I: IntoIterator<Item = D>>(values: I) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<N: Into<String>, D: Into<Document>> FromIterator<(N, D)> for Document {
    fn from_iter<I: IntoIterator<Item = (N, D)>>(members: I) -> Self {
        let member = |(name, value): (N, D)| (name.into(), value.into());
        Self::Object(members.into_iter().map(member).collect())
    }
}
