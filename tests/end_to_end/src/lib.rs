//! In: the crates `generated` and `shapes`. Out: what several tests of them need: the readers of `shapes`
//! in a table, and good responses for them.
//!
//! A package of its own: when a change of a model breaks these tests, those of `tests` still compile,
//! and their snapshots show the change.

#![allow(clippy::expect_used, reason = "a test whose own model is broken has to stop and say so")]

pub mod readers;
mod readme;
pub mod responses;
