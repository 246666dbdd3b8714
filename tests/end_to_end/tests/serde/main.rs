//! Tests `Serialize` and `Deserialize` of emitted types: every type and binding of a model, with the names of
//! the wire and with those of Rust, in JSON, CBOR and TOML.

#![allow(clippy::duplicate_mod, reason = "`values` is for both namings")]

#[path = "../readers/draw.rs"]
mod draw;
mod formats;
mod forms;
mod hostile;
mod rust_names;
mod wire_names;
mod within;
