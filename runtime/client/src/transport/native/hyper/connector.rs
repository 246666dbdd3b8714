//! Opens connections, with TLS for `https`, within the connect timeout.

use std::io;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tower_service::Service;

use super::super::roots::Roots;
use super::head::Watched;
use crate::{BoxError, BoxFuture};

/// The interval between keep-alive probes.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// How many probes go unanswered before the connection counts as broken.
const KEEP_ALIVE_RETRIES: u32 = 4;

/// How long sent data may stay unacknowledged, or wait for the peer's receive window. On Linux this
/// overrides the number of keep-alive probes, so it is the time that these take.
#[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
const UNACKNOWLEDGED: Duration =
    super::KEEP_ALIVE.saturating_add(KEEP_ALIVE_INTERVAL.saturating_mul(KEEP_ALIVE_RETRIES));

/// How many unsent bytes the system buffers. By default these are several megabytes, and the socket
/// becomes writable only after about one of them was sent, so that a slow upload would look stalled.
#[cfg(any(target_os = "android", target_os = "linux"))]
const UNSENT: u32 = 128 * 1024;

/// Opens connections.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: Tcp,
    tls: Arc<Tls>,
    limit: Duration,
}

impl Connector {
    pub(super) fn new(roots: Roots, limit: Duration) -> Self {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_keepalive(Some(super::KEEP_ALIVE));
        http.set_keepalive_interval(Some(KEEP_ALIVE_INTERVAL));
        http.set_keepalive_retries(Some(KEEP_ALIVE_RETRIES));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        http.set_tcp_user_timeout(Some(UNACKNOWLEDGED));
        let tls = Tls { roots, setup: OnceLock::new() };
        Self { tcp: Tcp(http), tls: Arc::new(tls), limit }
    }
}

/// Opens connections without TLS.
#[derive(Clone)]
struct Tcp(HttpConnector);

impl Service<Uri> for Tcp {
    type Response = TokioIo<TcpStream>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<TokioIo<TcpStream>, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connection = self.0.call(uri);
        Box::pin(async move {
            let connection = connection.await?;
            // The connection works without this option too.
            #[cfg(any(target_os = "android", target_os = "linux"))]
            let _ = socket2::SockRef::from(connection.inner()).set_tcp_notsent_lowat(UNSENT);
            Ok(connection)
        })
    }
}

/// The configuration of TLS and proxies. It is set up by the first `https` request.
struct Tls {
    roots: Roots,
    setup: OnceLock<Setup>,
}

struct Setup {
    config: Arc<ClientConfig>,
    /// The proxies of the environment.
    proxies: Matcher,
}

impl Tls {
    fn setup(&self) -> Result<&Setup, BoxError> {
        if let Some(setup) = self.setup.get() {
            return Ok(setup);
        }
        let config = Arc::new(client_config(&self.roots)?);
        Ok(self.setup.get_or_init(|| Setup { config, proxies: Matcher::from_env() }))
    }

    /// Connects to the address or to its proxy, and performs the TLS handshake.
    async fn connect(&self, tcp: Tcp, uri: Uri) -> Result<Stream, BoxError> {
        let Setup { config, proxies } = self.setup()?;
        let config = Arc::clone(config);
        match proxies.intercept(&uri) {
            None => HttpsConnector::from((tcp, config)).call(uri).await,
            Some(proxy) => HttpsConnector::from((tunnel(tcp, &proxy)?, config)).call(uri).await,
        }
    }
}

fn tunnel(tcp: Tcp, proxy: &Intercept) -> Result<Tunnel<Tcp>, BoxError> {
    if proxy.uri().scheme() != Some(&Scheme::HTTP) {
        let scheme = proxy.uri().scheme_str().unwrap_or_default();
        return Err(format!(
            "the proxy of the environment has the scheme `{scheme}`, but must have `http`"
        )
        .into());
    }
    let tunnel = Tunnel::new(proxy.uri().clone(), tcp);
    Ok(match proxy.basic_auth() {
        Some(auth) => tunnel.with_auth(auth.clone()),
        None => tunnel,
    })
}

fn client_config(roots: &Roots) -> Result<ClientConfig, BoxError> {
    let mut store = RootCertStore::empty();
    match roots.certificates()? {
        // A platform's store may contain certificates that cannot be parsed; they are skipped.
        Some(certificates) => {
            store.add_parsable_certificates(certificates);
        }
        None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(store)
        .with_no_client_auth();
    config.alpn_protocols = if cfg!(feature = "http2") {
        vec![b"h2".to_vec(), b"http/1.1".to_vec()]
    } else {
        vec![b"http/1.1".to_vec()]
    };
    Ok(config)
}

type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

impl Service<Uri> for Connector {
    type Response = Watched<Stream>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Watched<Stream>, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let Self { mut tcp, tls, limit } = self.clone();
        Box::pin(async move {
            let connection = async move {
                if uri.scheme() == Some(&Scheme::HTTPS) {
                    tls.connect(tcp, uri).await
                } else {
                    Ok(MaybeHttpsStream::Http(tcp.call(uri).await?))
                }
            };
            match tokio::time::timeout(limit, connection).await {
                Ok(connection) => connection.map(Watched::new),
                Err(_) => Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("the connect timeout of {limit:?} elapsed"),
                )
                .into()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first probe is sent after `KEEP_ALIVE`, and the connection is broken an interval after the
    /// last one. The system must not give up earlier because of unacknowledged data.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_dead_connection_is_given_up_after_two_minutes() {
        assert_eq!(UNACKNOWLEDGED, Duration::from_secs(120));
        let answered_by = super::super::KEEP_ALIVE + KEEP_ALIVE_INTERVAL * KEEP_ALIVE_RETRIES;
        assert!(UNACKNOWLEDGED >= answered_by);
    }
}
