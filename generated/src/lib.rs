// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Amazon Chime.
//!
//! **This service is deprecated.**
//!
//! AWS no longer develops this service; see the Chime SDK services.
//!
//! ```no_run
//! # #[cfg(feature = "client")]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use generated::operation::update_account::UpdateAccountInput;
//! use generated::{Client, Config};
//!
//! let client = Client::new(Config::from_env());
//! let input = UpdateAccountInput::new("account-id").name("example");
//! let output = client.update_account(input).await?;
//! println!("{output:?}");
//! # Ok(())
//! # }
//! ```
//!
//! - [`Client`]: the asynchronous client, with a function for each operation.
//! - `blocking::Client`: the same functions, which block the thread (feature `blocking`).
//! - [`operation`]: a module for each operation, with its input, output and error:
//!   [`UpdateAccount`](operation::update_account).
//! - [`types`]: the structures, unions and enums of the service; [`types::error`]: its errors.
//! - [`endpoint`]: the endpoint rules of the service.
//! - [`runtime`]: the configuration of clients, such as transports, retries and credentials
//!   providers.
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
//! - `aws-config`: a configuration made of an `SdkConfig` of the AWS SDK.
//! - `sigv4a`: Signature Version 4A, for endpoints that span regions.
//! - `tracing`: a span for each call and an event for each attempt.
//! - `test-util`: a transport that returns canned responses, for tests.
//! - `serde`: `Serialize` and `Deserialize` of serde for inputs, outputs, types and errors.
//!
//! # Without a client
//!
//! An operation serializes its input into an HTTP request and deserializes the response. Any HTTP library can
//! exchange them.
//!
//! ```
//! use generated::operation::update_account::UpdateAccountInput;
//! use generated::{Operation, Response};
//!
//! # fn send<T>(_: T) -> Response {
//! #     Response::new(200, Default::default(), "{}")
//! # }
//! let input = UpdateAccountInput::new("account-id").name("example");
//! let request = input.request()?.into_http("https://service.example.com")?;
//! let response: Response = send(request);
//! let output = UpdateAccountInput::parse(&response)?;
//! println!("{output:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The service
//!
//! Administers Amazon Chime. This model holds the account operations: open, find, change and close
//! an account, and set its meeting policies.
//!
//! AWS has moved calling and meeting features to the
//! [Chime SDK](https://docs.aws.amazon.com/chime-sdk/latest/APIReference/welcome.html) services and
//! no longer develops this one.
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
#[cfg(feature = "serde")]
mod serde;
#[rustfmt::skip]
mod service;
#[rustfmt::skip]
pub mod types;

#[cfg(feature = "client")]
pub use self::client::Client;
pub use self::service::Service;
#[cfg(feature = "client")]
pub use whitesmith_aws::{Config, Credentials};
#[cfg(feature = "client")]
pub use whitesmith_client::{CallError, CallOptions};

/// The crates of the runtime.
pub mod runtime {
    #[cfg(feature = "client")]
    pub use whitesmith_aws as aws;
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
