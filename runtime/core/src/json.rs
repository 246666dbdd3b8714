//! The JSON codec: serializes values as JSON, and deserializes them from it.
//!
//! Generated code calls [`Reader`] and [`Writer`] once for each member. Both keep their first error,
//! after which every call does nothing, so that generated code has no errors to propagate; `finish`
//! returns the error.

mod document;
mod lexer;
mod message;
mod path;
mod quote;
mod reader;
mod scalar_reader;
mod scalar_writer;
mod skip;
mod unescape;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::Reader;
pub use writer::Writer;
