//! In: names of the model. Out: names of Rust: first the case, then the escape.

pub(crate) mod case;
pub(crate) mod ident;
