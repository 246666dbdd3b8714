//! The module whose members have the names of Rust.

use protocols::rust_names as api;

#[path = "values.rs"]
mod values;
