//! The asynchronous transport over hyper, rustls and Tokio.

mod connector;
mod expect;
mod head;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::connector::Connector;
use self::expect::hold_back;
use self::head::stalls;
use super::roots::Roots;
use crate::CallInfo;
use crate::exchange::first;
use crate::platform::FOREVER;
use crate::stall::stalled;
use crate::transport::failure::transport_error;
use crate::transport::framing::framed;
use crate::transport::received::received;
use crate::{BoxFuture, Transport, TransportError, TransportErrorKind};
use whitesmith_runtime::ByteStream;

/// The default connect timeout, which is that of the AWS SDKs.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// How long a connection stays idle in the pool by default.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// How long a connection may be silent before keep-alive probes are sent.
const KEEP_ALIVE: Duration = Duration::from_secs(60);

/// An asynchronous transport over hyper and rustls: HTTP/1.1, with the feature `http2` also HTTP/2
/// where the server offers it, and TLS for `https`. Clones share a connection pool.
///
/// Connecting takes at most 3.1 s by default. The client enforces the stall timeout of bodies
/// ([`Config::stall_timeout`](crate::Config::stall_timeout)), and the transport that of the
/// head of an HTTP/1.1 response. Nothing limits how long the service takes until its response begins;
/// if the connection is dead, TCP keep-alive detects it after about two minutes. On Linux and Android
/// a connection also ends when the peer acknowledges nothing, or accepts no more data, for two
/// minutes, whatever the stall timeout is.
///
/// The body of a request with the header `expect: 100-continue` is sent when the server asks for it, or
/// after 1 s.
///
/// It must be used inside a Tokio runtime with I/O and time enabled. It adds to requests only what
/// HTTP requires (`host` and the length of the body), follows no redirects and decompresses nothing.
///
/// `https` requests use the proxy of the environment variable `HTTPS_PROXY` or `ALL_PROXY`, an
/// `http://` address, unless `NO_PROXY` contains the host. `http` requests use no proxy, as they go
/// to loopback addresses and to the instance metadata service.
///
/// ```
/// use std::time::Duration;
/// use whitesmith_client::HyperTransport;
///
/// let transport = HyperTransport::new().connect_timeout(Duration::from_secs(1));
/// ```
#[derive(Clone)]
#[doc(alias = "pool")]
pub struct HyperTransport {
    client: Client<Connector, ByteStream>,
    settings: Settings,
}

#[derive(Clone)]
struct Settings {
    roots: Roots,
    connect_timeout: Duration,
    idle_timeout: Duration,
}

impl HyperTransport {
    /// Creates a transport that trusts the public certificate authorities: Mozilla's list, which is
    /// compiled in, or with the feature `native-roots` those of the platform. TLS is set up by the
    /// first `https` request.
    #[must_use]
    pub fn new() -> Self {
        Self::with_settings(Settings {
            roots: Roots::default(),
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
        })
    }

    /// Creates a transport that trusts only the certificates in `pem`.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] if `pem` contains no certificate, or a malformed one.
    pub fn with_roots(pem: &[u8]) -> io::Result<Self> {
        let roots = Roots::from_pem(pem)?;
        let settings = Self::new().settings;
        Ok(Self::with_settings(Settings { roots, ..settings }))
    }

    /// Creates a transport that trusts only the certificates in a PEM file. The file is read by the
    /// first `https` request, which fails if the file cannot be read.
    #[must_use]
    pub fn with_roots_file(path: impl Into<PathBuf>) -> Self {
        let settings = Self::new().settings;
        Self::with_settings(Settings { roots: Roots::File(path.into()), ..settings })
    }

    /// Sets the connect timeout, which covers DNS, TCP and TLS; 3.1 s by default. A connection that
    /// takes longer fails with [`TransportErrorKind::Connect`].
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self::with_settings(Settings { connect_timeout, ..self.settings })
    }

    /// Sets how long a connection stays idle in the pool; 90 s by default.
    #[must_use]
    pub fn idle_timeout(self, idle_timeout: Duration) -> Self {
        let idle_timeout = idle_timeout.min(FOREVER);
        Self::with_settings(Settings { idle_timeout, ..self.settings })
    }

    fn with_settings(settings: Settings) -> Self {
        let connector = Connector::new(settings.roots.clone(), settings.connect_timeout);
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(settings.idle_timeout);
        // Detects a dead connection while a response is awaited.
        #[cfg(feature = "http2")]
        builder.http2_keep_alive_interval(KEEP_ALIVE);
        Self { client: builder.build(connector), settings }
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            if let Err(error) = tokio::runtime::Handle::try_current() {
                return Err(TransportError::new(TransportErrorKind::Other, error));
            }
            let call = request.extensions().get::<CallInfo>();
            let stall = call.and_then(|call| call.stall_timeout);
            let (mut request, gate) = hold_back(framed(request)?);
            let connection = capture_connection(&mut request);
            let response = self.client.request(request);
            let response = match stall {
                None => response.await,
                Some(limit) => first(response, stalls(connection, limit))
                    .await
                    .ok_or_else(|| stalled(limit))?,
            };
            let response = response.map(received).map_err(transport_error)?;
            Ok(match gate {
                Some(gate) => gate.answered(response),
                None => response,
            })
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.settings.connect_timeout)
            .field("idle_timeout", &self.settings.idle_timeout)
            .finish_non_exhaustive()
    }
}
