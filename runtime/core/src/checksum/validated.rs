//! A body that is compared with its checksum while it is read.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::digest::Digest;
use super::{Algorithm, ChecksumMismatch};
use crate::{ByteStream, StreamError};

/// The checksum that a body should have.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) algorithm: Algorithm,
    /// In base64.
    pub(super) checksum: String,
}

impl Expected {
    /// Validates a body: one in memory now, a stream while it is read.
    pub(super) fn validate(self, body: ByteStream) -> Result<ByteStream, ChecksumMismatch> {
        let digest = Digest::new(self.algorithm);
        let Some(bytes) = body.as_bytes() else {
            return Ok(ByteStream::new(Validated { body, digest, expected: Some(self) }));
        };
        let mut digest = digest;
        digest.update(bytes);
        self.compare(&digest)?;
        Ok(body)
    }

    fn compare(self, digest: &Digest) -> Result<(), ChecksumMismatch> {
        let computed = digest.base64();
        if computed == self.checksum {
            return Ok(());
        }
        let (algorithm, expected) = (self.algorithm.name(), self.checksum);
        Err(ChecksumMismatch { algorithm, expected, computed })
    }
}

/// A stream that ends with an error if it does not have the expected checksum. If its end is known with
/// its last piece, the error stands in place of that piece.
struct Validated {
    body: ByteStream,
    digest: Digest,
    /// `None` once the body was compared.
    expected: Option<Expected>,
}

impl Validated {
    fn compare(&mut self) -> Result<(), StreamError> {
        let expected = self.expected.take();
        expected.map_or(Ok(()), |it| it.compare(&self.digest)).map_err(StreamError::new)
    }
}

impl Body for Validated {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let this = self.get_mut();
        let frame = Pin::new(&mut this.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(piece) = frame.data_ref()
        {
            this.digest.update(piece);
        }
        let is_over = match &frame {
            Poll::Ready(None) => true,
            Poll::Ready(Some(Ok(_))) => this.body.is_end_stream(),
            Poll::Ready(Some(Err(_))) | Poll::Pending => false,
        };
        match if is_over { this.compare() } else { Ok(()) } {
            Ok(()) => frame,
            Err(error) => Poll::Ready(Some(Err(error))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.expected.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
