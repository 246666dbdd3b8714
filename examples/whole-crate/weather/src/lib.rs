// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Weather.
//!
//! ```no_run
//! # #[cfg(feature = "client")]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use weather::operation::get_forecast::GetForecastInput;
//! use weather::{Client, Config};
//!
//! let client = Client::new(Config::new().endpoint_url("https://service.example.com").bearer_token("token"));
//! let input = GetForecastInput::new("city");
//! let output = client.get_forecast(input).await?;
//! println!("{output:?}");
//! # Ok(())
//! # }
//! ```
//!
//! The model has no endpoint rules: set the URL of the service with `Config::endpoint_url`.
//!
//! - [`Client`]: the asynchronous client, with a function for each operation.
//! - `blocking::Client`: the same functions, which block the thread (feature `blocking`).
//! - [`operation`]: a module for each operation, with its input, output and error:
//!   [`GetForecast`](operation::get_forecast),
//!   [`ReportWeather`](operation::report_weather).
//! - [`types`]: the structures, unions and enums of the service; [`types::error`]: its errors.
//! - [`endpoint`]: endpoint resolution.
//! - [`runtime`]: the configuration of clients, such as transports, retries and timeouts.
//!
//! # Features
//!
//! Without the default feature `hyper`, the crate has the operations and types alone, and does no I/O.
//!
//! - `client`: the client, without a transport.
//! - `hyper`: the client, with a transport over hyper and rustls that runs on Tokio.
//! - `http2`: HTTP/2 for the transport of `hyper`, where the server offers it.
//! - `reqwest`: the client, with any `reqwest::Client` as a transport.
//! - `tower`: the client, with any tower service as a transport.
//! - `tokio`: timers of Tokio, for custom transports.
//! - `native-roots`: the certificate authorities that the platform trusts.
//! - `blocking`: the blocking client, with a transport over ureq and rustls. It needs no Tokio.
//! - `tracing`: a span for each call and an event for each attempt.
//! - `test-util`: a transport that returns canned responses, for tests.
//!
//! # Without a client
//!
//! An operation serializes its input into an HTTP request and deserializes the response. Any HTTP library can
//! exchange them.
//!
//! ```
//! use weather::operation::get_forecast::GetForecastInput;
//! use weather::{Operation, Response};
//!
//! # fn send<T>(_: T) -> Response {
//! #     Response::new(200, Default::default(), "{}")
//! # }
//! let input = GetForecastInput::new("city");
//! let request = input.request()?.into_http("https://service.example.com")?;
//! let response: Response = send(request);
//! let output = GetForecastInput::parse(&response)?;
//! println!("{output:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The service
//!
//! Tells and collects the weather of cities.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![cfg_attr(not(feature = "client"), allow(rustdoc::broken_intra_doc_links))]
#![allow(deprecated, clippy::large_enum_variant, clippy::too_many_arguments)]

pub use whitesmith_runtime::BuildError;
pub use whitesmith_runtime::ErrorMetadata;
pub use whitesmith_runtime::Operation;
pub use whitesmith_runtime::ParseError;
pub use whitesmith_runtime::Request;
pub use whitesmith_runtime::Response;
pub use whitesmith_runtime::ResponseError;

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
pub use self::client::Client;
pub use self::service::Service;
#[cfg(feature = "client")]
pub use whitesmith_client::{CallError, CallOptions, Config};

/// The crates of the runtime.
pub mod runtime {
    #[cfg(feature = "client")]
    pub use whitesmith_client as client;
    pub use whitesmith_runtime::*;
}

/// The types of Smithy's simple types that the standard library has no type for.
pub mod primitives {
    pub use whitesmith_runtime::{
        BigDecimal, BigInteger, Blob, ByteStream, DateTime, Document, TimestampFormat,
    };
}
