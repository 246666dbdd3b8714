//! Tests `UpdateAccount` of the generated crate over HTTP on the loopback: the request equals that
//! of boto3, and every response gives an output or an error.

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
