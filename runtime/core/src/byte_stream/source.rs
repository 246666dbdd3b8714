//! The sources of a stream: an HTTP body or a reader.

use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::StreamError;

/// The maximum size of a read, in bytes.
const PIECE: usize = 64 * 1024;

/// A body whose errors are converted.
pub(super) struct Mapped<B, F> {
    pub(super) body: Pin<Box<B>>,
    pub(super) error: F,
}

impl<B, F> Body for Mapped<B, F>
where
    B: Body<Data = Bytes>,
    F: FnMut(B::Error) -> StreamError + Unpin,
{
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let Self { body, error } = &mut *self;
        body.as_mut().poll_frame(context).map(|frame| frame.map(|frame| frame.map_err(error)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A reader that is read on demand.
pub(super) struct Reader<R> {
    source: R,
    /// The number of bytes left, if known.
    left: Option<u64>,
    is_at_end: bool,
}

impl<R: Read> Reader<R> {
    pub(super) fn new(source: R, len: Option<u64>) -> Self {
        Self { source, left: len, is_at_end: len == Some(0) }
    }

    /// Reads the next piece; `None` at the end.
    pub(super) fn piece(&mut self) -> Option<Result<Bytes, StreamError>> {
        if self.is_at_end {
            return None;
        }
        let left = self.left.and_then(|left| usize::try_from(left).ok()).unwrap_or(PIECE);
        let mut piece = vec![0; left.min(PIECE)];
        let read = loop {
            match self.source.read(&mut piece) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.is_at_end = true;
                    return Some(Err(StreamError::new(error)));
                }
                Ok(read) => break read,
            }
        };
        piece.truncate(read);
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(piece.len() as u64);
            self.is_at_end = *left == 0;
        }
        if read > 0 {
            return Some(Ok(piece.into()));
        }
        self.is_at_end = true;
        let missing = self.left.filter(|left| *left > 0)?;
        let message = format!("the reader ended {missing} bytes before the length it was given");
        Some(Err(StreamError::new(message)))
    }
}

impl<R: Read + Unpin> Body for Reader<R> {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        Poll::Ready(self.get_mut().piece().map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.is_at_end
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
