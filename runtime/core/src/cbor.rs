//! The CBOR codec: serializes values as CBOR, and deserializes them from it
//! ([RFC 8949](https://www.rfc-editor.org/rfc/rfc8949)).
//!
//! Its functions are those of [`json`](crate::json): generated code calls [`Reader`] and [`Writer`] once
//! for each member, both keep their first error, and `finish` returns it. How Smithy's types become CBOR is
//! specified by the protocol
//! [rpcv2Cbor](https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html#shape-serialization),
//! which has no documents and one format of timestamps.

mod bignum;
mod decimal_fraction;
mod lexer;
mod message;
mod path;
mod reader;
mod scalar_reader;
mod scalar_writer;
mod skip;
mod writer;

#[cfg(test)]
mod tests;

#[cfg(feature = "protocol-tests")]
pub(crate) use lexer::{Head, Lexer};
pub use reader::Reader;
pub use writer::Writer;

/// The tag of a number of seconds since the Unix epoch.
const EPOCH_SECONDS: u64 = 1;

/// The tag of an integer `n` of any size, as the bytes of `n`.
const POSITIVE_BIGNUM: u64 = 2;

/// The tag of an integer `-1 - n` of any size, as the bytes of `n`.
const NEGATIVE_BIGNUM: u64 = 3;

/// The tag of a decimal fraction: an array of an exponent to base ten and an integer.
const DECIMAL_FRACTION: u64 = 4;
