// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Depot.
//!
//! Everything that restJson1 can bind, in both directions.
//!
//! # Clients
//!
//! `Client` calls the operations; its functions are asynchronous and run on Tokio. It is there with the
//! default feature `hyper`, and with `http2`, `reqwest`, `tower` or `client` (which bring HTTP/2, other
//! transports, or none). `blocking::Client`, with the feature `blocking`, waits for what it calls. The
//! module `runtime` has what configures them: transports, settings, sources of credentials.
//!
//! The model has no endpoint rules: set the URL of the service with `Config::endpoint_url`.
//!
//! # Without a client
//!
//! An operation makes an HTTP request and reads the response. What carries them is up to you.
//!
//! ```
//! use shapes::operation::fail::FailInput;
//! use shapes::{Operation, Response};
//!
//! # fn send<T>(_: T) -> Response {
//! #     Response::new(200, Default::default(), "{}")
//! # }
//! let input = FailInput::new();
//! let request = input.request()?.into_http("https://service.example.com")?;
//! let response: Response = send(request);
//! let output = FailInput::parse(&response)?;
//! println!("{output:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(deprecated, clippy::large_enum_variant, clippy::too_many_arguments)]

pub use whitesmith_runtime::{
    BuildError, ErrorMetadata, Operation, ParseError, Request, Response, ResponseError,
};

#[rustfmt::skip]
#[cfg(feature = "blocking")]
pub mod blocking;
#[rustfmt::skip]
#[cfg(feature = "client")]
mod client;
#[rustfmt::skip]
pub mod endpoint;
#[rustfmt::skip]
pub mod operation;
#[rustfmt::skip]
mod service;
#[rustfmt::skip]
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;
pub use service::Service;
#[cfg(feature = "client")]
pub use whitesmith_client::{CallError, CallOptions, Config};

/// The runtime crates: what operations and values are made of, and the crates of the client.
pub mod runtime {
    #[cfg(feature = "client")]
    pub use whitesmith_client as client;
    pub use whitesmith_runtime::*;
}

/// The types of values that Rust has none for.
pub mod primitives {
    pub use whitesmith_runtime::{
        BigDecimal, BigInteger, Blob, ByteStream, DateTime, Document, TimestampFormat,
    };
}
