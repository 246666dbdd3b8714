//! The client of crates that whitesmith generates from [Smithy](https://smithy.io) models: it sends
//! the requests of `whitesmith-runtime`, with auth schemes, timeouts and retries.
//!
//! Users of an emitted crate find this crate as its module `runtime::client`; its own `Client` is a
//! thin layer over [`Client`] or [`BlockingClient`]. For AWS services `whitesmith-aws` adds
//! credentials, regions and signatures.
//!
//! | what | where |
//! |---|---|
//! | configure a client, or one call | [`Config`], [`CallOptions`] |
//! | call operations, paginate, wait for a state | [`Client`], [`BlockingClient`], [`Pages`], [`Items`] |
//! | create a presigned request | [`Client::presigned`] |
//! | handle errors | [`CallError`] |
//! | send HTTP requests | [`Transport`], [`BlockingTransport`], and those of the features below |
//! | authorize requests with a bearer token, an API key or basic authentication | [`Config::bearer_token`], [`Config::api_key`], [`Config::basic_auth`] |
//! | retry with backoff and jitter | [`RetryMode`], [`RetryBehavior`] |
//! | test code that calls a service | `test_util`, with the feature `test-util` |
//!
//! # Features
//!
//! `hyper`, `reqwest`, `tower` and `blocking` (ureq) are transports; `http2` adds HTTP/2 to
//! `hyper`. `native-roots` trusts the platform's certificate authorities, `tokio` sleeps on Tokio's
//! timer, `tracing` emits a span for each call, and `test-util` has a mock transport. Without any
//! of them the client has no transport.
//!
//! On `wasm32-unknown-unknown` the client needs a host with JavaScript, such as a browser or Node.js. `reqwest`
//! sends requests with `fetch` there. `hyper` and `blocking` are compile-time errors, there is no
//! [`BlockingClient`], and `native-roots` and `tokio` have no effect.
//!
//! # A custom transport
//!
//! A closure is a transport. An emitted crate implements
//! [`Operation`](whitesmith_runtime::Operation) for each operation and
//! [`Service`](whitesmith_runtime::Service) for the service; here both are written by hand.
//!
//! ```
//! # use std::future::{Future, ready};
//! # use std::pin::pin;
//! # use std::task::{Context, Poll, Waker};
//! use whitesmith_client::{Client, Config, TransportError};
//! use whitesmith_runtime::ByteStream;
//! # use whitesmith_runtime::protocol::RestJson1;
//! # use whitesmith_runtime::{
//! #     Auth, BuiltIns, Endpoint, EndpointError, ErrorMetadata, ErrorReader, Method, Operation,
//! #     OperationError, RequestWriter, ResponseReader, Service, ServiceError,
//! # };
//! # #[derive(Debug)]
//! # struct PingError(ErrorMetadata);
//! # impl std::fmt::Display for PingError {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
//! # }
//! # impl std::error::Error for PingError {}
//! # impl ServiceError for PingError {
//! #     fn metadata(&self) -> &ErrorMetadata { &self.0 }
//! # }
//! # impl OperationError for PingError {
//! #     fn read(error: ErrorReader<'_>) -> Self { Self(error.unhandled()) }
//! # }
//! # struct Forecast;
//! # impl Service for Forecast {
//! #     const SDK_ID: &'static str = "Forecast";
//! #     const VERSION: &'static str = "1";
//! #     const AUTH: &'static [Auth] = &[Auth::Bearer];
//! #     type Protocol = RestJson1;
//! #     type EndpointParams = BuiltIns;
//! #     fn endpoint(params: &BuiltIns) -> Result<Endpoint, EndpointError> { params.endpoint() }
//! # }
//! # struct PingInput;
//! # impl Operation for PingInput {
//! #     type Output = ();
//! #     type Error = PingError;
//! #     type Service = Forecast;
//! #     const NAME: &'static str = "Ping";
//! #     fn write_request(&self, request: &mut RequestWriter) {
//! #         request.method(Method::GET).path("/ping");
//! #     }
//! #     fn read_response(_: &mut ResponseReader<'_>) {}
//! # }
//!
//! let config = Config::new()
//!     .endpoint_url("https://forecast.example.com")
//!     .bearer_token("token")
//!     .transport(|request: http::Request<ByteStream>| {
//!         assert_eq!(request.uri(), "https://forecast.example.com/ping");
//!         assert_eq!(request.headers()["authorization"], "Bearer token");
//!         ready(Ok::<_, TransportError>(http::Response::new(ByteStream::from("{}"))))
//!     });
//! let client = Client::new::<Forecast>(config);
//! # let call = async move {
//! client.call(PingInput).await.unwrap();
//! # };
//! # let mut context = Context::from_waker(Waker::noop());
//! # assert!(matches!(pin!(call).poll(&mut context), Poll::Ready(())));
//! ```

// Badges that name the feature of an item, on docs.rs, but not the platform: only one has less.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(docsrs, doc(auto_cfg(hide(target_family = "wasm", target_os = "unknown"))))]

// The links of `common_settings!` name this crate, as they are expanded in `whitesmith-aws` too.
extern crate self as whitesmith_client;

mod authorize;
mod bearer_token;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod blocking;
mod cache;
mod call;
mod call_error;
mod call_info;
mod call_options;
mod clock_skew;
#[macro_use]
mod common;
mod config;
mod context;
mod credentials_error;
mod discovery;
mod drive;
mod exchange;
#[cfg(test)]
mod fake_list;
mod handle;
mod host;
mod identity;
#[doc(hidden)]
pub mod internal;
mod machine;
mod observe;
mod pages;
mod platform;
mod prepare;
mod presign;
mod provider;
mod random;
mod recent;
mod retry;
mod scheme;
mod secret;
mod sessions;
mod shared;
mod stall;
#[cfg(feature = "test-util")]
pub mod test_util;
#[cfg(test)]
mod testing;
mod trace_id;
mod transport;
mod user_agent;
mod vendor;
mod wait;

pub use bearer_token::{BearerToken, ProvideBearerToken};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use blocking::{BlockingCallPages, BlockingClient};
pub use call_error::{CallError, TimeoutError, TimeoutKind, TransportFailure, UnreadableOutput};
pub use call_info::CallInfo;
pub use call_options::CallOptions;
pub use config::Config;
pub use context::{Clock, Context, Environment, Sleep};
pub use credentials_error::CredentialsError;
pub use handle::{CallPages, CallResult, CallResultWithMetadata, Client, WaitResult};
pub use identity::{AuthError, Identity, OfSession, ProvideIdentity, Scheme, Signing};
pub use pages::{BlockingItems, BlockingPages, Items, PageError, Pages};
pub use platform::ProcessEnvironment;
#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use platform::TokioSleep;
pub use presign::Presigned;
pub use random::Random;
pub use retry::{RetryBehavior, RetryMode};
#[cfg(all(feature = "hyper", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "tower")]
pub use transport::TowerTransport;
#[cfg(all(feature = "blocking", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use transport::UreqTransport;
pub use transport::{
    BlockingTransport, BoxError, BoxFuture, Transport, TransportError, TransportErrorKind,
};
pub use vendor::{Rules, Vendor, VendorClient};
pub use whitesmith_runtime::checksum::{RequestChecksumCalculation, ResponseChecksumValidation};
