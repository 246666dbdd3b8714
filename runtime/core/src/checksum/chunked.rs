//! The content encoding `aws-chunked`: a body in chunks, each after its length, with a checksum in a trailer
//! (<https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>).
//!
//! The chunks are not signed. They are passed on as they are read, so that memory does not grow with the
//! body, and their lengths depend on that of the body alone, so that the encoded length is known before.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use base64::encoded_len;
use bytes::Bytes;
use http::HeaderName;
use http_body::{Body, Frame, SizeHint};

use super::Algorithm;
use super::digest::Digest;
use crate::byte_stream::Stream;
use crate::{ByteStream, StreamError};

/// The length of all chunks but the last, in bytes.
const CHUNK: u64 = 1024 * 1024;

const LINE_END: &[u8] = b"\r\n";

/// The trailer of an encoded body.
#[derive(Clone, Debug)]
pub(crate) struct Trailer {
    pub(crate) algorithm: Algorithm,
    pub(crate) name: HeaderName,
}

/// Encodes a stream. `len` is its length, if it is known; a stream of another length fails. If the stream
/// can be read again, the encoded one can too, and its checksum is computed each time.
pub(crate) fn chunked(body: ByteStream, len: Option<u64>, trailer: Trailer) -> ByteStream {
    if !body.is_replayable() {
        return ByteStream::new(Chunked::new(body, len, trailer));
    }
    let encoded = len.map(|len| encoded_length(len, &trailer));
    ByteStream::replayed(encoded, move || {
        Ok(Box::pin(Chunked::new(body.clone(), len, trailer.clone())) as Stream)
    })
}

/// The length of an encoded body whose content has this length.
fn encoded_length(len: u64, trailer: &Trailer) -> u64 {
    let chunk = |len: u64| len.saturating_add((hex(len).len() + 2 * LINE_END.len()) as u64);
    let (whole, rest) = (len / CHUNK, len % CHUNK);
    let last = if rest == 0 { 0 } else { chunk(rest) };
    let checksum = encoded_len(trailer.algorithm.len(), true).unwrap_or_default();
    let end = b"0\r\n".len() + trailer.name.as_str().len() + b":\r\n\r\n".len() + checksum;
    whole.saturating_mul(chunk(CHUNK)).saturating_add(last).saturating_add(end as u64)
}

fn hex(len: u64) -> String {
    format!("{len:x}")
}

/// A body that is encoded while it is read.
struct Chunked {
    body: ByteStream,
    digest: Digest,
    trailer: Trailer,
    /// The number of bytes of the content that are not read yet, if known.
    left: Option<u64>,
    /// The number of bytes that the current chunk lacks.
    lacking: u64,
    /// The part of the last piece that belongs to the next chunks.
    piece: Bytes,
    /// What is sent next.
    ready: VecDeque<Bytes>,
    /// The number of encoded bytes that are not sent yet, if known.
    encoded_left: Option<u64>,
    is_complete: bool,
}

impl Chunked {
    fn new(body: ByteStream, len: Option<u64>, trailer: Trailer) -> Self {
        Self {
            body,
            digest: Digest::new(trailer.algorithm),
            left: len,
            lacking: 0,
            piece: Bytes::new(),
            ready: VecDeque::new(),
            encoded_left: len.map(|len| encoded_length(len, &trailer)),
            is_complete: false,
            trailer,
        }
    }

    /// Starts a chunk: one of the fixed length if the length of the body is known, else one with the current
    /// piece.
    fn start_chunk(&mut self) {
        self.lacking = match self.left {
            Some(left) => left.min(CHUNK),
            None => self.piece.len() as u64,
        };
        self.ready.push_back(Bytes::from(hex(self.lacking) + "\r\n"));
    }

    /// Moves as much of the piece as possible into the current chunk.
    fn fill_chunk(&mut self) -> Result<(), StreamError> {
        if self.left == Some(0) {
            let extra = self.piece.len();
            return Err(StreamError::new(format!(
                "the body has at least {extra} bytes more than its length"
            )));
        }
        if self.lacking == 0 {
            self.start_chunk();
        }
        let most = usize::try_from(self.lacking).unwrap_or(usize::MAX);
        let part = self.piece.split_to(most.min(self.piece.len()));
        self.digest.update(&part);
        self.lacking -= part.len() as u64;
        if let Some(left) = &mut self.left {
            *left -= part.len() as u64;
        }
        self.ready.push_back(part);
        if self.lacking == 0 {
            self.ready.push_back(Bytes::from_static(LINE_END));
        }
        Ok(())
    }

    /// Ends the body with its trailer.
    fn end(&mut self) -> Result<(), StreamError> {
        self.is_complete = true;
        if let Some(missing) = self.left.filter(|left| *left > 0) {
            return Err(StreamError::new(format!(
                "the body ended {missing} bytes before its length"
            )));
        }
        let (name, checksum) = (self.trailer.name.as_str(), self.digest.base64());
        self.ready.push_back(Bytes::from(format!("0\r\n{name}:{checksum}\r\n\r\n")));
        Ok(())
    }

    /// Takes the next encoded bytes, if there are any.
    fn next_ready(&mut self) -> Option<Bytes> {
        let next = self.ready.pop_front()?;
        if let Some(left) = &mut self.encoded_left {
            *left = left.saturating_sub(next.len() as u64);
        }
        Some(next)
    }
}

impl Body for Chunked {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let this = self.get_mut();
        loop {
            if let Some(next) = this.next_ready() {
                return Poll::Ready(Some(Ok(Frame::data(next))));
            }
            if this.is_complete {
                return Poll::Ready(None);
            }
            let step = if this.piece.is_empty() {
                match Pin::new(&mut this.body).poll_frame(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Some(Ok(frame))) => {
                        this.piece = frame.into_data().unwrap_or_default();
                        Ok(())
                    }
                    Poll::Ready(Some(Err(error))) => Err(error),
                    Poll::Ready(None) => this.end(),
                }
            } else {
                this.fill_chunk()
            };
            if let Err(error) = step {
                this.is_complete = true;
                this.ready.clear();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_complete && self.ready.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.encoded_left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
