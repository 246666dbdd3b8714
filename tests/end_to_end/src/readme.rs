//! The Rust examples of the README, which `cargo test` compiles and runs.

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
