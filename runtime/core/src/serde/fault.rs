//! Defines why a value could not be deserialized, without the error type of the format.

use serde_core::de::Error;

/// Why a value could not be deserialized.
#[derive(Debug)]
pub enum Fault {
    /// The format reported an error; the [`Source`](super::Source) that was read has it.
    Format,
    /// The list has no further element.
    End,
    /// A required member is missing.
    Missing(&'static str),
    /// A member occurs twice.
    Duplicate(&'static str),
    /// The value is not of the type of the shape. The message does not quote it.
    Invalid(String),
}

impl Fault {
    /// The expected value, and the kind of value that was found.
    pub(super) fn unexpected(expected: &str, found: &str) -> Self {
        Self::Invalid(format!("expected {expected}, found {found}"))
    }

    /// The fault without what the format says about the value of a sensitive shape or member.
    pub(super) fn hidden(self, name: &str) -> Self {
        match self {
            Self::Format | Self::Invalid(_) => {
                Self::Invalid(format!("invalid value for `{name}`, which is sensitive"))
            }
            Self::End | Self::Missing(_) | Self::Duplicate(_) => self,
        }
    }

    /// The error of the format. `kept` is the error that the source has.
    pub(super) fn into_error<E: Error>(self, kept: Option<E>) -> E {
        match self {
            Self::Format => kept.unwrap_or_else(|| E::custom("invalid value")),
            Self::End => E::custom("expected another element, found the end of a list"),
            Self::Missing(name) => E::missing_field(name),
            Self::Duplicate(name) => E::duplicate_field(name),
            Self::Invalid(message) => E::custom(message),
        }
    }
}
