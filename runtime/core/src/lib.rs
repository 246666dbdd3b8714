//! The runtime library of crates that whitesmith generates from [Smithy](https://smithy.io) models.
//!
//! An emitted crate has a type for each input, output and error of a service; this crate serializes and
//! deserializes them, and performs no I/O. The client that sends the requests is `whitesmith-client`; for
//! AWS services, `whitesmith-aws` adds credentials, regions and signatures. Users of an emitted crate find
//! this crate as its module `runtime`, and seldom have to name it.
//!
//! | what | where |
//! |---|---|
//! | serialize an input into an HTTP request, deserialize an output or error | [`Operation`], [`RequestWriter`], [`ResponseReader`], [`message`] |
//! | serialize and deserialize JSON | [`json::Writer`], [`json::Reader`] |
//! | serialize and deserialize CBOR, with the feature `cbor` | `cbor::Writer`, `cbor::Reader` |
//! | serialize forms, the requests of awsQuery and ec2Query | `form::Writer`, with the feature `form` |
//! | protocols: what an error is, and where its code stands | [`protocol`] |
//! | values of Smithy's simple types | [`Blob`], [`DateTime`], [`Document`], [`Number`], [`BigInteger`], [`BigDecimal`], [`ByteStream`] |
//! | serialize and deserialize the types of an emitted crate in any format, with the feature `serde` | `serde` |
//! | resolve an endpoint | [`endpoint`] |
//! | errors | [`BuildError`], [`ParseError`], [`ResponseError`], [`ServiceError`] |
//! | go through pages, wait for states | [`Paginated`], [`PaginatedItems`], [`Waiter`] |
//! | call a service: transports, auth schemes, timeouts, retries with backoff | the crate `whitesmith-client` |
//! | sign a request with Signature Version 4, load credentials and settings of AWS | the crate `whitesmith-aws` |
//!
//! # An operation without a client
//!
//! Emitted code looks like this. It performs no I/O: the request goes to any HTTP library, and its
//! response comes back.
//!
//! ```
//! use whitesmith_runtime::json::{Reader, Writer};
//! use whitesmith_runtime::protocol::RestJson1;
//! use whitesmith_runtime::{HeaderMap, Method, RequestWriter, Response, ResponseReader};
//!
//! let name = Some("Example".to_owned());
//! let mut request = RequestWriter::new::<RestJson1>();
//! request.method(Method::POST).path("/accounts/").label("AccountId", "7");
//! request.json(|body| body.field("Name", &name, Writer::string));
//!
//! let request = request.finish()?.into_http("https://service.example.com")?;
//! assert_eq!(request.uri(), "https://service.example.com/accounts/7");
//! assert_eq!(request.body().as_bytes().unwrap(), br#"{"Name":"Example"}"#.as_slice());
//!
//! let response = Response::new(200, HeaderMap::new(), r#"{"Name": "Example", "Age": 7}"#);
//! let mut name = None::<String>;
//! let mut reader = ResponseReader::new(&response);
//! reader.json(|r, key| match key {
//!     "Name" => r.set(&mut name, Reader::string),
//!     _ => r.skip(),
//! });
//! reader.finish()?;
//! assert_eq!(name.as_deref(), Some("Example"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Badges that name the feature of an item, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod acceptor;
mod any_operation;
mod blob;
mod block_on;
mod byte_stream;
#[cfg(feature = "cbor")]
pub mod cbor;
pub mod checksum;
pub mod codec;
mod date_time;
mod decimal;
mod document;
pub mod endpoint;
mod error;
mod excerpt;
#[cfg(feature = "form")]
pub mod form;
mod headers;
mod hex;
#[doc(hidden)]
pub mod internal;
pub mod json;
mod macros;
pub mod message;
mod number;
mod operation;
mod pagination;
pub mod protocol;
#[cfg(feature = "protocol-tests")]
pub mod protocol_tests;
mod request;
mod response;
mod sensitive;
#[cfg(feature = "serde")]
pub mod serde;
mod service;
mod session;
mod text;
mod waiter;
#[cfg(feature = "xml")]
pub mod xml;

pub use bytes::Bytes;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method};

pub use blob::Blob;
pub use byte_stream::{ByteReader, ByteStream, StreamError, TooLarge};
pub use date_time::{DateTime, DateTimeError, TimestampFormat};
pub use document::{Document, Number};
pub use endpoint::{
    BuiltIns, DiscoverEndpoints, DiscoveredEndpoint, Endpoint, EndpointDiscovery, EndpointError,
};
pub use error::{
    BuildError, ErrorMetadata, ErrorReader, OperationError, ParseError, ResponseError, RetryHint,
    ServiceError,
};
pub use number::{BigDecimal, BigInteger, ParseNumberError};
pub use operation::Operation;
pub use pagination::{PageToken, Paginated, PaginatedItems};
pub use request::{QueryValue, Request, RequestLine, RequestWriter};
pub use response::{Response, ResponseMetadata, ResponseReader, StatusLine};
pub use sensitive::Redacted;
pub use service::{Auth, Service};
pub use session::{CreateSessions, SessionCredentials, Sessions};
pub use text::{FromText, Text};
pub use waiter::{
    ErrorCode, FinalPoll, Polled, Waiter, WaiterError, WaiterState, WaiterStep, Waiting,
};
