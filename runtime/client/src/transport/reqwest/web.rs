//! reqwest over `fetch`, on `wasm32-unknown-unknown`.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame};
use send_wrapper::SendWrapper;

use crate::transport::received::received;
use crate::{BoxFuture, TransportError, TransportErrorKind};
use whitesmith_runtime::ByteStream;

/// Boxes a future of reqwest. It belongs to the thread of its JavaScript objects, which is the only one:
/// with WebAssembly threads, polling it on another one panics.
pub(super) fn boxed<'a, T>(future: impl Future<Output = T> + 'a) -> BoxFuture<'a, T> {
    Box::pin(SendWrapper::new(future))
}

/// Converts the body of a request. It is read into memory, as not all hosts can stream it.
pub(super) async fn outgoing(body: ByteStream) -> Result<reqwest::Body, TransportError> {
    let bytes = body.collect(usize::MAX).await;
    let bytes = bytes.map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    Ok(bytes.into())
}

/// Converts a response, whose body is streamed.
pub(super) fn incoming(mut response: reqwest::Response) -> http::Response<ByteStream> {
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    *head.headers_mut() = std::mem::take(response.headers_mut());
    received(head.map(|()| Pieces(SendWrapper::new(Box::pin(response.bytes_stream())))))
}

/// The body of a response.
struct Pieces(SendWrapper<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<reqwest::Result<Frame<Bytes>>>> {
        self.0.as_mut().poll_next(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
