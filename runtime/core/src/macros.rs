//! Macros that expand a declaration to the declaration and its implementations, which generated code
//! would otherwise repeat for each shape.
//!
//! The body of each macro parses as Rust items, so that it can be formatted like them, and each
//! macro expands in one step, or one step a field.

mod errors;
mod int_enum;
mod setters;
mod string_enum;
