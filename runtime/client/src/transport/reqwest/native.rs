//! reqwest over sockets.

use std::future::Future;

use crate::transport::received::received;
use crate::{BoxFuture, TransportError};
use whitesmith_runtime::ByteStream;

/// Boxes a future of reqwest.
pub(super) fn boxed<'a, T>(future: impl Future<Output = T> + Send + 'a) -> BoxFuture<'a, T> {
    Box::pin(future)
}

/// Converts the body of a request, which is streamed.
#[allow(clippy::unused_async, reason = "that of the other platform waits")]
pub(super) async fn outgoing(body: ByteStream) -> Result<reqwest::Body, TransportError> {
    Ok(if body.is_empty() { reqwest::Body::default() } else { reqwest::Body::wrap(body) })
}

/// Converts a response, whose body is streamed.
pub(super) fn incoming(response: reqwest::Response) -> http::Response<ByteStream> {
    received(http::Response::<reqwest::Body>::from(response))
}
