//! The transport over a `tower` service.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http_body::Body;
use tower_service::Service;

use super::failure::transport_error;
use super::framing::framed;
use super::received::received;
use super::{BoxError, BoxFuture, Transport, TransportError};
use whitesmith_runtime::ByteStream;

/// An asynchronous transport over a [`tower_service::Service`] and its layers. Each request uses a
/// clone of the service, and calls it when it is ready.
///
/// Connect timeouts are up to the service. The client enforces the stall timeout
/// ([`Config::stall_timeout`](crate::Config::stall_timeout)), provided that the service sends
/// the body that it gets, not a copy.
///
/// A [`TransportError`] keeps its kind. The kind of another error is that of the first I/O error
/// among its causes, or, with the feature `hyper`, of the first error of hyper.
pub struct TowerTransport<S> {
    /// Locked only while it is cloned, so that the service need not be `Sync`.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// Creates a transport from a service.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<ByteStream>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError>,
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let request = framed(request)?;
            poll_fn(|context| service.poll_ready(context)).await.map_err(transport_error)?;
            service.call(request).await.map(received).map_err(transport_error)
        })
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport")
    }
}
