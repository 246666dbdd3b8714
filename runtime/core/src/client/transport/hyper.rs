//! A request in; the response out, over hyper, rustls and Tokio.

mod connector;
mod head;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::connector::Connector;
use self::head::stalls;
use super::failure::transport_error;
use super::framing::framed;
use super::received::received;
use super::roots::Roots;
use super::{BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::ByteStream;
use crate::client::CallInfo;
use crate::client::exchange::first;
use crate::client::stall::stalled;
use crate::client::thread_sleep::FOREVER;

/// How long a connection may take by default: what AWS's SDKs allow.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// For how long a connection waits for the next request by default.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// After how much silence the other side is asked whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(60);

/// Carries requests over HTTP/1.1 (and, with the feature `http2`, over HTTP/2 where the server
/// offers it), with TLS for `https`. Connections are kept and used again; clones share them.
///
/// A connection takes at most 3.1 s by default. Transfers that stall are noticed by the client
/// ([`Config::stall_timeout`](crate::client::Config::stall_timeout)), and by the transport if that
/// happens in the head of a response of HTTP/1.1. Nothing limits how long the
/// service takes until its response begins; a connection that is dead meanwhile is noticed by TCP's
/// keep-alive after about two minutes. On Linux and Android a connection also ends when the other side
/// acknowledges nothing of what was sent, or has no room for more, for two minutes, whatever the stall
/// limit is.
///
/// It needs a Tokio runtime with I/O and time enabled. Nothing is added to a request but what HTTP
/// needs (`host`, the length of the body), redirects are not followed, bodies not decompressed.
///
/// `https` requests go through the proxy that the variable `HTTPS_PROXY` or `ALL_PROXY` of the
/// environment names, an `http://` address, unless `NO_PROXY` names the host. `http` requests, which
/// go to loopback addresses and to the metadata service of the machine, use no proxy.
///
/// ```
/// use std::time::Duration;
/// use whitesmith_runtime::client::HyperTransport;
///
/// let transport = HyperTransport::new().connect_timeout(Duration::from_secs(1));
/// ```
#[derive(Clone)]
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
    /// Trusts the public certificate authorities: the list of Mozilla that is compiled in, or with
    /// the feature `native-roots` those of the platform. TLS is set up with the first `https`
    /// request.
    #[must_use]
    pub fn new() -> Self {
        Self::with_settings(Settings {
            roots: Roots::default(),
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
        })
    }

    /// Trusts the certificates in `pem` and no others.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] if there is no certificate in it, or one that cannot be read.
    pub fn with_roots(pem: &[u8]) -> io::Result<Self> {
        let roots = Roots::from_pem(pem)?;
        let settings = Self::new().settings;
        Ok(Self::with_settings(Settings { roots, ..settings }))
    }

    /// Trusts the certificates in a PEM file and no others. The file is read with the first `https`
    /// request, which fails if it cannot be read.
    #[must_use]
    pub fn with_roots_file(path: impl Into<PathBuf>) -> Self {
        let settings = Self::new().settings;
        Self::with_settings(Settings { roots: Roots::File(path.into()), ..settings })
    }

    /// How long it may take to find the address, connect, and agree on TLS; 3.1 s by default. A
    /// connection that takes longer fails with [`TransportErrorKind::Connect`].
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self::with_settings(Settings { connect_timeout, ..self.settings })
    }

    /// For how long a connection is kept for the next request; 90 s by default.
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
        // A connection that died in silence is noticed while an answer is awaited.
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
            let mut request = framed(request)?;
            let connection = capture_connection(&mut request);
            let response = self.client.request(request);
            let response = match stall {
                None => response.await,
                Some(limit) => first(response, stalls(connection, limit))
                    .await
                    .ok_or_else(|| stalled(limit))?,
            };
            response.map(received).map_err(transport_error)
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
