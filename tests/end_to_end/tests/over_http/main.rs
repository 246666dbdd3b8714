//! In: `UpdateAccount` through the generated crate, over HTTP on the loopback device. Out: the
//! proof that the request is the one boto3 sends, and that whatever comes back is read or told.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is how a test fails, also outside of the test functions"
)]

mod account;
mod errors;
mod exchange;
mod request;
mod server;
mod unreadable;
