//! The crate whose members have the names of the wire.

use shapes as api;

mod same_json;
#[path = "values.rs"]
mod values;
