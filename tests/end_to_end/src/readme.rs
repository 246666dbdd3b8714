//! In: the README. Out: its Rust examples, which `cargo test` compiles and runs.

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
