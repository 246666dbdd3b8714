//! Shared code of the tests of `generated` and `shapes`: a table of the readers of `shapes`, and
//! valid responses for them.
//!
//! This is a package of its own, so that a change of a model that breaks these tests does not break
//! those of `tests`, whose snapshots show the change.

#![allow(clippy::expect_used, reason = "a test whose own model is invalid fails")]

pub mod readers;
mod readme;
pub mod responses;
