//! Transports: they exchange an HTTP request for its response, or fail with an error whose kind tells
//! whether a retry may help.

#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest", feature = "tower"))]
mod failure;
#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest", feature = "tower"))]
mod framing;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
mod received;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod web;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::Config;
use whitesmith_runtime::ByteStream;

#[cfg(all(feature = "hyper", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use native::HyperTransport;
#[cfg(all(feature = "blocking", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use native::UreqTransport;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use native::default;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(super) use native::of_blocking;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub use tower::TowerTransport;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use web::default;

/// A boxed future that can be sent to other threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A boxed error that can be sent to other threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// An asynchronous HTTP transport. A closure is a transport too:
///
/// ```
/// use whitesmith_runtime::ByteStream;
/// use whitesmith_client::{Transport, TransportError};
///
/// fn is_transport(_: impl Transport) {}
///
/// is_transport(|request: http::Request<ByteStream>| async move {
///     assert_eq!(request.uri().path(), "/accounts");
///     Ok::<_, TransportError>(http::Response::new(ByteStream::from("{}")))
/// });
/// ```
///
/// The names of the service and the operation, and the timeouts of the attempt, are in the request's
/// extensions: [`CallInfo`](super::CallInfo).
pub trait Transport: Send + Sync + 'static {
    /// Sends one request, and returns the response as soon as its head is complete; its body may
    /// still be incoming. Dropping the future or the body cancels the exchange.
    ///
    /// # Errors
    ///
    /// There is no complete head of a response. If the body ends early, reading it fails with a boxed
    /// [`TransportError`].
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>>;
}

impl<F, Answer> Transport for F
where
    F: Fn(http::Request<ByteStream>) -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<http::Response<ByteStream>, TransportError>> + Send + 'static,
{
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(self(request))
    }
}

/// A blocking HTTP transport. Closures implement it too.
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends one request, and returns the response as soon as its head is complete; its body may
    /// still be incoming. The transport must enforce the timeouts
    /// [`CallInfo::timeout`](super::CallInfo::timeout) and
    /// [`CallInfo::stall_timeout`](super::CallInfo::stall_timeout) for both.
    ///
    /// # Errors
    ///
    /// There is no complete head of a response. If the body ends early, reading it fails with a boxed
    /// [`TransportError`].
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError>;
}

impl<F> BlockingTransport for F
where
    F: Fn(http::Request<ByteStream>) -> Result<http::Response<ByteStream>, TransportError>
        + Send
        + Sync
        + 'static,
{
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        self(request)
    }
}

/// Returns the transport of asynchronous clients: the configured one, else the default one of the
/// platform.
pub(super) fn of_async(config: &Config) -> Arc<dyn Transport> {
    match &config.common.transport {
        Some(transport) => Arc::clone(transport),
        None => default(config),
    }
}

/// Stands for a missing transport: all requests fail with this message.
#[cfg(any(
    all(target_family = "wasm", target_os = "unknown"),
    not(all(feature = "hyper", feature = "blocking"))
))]
struct Absent(&'static str);

#[cfg(any(
    all(target_family = "wasm", target_os = "unknown"),
    not(all(feature = "hyper", feature = "blocking"))
))]
impl Transport for Absent {
    fn send(
        &self,
        _: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let what = self.0;
        Box::pin(async move { Err(TransportError::new(TransportErrorKind::Other, what)) })
    }
}

/// An exchange that failed: there is no response, or only a part of it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
    is_at_limit: bool,
}

/// The kind of a failed exchange. It decides about retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The connection was not established: DNS, TCP or TLS failed. Nothing was sent.
    Connect,
    /// A timeout elapsed: [`CallInfo::timeout`](super::CallInfo::timeout), or a shorter one of the
    /// transport itself.
    Timeout,
    /// No byte of the request's or the response's body was transferred for too long.
    Stalled,
    /// The connection was closed or reset before the response was complete.
    Interrupted,
    /// The request could not be sent: its body failed, or it is not valid HTTP.
    Request,
    /// The response is not valid HTTP, or is too large.
    Response,
    /// Anything else.
    Other,
}

impl TransportError {
    /// Creates an error from its kind and its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into(), is_at_limit: false }
    }

    /// Marks the error as that of an attempt that used all of
    /// [`CallInfo::timeout`](super::CallInfo::timeout).
    pub(super) fn at_limit(self) -> Self {
        Self { is_at_limit: true, ..self }
    }

    /// Whether the attempt is known to have used all of its timeout.
    pub(super) fn is_at_limit(&self) -> bool {
        self.is_at_limit
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns the cause, such as an error of the HTTP library. `Display` shows it with its own
    /// causes.
    #[must_use]
    pub fn cause(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.source
    }
}

impl TransportErrorKind {
    /// The beginning of the error message.
    fn what(self) -> &'static str {
        match self {
            Self::Connect => "failed to connect",
            Self::Timeout => "timed out",
            Self::Stalled => "the transfer stalled",
            Self::Interrupted => "the connection closed before the response was complete",
            Self::Request => "the request could not be sent",
            Self::Response => "the response cannot be used",
            Self::Other => "the exchange failed",
        }
    }
}

impl fmt::Display for TransportError {
    /// Writes the kind, and each cause once.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.what())?;
        let mut last = String::new();
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&*self.source);
        while let Some(error) = cause {
            let text = error.to_string();
            // Many errors repeat the message of their source.
            if !last.contains(&text) && !text.is_empty() {
                write!(f, ": {text}")?;
                last = text;
            }
            cause = error.source();
        }
        Ok(())
    }
}

/// `Display` shows all causes, so `source` is `None`.
impl std::error::Error for TransportError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_each_cause_once() {
        let refused = std::io::Error::other("connection refused");
        let error = TransportError::new(TransportErrorKind::Connect, refused);
        assert_eq!(error.to_string(), "failed to connect: connection refused");
        let nested = TransportError::new(TransportErrorKind::Other, error);
        assert_eq!(
            nested.to_string(),
            "the exchange failed: failed to connect: connection refused"
        );
    }
}
