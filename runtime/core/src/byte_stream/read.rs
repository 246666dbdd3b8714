//! A blocking reader of a stream.

use std::io::{self, Read};

use bytes::{Buf as _, Bytes};

use super::ByteStream;
use crate::block_on::try_block_on;

/// Reads a [`ByteStream`] by blocking the thread; see [`ByteStream::into_reader`].
#[derive(Debug)]
pub struct ByteReader {
    stream: ByteStream,
    /// The rest of the last piece.
    piece: Bytes,
}

impl ByteReader {
    pub(super) fn new(stream: ByteStream) -> Self {
        Self { stream, piece: Bytes::new() }
    }
}

impl Read for ByteReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match try_block_on(self.stream.next())? {
                None => return Ok(0),
                Some(piece) => self.piece = piece?,
            }
        }
        let read = buffer.len().min(self.piece.len());
        self.piece.split_to(read).copy_to_slice(buffer.get_mut(..read).unwrap_or_default());
        Ok(read)
    }
}
