//! Converts the response of an HTTP library.

use bytes::Bytes;
use http_body::Body;

use super::BoxError;
use super::failure::transport_error;
use whitesmith_runtime::{ByteStream, StreamError};

/// Converts the body into a [`ByteStream`] whose errors are
/// [`TransportError`](super::TransportError)s.
pub(super) fn received<B>(response: http::Response<B>) -> http::Response<ByteStream>
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    response.map(|body| {
        if body.is_end_stream() {
            ByteStream::default()
        } else {
            ByteStream::mapped(body, |error| StreamError::new(transport_error(error)))
        }
    })
}
