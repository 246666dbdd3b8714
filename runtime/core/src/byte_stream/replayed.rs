//! A stream that can be read again from the start.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::{Stream, StreamError};

/// Opens the source of a stream.
type Open = dyn Fn() -> Result<Stream, StreamError> + Send + Sync;

/// A stream that is opened when it is first read. Each clone is read from the start.
pub(super) struct Replayed {
    open: Arc<Open>,
    len: Option<u64>,
    /// Locked while it is polled, so that a body can be shared by threads.
    state: Mutex<State>,
}

enum State {
    Unopened,
    Open(Stream),
    /// The source could not be opened, which has been reported.
    Failed,
}

impl Replayed {
    /// Creates a stream from the function that opens its source, of `len` bytes if that is known.
    pub(super) fn new(
        len: Option<u64>,
        open: impl Fn() -> Result<Stream, StreamError> + Send + Sync + 'static,
    ) -> Self {
        Self { open: Arc::new(open), len, state: Mutex::new(State::Unopened) }
    }

    /// Whether this is a clone of the other stream.
    pub(super) fn has_source_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.open, &other.open)
    }

    pub(super) fn poll_frame(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let State::Unopened = state {
            match (self.open)() {
                Ok(stream) => *state = State::Open(stream),
                Err(error) => {
                    *state = State::Failed;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        match state {
            State::Open(stream) => stream.as_mut().poll_frame(context),
            State::Unopened | State::Failed => Poll::Ready(None),
        }
    }

    pub(super) fn is_end_stream(&self) -> bool {
        match &*self.state() {
            State::Unopened => self.len == Some(0),
            State::Open(stream) => stream.is_end_stream(),
            State::Failed => true,
        }
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        match &*self.state() {
            State::Unopened => self.len.map_or_else(SizeHint::default, SizeHint::with_exact),
            State::Open(stream) => stream.size_hint(),
            State::Failed => SizeHint::with_exact(0),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for Replayed {
    fn clone(&self) -> Self {
        Self { open: Arc::clone(&self.open), len: self.len, state: Mutex::new(State::Unopened) }
    }
}
