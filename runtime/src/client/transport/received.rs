//! The body of a response, as an HTTP library gives it, in; a stream whose errors are ours out.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::failure::transport_error;
use super::{BoxError, TransportError};
use crate::ByteStream;

/// Makes the body of a response ours.
pub(super) fn received<B>(response: http::Response<B>) -> http::Response<ByteStream>
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    response.map(|body| {
        if body.is_end_stream() {
            ByteStream::default()
        } else {
            ByteStream::new(Received(Box::pin(body)))
        }
    })
}

struct Received<B>(Pin<Box<B>>);

impl<B> Body for Received<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.0
            .as_mut()
            .poll_frame(context)
            .map(|frame| frame.map(|frame| frame.map_err(transport_error)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
