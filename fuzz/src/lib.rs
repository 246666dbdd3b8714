//! The fuzz targets, as functions that panic if an invariant does not hold. The programs in
//! `fuzz_targets` call them.

mod cbor_reader;
mod json_reader;
mod model;
mod shapes;
mod xml_reader;

pub use cbor_reader::cbor_reader;
pub use json_reader::json_reader;
pub use model::model;
pub use shapes::shapes;
pub use xml_reader::xml_reader;
