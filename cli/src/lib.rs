//! The commands that `whitesmith` and `cargo xtask` have in common: [`generate`] and [`operations`].
//!
//! `cargo xtask codegen`, the first command in a fresh clone, compiles this library and not the commands that
//! only `whitesmith` has, which are in its binary.

mod any_model;
mod console;
mod crate_keys;
pub mod diff;
pub mod generate;
pub mod operations;
mod options;
mod program;
mod progress;
pub mod workers;

pub use any_model::{AnyModel, OneModel};
pub use console::{Console, Format, Level};
pub use crate_keys::crate_keys;
pub use options::with_options;
pub use program::Program;
pub use progress::Progress;
