//! HTTP messages: what the serializers and deserializers of requests and responses have in common.
//!
//! A message is a start line, headers and a body. [`MessageWriter`] and [`MessageReader`] write and read
//! headers and bodies; what stands in the start line is their type parameter. One statement of emitted
//! code writes or reads one member, and both directions have the same names:
//!
//! | member | write | read |
//! |---|---|---|
//! | header | `m.header("X-Tag", &self.tag)` | `m.header("X-Tag", &mut output.tag)` |
//! | list of headers | `m.header_list(…)`, `m.prefix_headers(…)` | `m.header_list(…)`, `m.prefix_headers(…)` |
//! | members in the body | `m.json(\|w\| w.field(…))` | `m.json(\|r, key\| r.set(…))` |
//! | one member as the body | `m.blob_payload(…)`, `m.text_payload(…)` | `m.blob_payload(…)`, `m.text_payload(…)` |
//!
//! Neither returns a `Result` for a member: the first error is kept, and `finish` returns it. The functions
//! for a codec, such as `json`, are defined by the codec.

pub(crate) mod reader;
mod writer;

pub use reader::MessageReader;
pub use writer::MessageWriter;
