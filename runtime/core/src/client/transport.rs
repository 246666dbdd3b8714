//! What carries requests: an HTTP request in, the response out, or the kind of failure, which is
//! what the retry policy reads.

#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest", feature = "tower"))]
mod failure;
#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest", feature = "tower"))]
mod framing;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
mod received;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "blocking", feature = "hyper"))]
mod roots;
#[cfg(feature = "tokio")]
mod tokio_sleep;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "blocking")]
mod ureq;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::Config;
use crate::ByteStream;

#[cfg(feature = "hyper")]
pub use hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "tokio")]
pub use tokio_sleep::TokioSleep;
#[cfg(feature = "tower")]
pub use tower::TowerTransport;
#[cfg(feature = "blocking")]
pub use ureq::UreqTransport;

/// A future that can be kept and moved.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The source of an error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Carries a request to a service without blocking. A closure is a transport too:
///
/// ```
/// use whitesmith_runtime::ByteStream;
/// use whitesmith_runtime::client::{Transport, TransportError};
///
/// fn is_transport(_: impl Transport) {}
///
/// is_transport(|request: http::Request<ByteStream>| async move {
///     assert_eq!(request.uri().path(), "/accounts");
///     Ok::<_, TransportError>(http::Response::new(ByteStream::from("{}")))
/// });
/// ```
///
/// The names of the service and the operation, and the time that the attempt has, are in the
/// request's extensions: [`CallInfo`](super::CallInfo).
pub trait Transport: Send + Sync + 'static {
    /// Sends one request and gives the head of the response; its body may still be on its way.
    /// Dropping the future, or the body, ends the exchange. If the body ends early, its error is a
    /// boxed [`TransportError`].
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

/// Carries a request to a service on a thread that waits for it. A closure is one too.
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends one request and gives the response; its body may still be on its way. Neither may take
    /// longer than the attempt has, [`CallInfo::timeout`](super::CallInfo::timeout), nor pause for
    /// longer than [`CallInfo::stall_timeout`](super::CallInfo::stall_timeout). If the body ends
    /// early, its error is a boxed [`TransportError`].
    ///
    /// # Errors
    ///
    /// Why there is no response.
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

/// The transport of asynchronous clients: the one that the configuration has, or that of the feature.
pub(super) fn of_async(config: &Config) -> Arc<dyn Transport> {
    match &config.transport {
        Some(transport) => Arc::clone(transport),
        #[cfg(feature = "hyper")]
        None => Arc::new(match &config.settings.ca_bundle {
            Some(file) => HyperTransport::with_roots_file(file),
            None => HyperTransport::new(),
        }),
        #[cfg(not(feature = "hyper"))]
        None => Arc::new(Absent),
    }
}

/// The transport of blocking clients, likewise; its futures are ready at once.
pub(super) fn of_blocking(config: &Config) -> Arc<dyn Transport> {
    match &config.blocking_transport {
        Some(transport) => Arc::new(Blocking(Arc::clone(transport))),
        #[cfg(feature = "blocking")]
        None => Arc::new(Blocking(Arc::new(match &config.settings.ca_bundle {
            Some(file) => UreqTransport::with_roots_file(file),
            None => UreqTransport::new(),
        }))),
        #[cfg(not(feature = "blocking"))]
        None => Arc::new(Absent),
    }
}

/// Blocks where it is polled.
struct Blocking(Arc<dyn BlockingTransport>);

impl Transport for Blocking {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move { self.0.send(request) })
    }
}

/// Stands where a transport should be.
#[cfg(not(all(feature = "hyper", feature = "blocking")))]
struct Absent;

#[cfg(not(all(feature = "hyper", feature = "blocking")))]
impl Transport for Absent {
    fn send(
        &self,
        _: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let what = "there is no transport: enable a feature that has one, such as `hyper` or \
            `blocking`, or give one to the configuration";
        Box::pin(async move { Err(TransportError::new(TransportErrorKind::Other, what)) })
    }
}

/// Why a request has no response, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
    is_at_limit: bool,
}

/// What went wrong, as far as it decides what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection: the name is unknown, nobody listens, or TLS failed. Nothing was sent.
    Connect,
    /// The time was over: that of [`CallInfo::timeout`](super::CallInfo::timeout), or a shorter one
    /// that the transport has itself.
    Timeout,
    /// No byte of the request's or the response's body moved for too long.
    Stalled,
    /// The connection broke, or was closed, before the response was complete.
    Interrupted,
    /// The request cannot be sent as it is: its body failed, or it is not HTTP.
    Request,
    /// What came is not HTTP, or longer than allowed.
    Response,
    /// Anything else.
    Other,
}

impl TransportError {
    /// Takes what went wrong and its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into(), is_at_limit: false }
    }

    /// The same error, of an attempt that took as long as
    /// [`CallInfo::timeout`](super::CallInfo::timeout) allows.
    pub(super) fn at_limit(self) -> Self {
        Self { is_at_limit: true, ..self }
    }

    /// Whether it is known that the attempt took as long as it may.
    pub(super) fn is_at_limit(&self) -> bool {
        self.is_at_limit
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The cause, such as an error of the HTTP library. `Display` shows it with its own causes.
    #[must_use]
    pub fn cause(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.source
    }
}

impl TransportErrorKind {
    /// What happened, as a sentence without an end.
    fn what(self) -> &'static str {
        match self {
            Self::Connect => "no connection",
            Self::Timeout => "the time was over",
            Self::Stalled => "the transfer stalled",
            Self::Interrupted => "the connection broke before the response was complete",
            Self::Request => "the request could not be sent",
            Self::Response => "the response is not acceptable",
            Self::Other => "the exchange failed",
        }
    }
}

impl fmt::Display for TransportError {
    /// The kind, then each cause once.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.what())?;
        let mut last = String::new();
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&*self.source);
        while let Some(error) = cause {
            let text = error.to_string();
            // Many errors repeat what their source says.
            if !last.contains(&text) && !text.is_empty() {
                write!(f, ": {text}")?;
                last = text;
            }
            cause = error.source();
        }
        Ok(())
    }
}

/// `Display` shows all causes, so there is no `source` that would show them again.
impl std::error::Error for TransportError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_each_cause_once() {
        let refused = std::io::Error::other("connection refused");
        let error = TransportError::new(TransportErrorKind::Connect, refused);
        assert_eq!(error.to_string(), "no connection: connection refused");
        let nested = TransportError::new(TransportErrorKind::Other, error);
        assert_eq!(nested.to_string(), "the exchange failed: no connection: connection refused");
    }
}
