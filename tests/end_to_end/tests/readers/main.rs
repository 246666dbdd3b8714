//! In: responses that are broken in one place, in many, or all over. Out: what the readers of
//! generated crates say: a value, or an error at the member at fault; never a panic, and no memory
//! beyond a multiple of the body.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is how a test fails, also outside of the test functions"
)]

mod arrangement;
mod bodies;
mod damage;
mod headers;
mod places;
mod update_account;
