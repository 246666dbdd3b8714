//! `Serialize` and `Deserialize` of [serde](https://serde.rs) for the types of emitted crates, with the
//! feature `serde`.
//!
//! The types of a crate that was generated with the option `serde`, and [`Blob`](crate::Blob),
//! [`DateTime`](crate::DateTime), [`Document`](crate::Document), [`BigInteger`](crate::BigInteger) and
//! [`BigDecimal`](crate::BigDecimal), implement both traits. This is the form of their values:
//!
//! | shape | in text formats (JSON, TOML, YAML) | in binary formats (CBOR) |
//! |---|---|---|
//! | structure | an object; absent members are left out | the same, as a map |
//! | union | an object with one member, whose name is that of the variant; of a variant without a value `{}` | the same |
//! | string enum, intEnum | the value on the wire, whether it is known or not | the same |
//! | blob | a string in base64 | bytes |
//! | timestamp | as its `timestampFormat` says, else the seconds since 1970 (names of the wire); a `date-time` (names of Rust); an `http-date` has whole seconds, so that the nanoseconds are lost | an array: seconds since 1970, nanoseconds |
//! | float, double | a number, or `"NaN"`, `"Infinity"`, `"-Infinity"` | a number |
//! | bigInteger, bigDecimal | a number, if `i64` or `f64` holds all its digits, else a string | a string |
//! | document | as it is; numbers become `i64`, `u64` or the nearest `f64` | the same |
//! | null in a sparse list or map | null | null |
//!
//! A timestamp in seconds that has more digits than an `f64` is a string with all of them, such as
//! `"1763806800.123456789"`. Text formats deserialize timestamps from any of the forms for text, and binary
//! formats from the array.
//!
//! On deserialization a missing required member, a member that occurs twice, and null for a member that is
//! not optional are errors. A missing optional member is `None`, a missing member with a default gets the
//! default, and unknown members are ignored. A union takes the one member that it knows; if it knows none,
//! the value is `Unknown` with the name of the member, and its value is lost. Null for an optional member is
//! `None`: an optional document with the value `Document::Null` is serialized as null, and read back as `None`.
//!
//! Some formats give serde a value that it has no type for as an object with one reserved key:
//! `$serde_json::private::Number` is a number of `serde_json` with its feature `arbitrary_precision`, and
//! `$__toml_private_datetime` is a date of TOML. A document that has one of these as its first key is read as
//! that number or string; it is an error if the object has further members.
//!
//! Inputs and outputs with a streaming blob implement neither trait, since a stream can be read only once
//! and its content belongs to no value. The metadata of errors, such as the request id, is not serialized.
//! TOML has no null, so that it cannot express null in a sparse collection or document. Formats that do not
//! describe themselves cannot hold documents, and unknown members are errors there.
//!
//! # Sensitive members
//!
//! Values with the trait [`sensitive`](https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait)
//! are not serialized unless the caller asks for it: members are left out, and a value that is sensitive as
//! a whole is null where it has to stand, as an element of a list, in a union or alone. Deserializing such a
//! text fails if a required member was left out; nothing stands in its place. [`Revealed`] serializes
//! everything. Messages of errors do not quote what was found for a sensitive member. The `Display` of
//! `toml::de::Error` prints the line of the text as well, whatever the message says: show its `message()` where
//! a text may have sensitive members.
//!
//! ```
//! use whitesmith_runtime::serde::Revealed;
//!
//! #[derive(Debug, PartialEq)]
//! struct User {
//!     name: String,
//!     password: Option<String>,
//! }
//!
//! impl User {
//!     fn new(name: impl Into<String>) -> Self {
//!         Self { name: name.into(), password: None }
//!     }
//! }
//!
//! whitesmith_runtime::serde_structure! {
//!     #[new("")]
//!     struct User {
//!         name: Required<"Name">,
//!         #[sensitive]
//!         password: Optional<"Password">,
//!     }
//! }
//!
//! let user = User { name: "anna".to_owned(), password: Some("secret".to_owned()) };
//! assert_eq!(serde_json::to_string(&user)?, r#"{"Name":"anna"}"#);
//! let text = serde_json::to_string(&Revealed(&user))?;
//! assert_eq!(text, r#"{"Name":"anna","Password":"secret"}"#);
//! assert_eq!(serde_json::from_str::<User>(&text)?, user);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod collections;
mod document;
mod fault;
mod macros;
mod number;
mod primitives;
mod scalar;
mod serialize;
mod shape;
mod source;
mod structure;
mod timestamp;
mod union;
mod view;
mod visitor;

#[doc(hidden)]
pub use self::{
    fault::Fault,
    serialize::serialize,
    shape::Shape,
    source::{Elements, Entries, Hint, Sink, Source},
    structure::{Description, Member, Presence, Slots, Structure, read as read_structure},
    union::{Started, Union, Variant, read as read_union},
    view::{List, Map, View},
    visitor::deserialize,
};
#[doc(hidden)]
pub use primitives::{read_int_enum, read_string_enum};
#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

pub use serialize::{Revealed, revealed};
