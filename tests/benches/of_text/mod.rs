//! Deserializes values with serde in its fastest form: from strings, borrowed or not.

use std::fmt;

use serde::de::{self, Visitor};

/// Parses a value from a string.
pub(crate) struct OfText<T>(pub(crate) fn(&str) -> Option<T>);

impl<T> Visitor<'_> for OfText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("text in another form"))
    }
}

/// Implements `Deserialize` for open enums.
macro_rules! open_enums {
    ($($name:ident),*) => {
        $(impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::of_text::OfText(|text| Some(Self::from(text))))
            }
        })*
    };
}

pub(crate) use open_enums;
