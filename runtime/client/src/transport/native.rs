//! The transports over sockets, and those that block a thread.

#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "blocking", feature = "hyper"))]
mod roots;
#[cfg(feature = "blocking")]
mod ureq;

use std::sync::Arc;

#[cfg(not(all(feature = "hyper", feature = "blocking")))]
use super::Absent;
use super::{BlockingTransport, BoxFuture, Transport, TransportError};
use crate::Config;
use whitesmith_runtime::ByteStream;

#[cfg(feature = "hyper")]
pub use hyper::HyperTransport;
#[cfg(feature = "blocking")]
pub use ureq::UreqTransport;

#[cfg(not(all(feature = "hyper", feature = "blocking")))]
const ABSENT: Absent = Absent(
    "no transport is configured: enable the feature `hyper` or, for blocking \
        clients, `blocking`, or call Config::transport or Config::blocking_transport",
);

/// Returns the transport of asynchronous clients that configure none: that of the feature `hyper`.
#[cfg(feature = "hyper")]
pub(super) fn default(config: &Config) -> Arc<dyn Transport> {
    Arc::new(match &config.common.ca_bundle {
        Some(file) => HyperTransport::with_roots_file(file),
        None => HyperTransport::new(),
    })
}

/// Returns the transport of asynchronous clients that configure none.
#[cfg(not(feature = "hyper"))]
pub(super) fn default(_: &Config) -> Arc<dyn Transport> {
    Arc::new(ABSENT)
}

/// Returns the transport of blocking clients: the configured one, else that of the feature
/// `blocking`.
pub(crate) fn of_blocking(config: &Config) -> Arc<dyn Transport> {
    match &config.common.blocking_transport {
        Some(transport) => Arc::new(Blocking(Arc::clone(transport))),
        #[cfg(feature = "blocking")]
        None => Arc::new(Blocking(Arc::new(match &config.common.ca_bundle {
            Some(file) => UreqTransport::with_roots_file(file),
            None => UreqTransport::new(),
        }))),
        #[cfg(not(feature = "blocking"))]
        None => Arc::new(ABSENT),
    }
}

/// Adapts a blocking transport. Its futures block when they are polled.
struct Blocking(Arc<dyn BlockingTransport>);

impl Transport for Blocking {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move { self.0.send(request) })
    }
}
