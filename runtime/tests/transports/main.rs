//! Each transport against a server on the loopback that speaks HTTP byte by byte.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod connections;
mod exchange;
mod failures;
mod server;
mod streams;
mod subject;
mod tls;
