//! Tests the readers of generated crates with responses that are broken in one or many places: the
//! result is a value, or an error with the path of the member, without a panic and with memory
//! bounded by the size of the body.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is how a test fails, also outside of the test functions"
)]

mod arrangement;
mod bodies;
mod contents;
mod damage;
mod draw;
mod headers;
mod places;
mod protocols;
mod update_account;
