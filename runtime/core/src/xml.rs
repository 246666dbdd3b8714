//! The XML codec: serializes values as XML, and deserializes them from it
//! (<https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>).
//!
//! Generated code calls [`Reader`] and [`Writer`] once for each member. Both keep their first error,
//! after which every call does nothing, so that generated code has no errors to propagate; `finish`
//! returns the error.

mod attributes;
mod cursor;
#[cfg(feature = "protocol-tests")]
mod element;
mod elements;
mod escape;
mod lexer;
mod message;
mod path;
mod reader;
mod scalar_reader;
mod scan;
mod skip;
mod unescape;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use cursor::root_name;
#[cfg(feature = "protocol-tests")]
pub(crate) use element::Element;
pub use reader::Reader;
pub use writer::Writer;
