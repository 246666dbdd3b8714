//! Turns names of the model into Rust names: in the right case, escaped where they are reserved
//! words, and numbered where another item has the name.

pub(crate) mod case;
pub(crate) mod given;
pub(crate) mod ident;
pub(crate) mod reserved;
