//! An address in; a connection out, with TLS where the scheme asks for it, within a limit of time.

use std::io;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tower_service::Service;

use super::super::roots::Roots;
use super::super::{BoxError, BoxFuture};

/// Opens connections.
#[derive(Clone)]
pub(super) struct Connector {
    http: HttpConnector,
    tls: Arc<Tls>,
    limit: Duration,
}

impl Connector {
    pub(super) fn new(roots: Roots, limit: Duration) -> Self {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        Self { http, tls: Arc::new(Tls { roots, config: OnceLock::new() }), limit }
    }
}

/// The settings of TLS, which cost nothing until the first `https` address.
struct Tls {
    roots: Roots,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    fn config(&self) -> Result<Arc<ClientConfig>, BoxError> {
        if let Some(config) = self.config.get() {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(client_config(&self.roots)?);
        Ok(Arc::clone(self.config.get_or_init(|| config)))
    }
}

fn client_config(roots: &Roots) -> Result<ClientConfig, BoxError> {
    let mut store = RootCertStore::empty();
    match roots.certificates()? {
        // A platform's store may hold certificates that nobody can read; the others count.
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

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.http.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let Self { mut http, tls, limit } = self.clone();
        Box::pin(async move {
            let connection = async move {
                if uri.scheme() == Some(&Scheme::HTTPS) {
                    HttpsConnector::from((http, tls.config()?)).call(uri).await
                } else {
                    Ok(MaybeHttpsStream::Http(http.call(uri).await?))
                }
            };
            match tokio::time::timeout(limit, connection).await {
                Ok(connection) => connection,
                Err(_) => Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("not connected after {limit:?}"),
                )
                .into()),
            }
        })
    }
}
