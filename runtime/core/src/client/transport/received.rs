//! The body of a response, as an HTTP library gives it, in; a stream whose errors are ours out.

use bytes::Bytes;
use http_body::Body;

use super::BoxError;
use super::failure::transport_error;
use crate::{ByteStream, StreamError};

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
            ByteStream::mapped(body, |error| StreamError::new(transport_error(error)))
        }
    })
}
