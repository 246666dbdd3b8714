//! A `tower` service in; a transport out.

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
use crate::ByteStream;

/// Carries requests through a [`tower_service::Service`], with all the layers around it. Each
/// request has a clone of its own, which is asked whether it is ready before it is called.
///
/// Limits for connecting are those of the service. The client notices transfers that stall
/// ([`Config::stall_timeout`](crate::client::Config::stall_timeout)), as long as the service sends the
/// body that it gets, and not a copy.
///
/// An error that is a [`TransportError`] keeps its kind; the kind of another one is that of the
/// first I/O error (or, with the feature `hyper`, error of hyper) among its causes.
pub struct TowerTransport<S> {
    /// Locked for as long as a clone takes, so that the service need not be `Sync`.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// Takes the service.
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
