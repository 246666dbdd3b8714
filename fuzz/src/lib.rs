//! In: bytes that a fuzzer makes up. Out: nothing, or a panic where a promise is broken. Each target
//! is a function here; the programs in `fuzz_targets` only call them.

mod json_reader;
mod model;
mod shapes;

pub use json_reader::json_reader;
pub use model::model;
pub use shapes::shapes;
