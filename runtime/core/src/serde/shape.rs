//! Defines what serializes and deserializes the value of a shape, independent of a format.

use super::{Fault, Source, View};
use crate::TimestampFormat;

/// The value of a shape. Emitted types implement it with the macros of this module; it is not meant to be
/// implemented otherwise.
///
/// Its functions do not depend on a format, so that they are compiled once for each type; what depends on
/// a format is compiled once for all types.
pub trait Shape {
    /// A value to read into.
    fn zero() -> Self
    where
        Self: Sized;

    /// The content. Timestamps in it have this format, unless it is a structure or union, whose members
    /// have their own.
    fn view(&self, format: TimestampFormat) -> View<'_>;

    /// Replaces the value by what the source has.
    ///
    /// # Errors
    ///
    /// The source has a value of another type.
    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault>;
}
