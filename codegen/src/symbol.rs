//! In: names of the model. Out: names of Rust: first the case, then the escape, then a number where
//! another one has the name already.

pub(crate) mod case;
pub(crate) mod given;
pub(crate) mod ident;
pub(crate) mod reserved;
