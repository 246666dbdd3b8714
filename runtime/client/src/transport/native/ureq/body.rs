//! Converts bodies between [`ByteStream`]s and the readers of ureq.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use ureq::BodyReader;

use crate::{TransportError, TransportErrorKind};
use whitesmith_runtime::{ByteReader, ByteStream};

/// The maximum size of a read, in bytes.
const PIECE: usize = 64 * 1024;

/// Reads the body of a request. Its errors are of the kind `Request`, not of the connection.
pub(super) struct Outgoing(ByteReader);

impl Outgoing {
    pub(super) fn new(body: ByteStream) -> Self {
        Self(body.into_reader())
    }
}

impl Read for Outgoing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            io::Error::other(TransportError::new(TransportErrorKind::Request, error))
        })
    }
}

/// The body of a response. It blocks when it is polled.
pub(super) struct Incoming {
    /// `None` at the end, after which the connection returns to the pool.
    reader: Option<BodyReader<'static>>,
    /// The number of bytes left, if known.
    left: Option<u64>,
    /// The kind of error when a read times out.
    of_pause: TransportErrorKind,
}

impl Incoming {
    pub(super) fn new(body: ureq::Body, of_pause: TransportErrorKind) -> Self {
        let left = body.content_length();
        Self { reader: Some(body.into_reader()), left, of_pause }
    }

    fn piece(&mut self) -> io::Result<Option<Bytes>> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        let left = self.left.and_then(|left| usize::try_from(left).ok()).unwrap_or(PIECE);
        let mut piece = vec![0; left.clamp(1, PIECE)];
        let read = match reader.read(&mut piece) {
            Ok(read) => read,
            Err(error) => {
                self.reader = None;
                return Err(error);
            }
        };
        piece.truncate(read);
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(piece.len() as u64);
        }
        if read == 0 {
            self.reader = None;
            return Ok(None);
        }
        if self.left == Some(0) {
            // ureq takes the connection back when the end is read, which does not block here.
            let end = reader.read(&mut [0]);
            self.reader = None;
            end?;
        }
        Ok(Some(piece.into()))
    }
}

impl Body for Incoming {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.get_mut();
        let piece = body.piece().transpose();
        let ours = |error| super::ours(error, body.of_pause);
        Poll::Ready(piece.map(|piece| piece.map(Frame::data).map_err(ours)))
    }

    fn is_end_stream(&self) -> bool {
        self.reader.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
