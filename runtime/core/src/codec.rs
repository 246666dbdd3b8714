//! What all codecs have in common: the fields that they read into, and the enums of a model, which are
//! strings and integers in every one of them.

mod accumulator;
pub(crate) mod collections;
pub(crate) mod levels;
pub(crate) mod path;
mod slot;
#[cfg(any(feature = "form", feature = "xml"))]
pub(crate) mod text_scalars;

pub use accumulator::Accumulator;
pub use slot::Slot;

/// A reader of a codec: deserializes the values of enums.
///
/// The enums of [`string_enum!`](crate::string_enum) and [`int_enum!`](crate::int_enum) have a function
/// `read` for any reader, so that they depend on no codec.
pub trait ReadEnum {
    /// Reads a string.
    fn string_enum<T: for<'s> From<&'s str>>(&mut self) -> T;

    /// Reads an integer of 32 bits.
    fn int_enum<T: From<i32>>(&mut self) -> T;
}

/// A writer of a codec: serializes the values of enums.
///
/// The enums of [`string_enum!`](crate::string_enum) and [`int_enum!`](crate::int_enum) have a function
/// `write` for any writer, so that they depend on no codec.
pub trait WriteEnum {
    /// Writes a string.
    fn string_enum(&mut self, value: &str);

    /// Writes an integer of 32 bits.
    fn int_enum(&mut self, value: i32);
}
