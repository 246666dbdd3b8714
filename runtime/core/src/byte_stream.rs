//! The body of a request or response, in memory or streamed.

mod error;
mod file;
mod progress;
mod read;
mod read_ahead;
mod replayed;
mod source;

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::Blob;

pub use error::{StreamError, TooLarge};
pub use progress::Progress;
use progress::Sender;
pub use read::ByteReader;
use replayed::Replayed;

/// The source of a stream.
pub(crate) type Stream = Pin<Box<dyn Body<Data = Bytes, Error = StreamError> + Send>>;

/// The body of a request or response, and the value of a blob with the trait `streaming`: bytes in
/// memory, or a stream.
///
/// It is cheap to clone. Clones of a stream share it: bytes that one of them has read are not read
/// again by others. A retry sends a body again that is in memory or in a file
/// ([`from_path`](Self::from_path)); clones of these are read from the start.
///
/// It implements [`http_body::Body`]; [`into_reader`](Self::into_reader) returns a [`std::io::Read`].
///
/// ```
/// use whitesmith_runtime::ByteStream;
///
/// let body = ByteStream::from("hello");
/// assert_eq!(body.as_bytes().map(|bytes| &bytes[..]), Some(&b"hello"[..]));
///
/// let file = std::io::Cursor::new(vec![0; 1_000_000]);
/// let body = ByteStream::from_reader(file, Some(1_000_000));
/// assert_eq!((body.as_bytes(), body.len()), (None, Some(1_000_000)));
/// ```
#[derive(Clone)]
#[doc(alias = "streaming")]
pub struct ByteStream {
    inner: Inner,
    /// Records how far the body has been read, if it is watched.
    sender: Option<Arc<Sender>>,
}

#[derive(Clone)]
enum Inner {
    InMemory(Bytes),
    /// Locked while it is polled. Each piece goes to one of the clones.
    Streamed(Arc<Mutex<Stream>>),
    /// Each clone is read from the start.
    Replayed(Replayed),
}

impl ByteStream {
    /// Creates a stream from any HTTP body: of another request, of a response, or of a stream.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::mapped(body, StreamError::new)
    }

    /// Creates a stream from any HTTP body, and converts its errors with `error`.
    #[doc(hidden)]
    pub fn mapped<B>(
        body: B,
        error: impl FnMut(B::Error) -> StreamError + Send + Unpin + 'static,
    ) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
    {
        let body = source::Mapped { body: Box::pin(body), error };
        Self::unwatched(Inner::Streamed(Arc::new(Mutex::new(Box::pin(body)))))
    }

    /// Creates a stream that each clone opens anew, of `len` bytes if that is known.
    pub(crate) fn replayed(
        len: Option<u64>,
        open: impl Fn() -> Result<Stream, StreamError> + Send + Sync + 'static,
    ) -> Self {
        Self::unwatched(Inner::Replayed(Replayed::new(len, open)))
    }

    fn unwatched(inner: Inner) -> Self {
        Self { inner, sender: None }
    }

    /// Watches how much of the body its reader has taken. Bytes in memory are then read in pieces.
    #[doc(hidden)]
    #[must_use]
    pub fn watched(self) -> (Self, Arc<Progress>) {
        let (progress, sender) = Progress::new(self.is_empty());
        (Self { sender: Some(Arc::new(sender)), ..self }, progress)
    }

    /// Creates a stream from a file or any other reader. It is read on demand, and blocks an
    /// asynchronous client meanwhile. `len` is the number of bytes, if known.
    pub fn from_reader(
        reader: impl std::io::Read + Send + Unpin + 'static,
        len: Option<u64>,
    ) -> Self {
        Self::new(source::Reader::new(reader, len))
    }

    /// Returns the bytes, if they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::InMemory(bytes) => {
                if let Some(sender) = &self.sender {
                    sender.has_all();
                }
                Some(bytes)
            }
            Inner::Streamed(_) | Inner::Replayed(_) => None,
        }
    }

    /// Whether the body can be sent again by a retry: it is in memory or in a file.
    #[must_use]
    pub fn is_replayable(&self) -> bool {
        match &self.inner {
            Inner::InMemory(_) | Inner::Replayed(_) => true,
            Inner::Streamed(_) => false,
        }
    }

    /// Returns the number of bytes, or of those left in a stream, if known.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        self.size_hint().exact()
    }

    /// Whether the body is known to be empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Reads the whole stream into memory, at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// The stream failed, or is longer than `limit`: [`TooLarge`].
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, StreamError> {
        if let Inner::InMemory(bytes) = self.inner {
            if bytes.len() > limit {
                return Err(StreamError::new(TooLarge { limit }));
            }
            if let Some(sender) = &self.sender {
                sender.has_all();
            }
            return Ok(bytes);
        }
        let mut collected = Collected::new(limit);
        while let Some(piece) = self.next().await {
            collected.push(piece?).map_err(StreamError::new)?;
        }
        Ok(collected.finish())
    }

    /// Returns the next piece of the stream; `None` at its end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        loop {
            let frame = std::future::poll_fn(|context| Pin::new(&mut *self).poll_frame(context));
            match frame.await? {
                Ok(frame) => {
                    // No member is bound to trailers.
                    if let Ok(piece) = frame.into_data() {
                        return Some(Ok(piece));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// Converts into a blocking reader.
    #[must_use]
    pub fn into_reader(self) -> ByteReader {
        ByteReader::new(self)
    }
}

impl Inner {
    /// Returns the next piece, of at most `most` bytes if they are in memory.
    fn poll_frame(
        &mut self,
        most: usize,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        match self {
            Self::InMemory(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::InMemory(bytes) => {
                Poll::Ready(Some(Ok(Frame::data(bytes.split_to(most.min(bytes.len()))))))
            }
            Self::Streamed(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                stream.as_mut().poll_frame(context)
            }
            Self::Replayed(replayed) => replayed.poll_frame(context),
        }
    }
}

/// Collects the pieces of a body, up to a limit.
struct Collected {
    first: Bytes,
    more: Vec<u8>,
    limit: usize,
}

impl Collected {
    fn new(limit: usize) -> Self {
        Self { first: Bytes::new(), more: Vec::new(), limit }
    }

    /// A single piece is not copied.
    fn push(&mut self, piece: Bytes) -> Result<(), TooLarge> {
        let so_far = if self.more.is_empty() { self.first.len() } else { self.more.len() };
        if so_far.saturating_add(piece.len()) > self.limit {
            return Err(TooLarge { limit: self.limit });
        }
        if so_far == 0 {
            self.first = piece;
            return Ok(());
        }
        if self.more.is_empty() {
            self.more.extend_from_slice(&self.first);
        }
        self.more.extend_from_slice(&piece);
        Ok(())
    }

    fn finish(self) -> Bytes {
        if self.more.is_empty() { self.first } else { self.more.into() }
    }
}

impl Body for ByteStream {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let stream = self.get_mut();
        if let Some(sender) = stream.sender.clone() {
            sender.asks();
            let frame = stream.inner.poll_frame(progress::PIECE, context);
            match &frame {
                Poll::Ready(None) => sender.has_all(),
                Poll::Ready(Some(Ok(_))) => sender.has_piece(stream.is_end_stream()),
                Poll::Ready(Some(Err(_))) | Poll::Pending => {}
            }
            return frame;
        }
        stream.inner.poll_frame(usize::MAX, context)
    }

    fn is_end_stream(&self) -> bool {
        match &self.inner {
            Inner::InMemory(bytes) => bytes.is_empty(),
            Inner::Streamed(stream) => {
                stream.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
            }
            Inner::Replayed(replayed) => replayed.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.inner {
            Inner::InMemory(bytes) => u64::try_from(bytes.len())
                .map_or_else(|_| SizeHint::default(), SizeHint::with_exact),
            Inner::Streamed(stream) => {
                stream.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
            }
            Inner::Replayed(replayed) => replayed.size_hint(),
        }
    }
}

impl Default for ByteStream {
    /// An empty body.
    fn default() -> Self {
        Self::unwatched(Inner::InMemory(Bytes::new()))
    }
}

impl PartialEq for ByteStream {
    /// Compares bytes in memory. A stream or a file equals only its clones.
    fn eq(&self, other: &Self) -> bool {
        match (&self.inner, &other.inner) {
            (Inner::InMemory(a), Inner::InMemory(b)) => a == b,
            (Inner::Streamed(a), Inner::Streamed(b)) => Arc::ptr_eq(a, b),
            (Inner::Replayed(a), Inner::Replayed(b)) => a.has_source_of(b),
            (Inner::InMemory(_) | Inner::Streamed(_) | Inner::Replayed(_), _) => false,
        }
    }
}

impl fmt::Debug for ByteStream {
    /// Shows only the length, as the content may be long or secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            Some(len) => write!(f, "ByteStream({len} bytes)"),
            None => f.write_str("ByteStream(of unknown length)"),
        }
    }
}

macro_rules! from_bytes {
    ($($source:ty),*) => {
        $(impl From<$source> for ByteStream {
            fn from(bytes: $source) -> Self {
                Self::unwatched(Inner::InMemory(bytes.into()))
            }
        })*
    };
}

from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        blob.into_inner().into()
    }
}
