//! Tests `Serialize` and `Deserialize` of emitted types: every type and binding of a model, with the names of
//! the wire and with those of Rust, in JSON, CBOR and TOML.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../readers/draw.rs"]
mod draw;
mod formats;
mod rust_names;
mod wire_names;
