//! The stall timeout: fails an exchange when no byte of a body has been transferred for too long.

use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::{BoxFuture, Sleep, TransportError, TransportErrorKind};
use whitesmith_runtime::internal::Progress;
use whitesmith_runtime::{ByteStream, StreamError};

/// How many times per stall timeout the progress is checked. A stall is noticed late by at most the
/// time between two checks.
pub(super) const LOOKS: u32 = 2;

/// Counts the checks in a row that found no progress.
pub(super) struct Quiet<T> {
    seen: Option<T>,
    looks: u32,
}

impl<T: PartialEq> Quiet<T> {
    pub(super) fn new() -> Self {
        Self { seen: None, looks: 0 }
    }

    /// Whether there has been no progress for the whole timeout. `now` is a measure of the
    /// progress, or `None` while none is expected.
    pub(super) fn is_stall(&mut self, now: Option<T>) -> bool {
        self.looks = if now.is_some() && now == self.seen { self.looks + 1 } else { 0 };
        self.seen = now;
        self.looks == LOOKS
    }
}

/// The stall timeout, and the timer that measures it.
#[derive(Clone)]
pub(super) struct StallLimit {
    pub(super) limit: Duration,
    pub(super) timer: Arc<dyn Sleep>,
}

impl StallLimit {
    /// Completes when the transport has taken no byte of a request's body for too long, although
    /// more is available; never, if that does not happen. Neither waiting for the source of the
    /// body nor waiting for the response is a stall.
    pub(super) async fn of_upload(&self, progress: &Progress) {
        let mut quiet = Quiet::new();
        while !progress.is_over() {
            self.pause(self.limit / LOOKS).await;
            if quiet.is_stall(progress.sending()) {
                return;
            }
        }
        pending::<()>().await;
    }

    /// Wraps the body of a response so that it fails when its next piece does not arrive in time.
    pub(super) fn of_download(self, body: ByteStream) -> ByteStream {
        if body.as_bytes().is_some() {
            return body;
        }
        ByteStream::new(Download { body: Some(body), stall: self, pause: None })
    }

    /// Completes when `time` has passed. A sleep that completes when it is polled first, such as
    /// those of tests, measures no time; then this never completes.
    fn pause(&self, time: Duration) -> BoxFuture<'static, ()> {
        let mut sleep = self.timer.sleep(time);
        Box::pin(async move {
            let mut has_begun = false;
            let is_measured = poll_fn(|context| {
                let over = sleep.as_mut().poll(context).map(|()| has_begun);
                has_begun = true;
                over
            });
            if !is_measured.await {
                pending::<()>().await;
            }
        })
    }

    pub(super) fn error(&self) -> TransportError {
        stalled(self.limit)
    }
}

/// The error of an exchange in which no byte was transferred for `limit`.
pub(super) fn stalled(limit: Duration) -> TransportError {
    let message = format!("no byte was sent or received for {limit:?}");
    TransportError::new(TransportErrorKind::Stalled, message)
}

/// A body with a stall timeout. Only time that its reader spends waiting counts.
struct Download {
    /// `None` after a stall.
    body: Option<ByteStream>,
    stall: StallLimit,
    /// Completes when the current wait becomes a stall.
    pause: Option<BoxFuture<'static, ()>>,
}

impl Body for Download {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let Self { body, stall, pause } = self.get_mut();
        let Some(stream) = body else { return Poll::Ready(None) };
        if let Poll::Ready(frame) = Pin::new(stream).poll_frame(context) {
            *pause = None;
            return Poll::Ready(frame);
        }
        let over = pause.get_or_insert_with(|| stall.pause(stall.limit));
        ready!(over.as_mut().poll(context));
        // Dropping the body closes the connection.
        *body = None;
        *pause = None;
        Poll::Ready(Some(Err(StreamError::new(stall.error()))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::task::Waker;

    use super::*;

    const LIMIT: Duration = Duration::from_secs(20);

    /// A timer that is advanced by a test. Its sleeps never complete at their first poll.
    #[derive(Clone, Default)]
    struct Ticks(Arc<Mutex<u32>>);

    impl Ticks {
        fn limit(&self) -> StallLimit {
            let left = Arc::clone(&self.0);
            let sleep = move |_| {
                let left = Arc::clone(&left);
                let mut has_begun = false;
                poll_fn(move |_| {
                    let mut left = left.lock().unwrap();
                    if !std::mem::replace(&mut has_begun, true) || *left == 0 {
                        return Poll::Pending;
                    }
                    *left -= 1;
                    Poll::Ready(())
                })
            };
            StallLimit { limit: LIMIT, timer: Arc::new(sleep) }
        }

        fn pass(&self, ticks: u32) {
            *self.0.lock().unwrap() += ticks;
        }
    }

    /// Polls a future after the timer has woken it.
    fn now<T>(future: &mut (impl Future<Output = T> + Unpin)) -> Poll<T> {
        let mut poll = || Pin::new(&mut *future).poll(&mut Context::from_waker(Waker::noop()));
        (0..200).map(|_| poll()).find(Poll::is_ready).unwrap_or(Poll::Pending)
    }

    /// A body that never yields anything.
    struct Silent;

    impl Body for Silent {
        type Data = Bytes;
        type Error = StreamError;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
            Poll::Pending
        }
    }

    /// Returns the next piece, which must be ready.
    fn piece(body: &mut ByteStream) -> Option<Result<Bytes, StreamError>> {
        match now(&mut Box::pin(body.next())) {
            Poll::Ready(piece) => piece,
            Poll::Pending => panic!("there is no piece"),
        }
    }

    #[test]
    fn an_upload_stalls_when_nobody_takes_the_next_piece() {
        let ticks = Ticks::default();
        let (mut body, progress) = ByteStream::from(vec![0; 100_000]).watched();
        let limit = ticks.limit();
        let mut stalled = Box::pin(limit.of_upload(&progress));
        // While the sender connects, nothing stalls.
        ticks.pass(9);
        assert_eq!(now(&mut stalled), Poll::Pending);
        for _ in 0..5 {
            piece(&mut body).unwrap().unwrap();
            ticks.pass(2);
            assert_eq!(now(&mut stalled), Poll::Pending);
        }
        ticks.pass(1);
        assert_eq!(now(&mut stalled), Poll::Ready(()));
        assert!(!progress.is_sent());
    }

    #[test]
    fn waits_that_are_over_at_once_measure_no_time() {
        let limit = StallLimit { limit: LIMIT, timer: Arc::new(|_| std::future::ready(())) };
        let (mut body, progress) = ByteStream::from(vec![0; 100_000]).watched();
        let mut stalled = Box::pin(limit.of_upload(&progress));
        assert_eq!(now(&mut stalled), Poll::Pending);
        piece(&mut body).unwrap().unwrap();
        assert_eq!(now(&mut stalled), Poll::Pending);
        let mut download = limit.clone().of_download(ByteStream::new(Silent));
        assert!(now(&mut Box::pin(download.next())).is_pending());
    }

    #[test]
    fn a_request_that_is_sent_does_not_stall() {
        let ticks = Ticks::default();
        for read_whole in [true, false] {
            let (mut body, progress) = ByteStream::from(vec![0; 20_000]).watched();
            if read_whole {
                assert_eq!(body.as_bytes().unwrap().len(), 20_000);
            } else {
                while piece(&mut body).is_some() {}
            }
            assert!(progress.is_sent());
            ticks.pass(100);
            let limit = ticks.limit();
            assert_eq!(now(&mut Box::pin(limit.of_upload(&progress))), Poll::Pending);
        }
        let (body, progress) = ByteStream::default().watched();
        assert!(progress.is_sent());
        drop(body);
    }

    #[test]
    fn the_source_of_an_upload_may_take_its_time() {
        let ticks = Ticks::default();
        let (mut body, progress) = ByteStream::new(Silent).watched();
        assert!(now(&mut Box::pin(body.next())).is_pending());
        ticks.pass(100);
        let limit = ticks.limit();
        assert_eq!(now(&mut Box::pin(limit.of_upload(&progress))), Poll::Pending);

        // So may a service before it responds; between two pieces of a body it may not.
        ticks.pass(1);
        let mut download = ticks.limit().of_download(ByteStream::new(Silent));
        let error = piece(&mut download).unwrap().unwrap_err();
        assert_eq!(error.to_string(), "the transfer stalled: no byte was sent or received for 20s");
        assert!(piece(&mut download).is_none());
    }
}
