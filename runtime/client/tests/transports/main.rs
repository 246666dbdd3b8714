//! Each transport against a loopback server that speaks HTTP byte by byte.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod connections;
mod exchange;
mod expect;
mod failures;
#[cfg(feature = "http2")]
mod http2;
mod proxy;
mod server;
mod stalls;
mod streams;
mod subject;
mod tls;
