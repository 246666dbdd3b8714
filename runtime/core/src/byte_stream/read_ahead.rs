//! Reads a file on a thread of its own, a few pieces ahead of the sender, so that a slow disk does not block
//! an asynchronous client.

use std::collections::VecDeque;
use std::io::Read;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::StreamError;
use super::source::Reader;

/// How many pieces wait for the sender at most.
const AHEAD: usize = 4;

/// A body whose pieces a thread reads.
pub(super) struct ReadAhead {
    shared: Arc<Shared>,
    /// The number of bytes left.
    left: u64,
}

/// What the thread and the body share.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Notified when a piece was taken, or the body was dropped.
    taken: Condvar,
}

#[derive(Default)]
struct State {
    pieces: VecDeque<Result<Bytes, StreamError>>,
    /// The thread has ended.
    is_complete: bool,
    /// The body was dropped.
    is_dropped: bool,
    waker: Option<Waker>,
}

impl ReadAhead {
    /// Starts to read `len` bytes.
    pub(super) fn start(source: impl Read + Send + 'static, len: u64) -> Result<Self, StreamError> {
        let shared = Arc::<Shared>::default();
        let writer = Writer(Arc::clone(&shared));
        let mut reader = Reader::new(source, Some(len));
        let thread = thread::Builder::new().name("whitesmith-file".to_owned());
        let read = move || while reader.piece().is_some_and(|piece| writer.push(piece)) {};
        thread.spawn(read).map_err(StreamError::new)?;
        Ok(Self { shared, left: len })
    }
}

/// The thread's handle: the body is complete when it is dropped.
struct Writer(Arc<Shared>);

impl Writer {
    /// Hands over a piece once there is room. Returns whether another one is wanted.
    fn push(&self, piece: Result<Bytes, StreamError>) -> bool {
        let mut state = self.0.state();
        while state.pieces.len() >= AHEAD && !state.is_dropped {
            state = self.0.taken.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let goes_on = piece.is_ok() && !state.is_dropped;
        state.pieces.push_back(piece);
        wake(state);
        goes_on
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_complete = true;
        wake(state);
    }
}

/// Wakes the task that waits for a piece.
fn wake(mut state: MutexGuard<'_, State>) {
    let waker = state.waker.take();
    drop(state);
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body for ReadAhead {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let body = self.get_mut();
        let mut state = body.shared.state();
        let Some(piece) = state.pieces.pop_front() else {
            if state.is_complete {
                return Poll::Ready(None);
            }
            state.waker = Some(context.waker().clone());
            return Poll::Pending;
        };
        drop(state);
        body.shared.taken.notify_one();
        Poll::Ready(Some(match piece {
            Ok(piece) => {
                body.left = body.left.saturating_sub(piece.len() as u64);
                Ok(Frame::data(piece))
            }
            Err(error) => Err(error),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        self.shared.state().is_dropped = true;
        self.shared.taken.notify_one();
    }
}
