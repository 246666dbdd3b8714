//! The JSON codec: bytes of a response in, values out; values in, bytes of a request out.
//!
//! Generated code calls [`Reader`] and [`Writer`] once for each member. Both keep their first error
//! and turn every later call into one without effect, so that generated code has nothing to
//! propagate and asks once, at the end, through `finish`.

mod document;
mod levels;
mod lexer;
mod path;
mod quote;
mod reader;
mod scalar_reader;
mod scalar_writer;
mod skip;
mod slot;
mod unescape;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use lexer::number_length;
pub use reader::Reader;
pub use slot::Slot;
pub use writer::Writer;
