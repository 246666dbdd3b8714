//! A future that several callers wait for and drive together.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use crate::{BoxFuture, Clock};

/// A shared future. Each caller gets a clone of its output.
pub(super) struct Flight<T> {
    /// Locked while a caller polls it.
    future: Mutex<BoxFuture<'static, T>>,
    /// Held by the wakers of the future, which must not hold the future itself.
    board: Arc<Board<T>>,
}

/// The callers and the state of the future.
struct Board<T> {
    progress: Mutex<Progress<T>>,
    /// Whether the future was woken since it was last polled.
    is_woken: AtomicBool,
}

struct Progress<T> {
    outcome: Option<Outcome<T>>,
    /// The wakers of all callers, by their numbers.
    callers: BTreeMap<u64, Waker>,
    next_number: u64,
    /// When the last caller was dropped.
    left_at: Option<SystemTime>,
}

#[derive(Clone)]
enum Outcome<T> {
    Ready(T),
    Panicked,
}

/// The payload of a panic.
struct Panic(Box<dyn Any + Send>);

impl<T: Clone + Send + 'static> Flight<T> {
    pub(super) fn new(future: BoxFuture<'static, T>) -> Self {
        let progress =
            Progress { outcome: None, callers: BTreeMap::new(), next_number: 0, left_at: None };
        let board = Board { progress: Mutex::new(progress), is_woken: AtomicBool::new(false) };
        Self { future: Mutex::new(future), board: Arc::new(board) }
    }

    /// Waits for the output. It is `None` if the future has panicked; its first caller panics too.
    pub(super) fn wait(self: Arc<Self>, clock: Arc<dyn Clock>, is_first: bool) -> Wait<T> {
        Wait { flight: self, number: None, clock, is_first }
    }

    /// Whether there are callers.
    pub(super) fn has_callers(&self) -> bool {
        !self.board.progress().callers.is_empty()
    }

    /// Whether it has ended, or had no callers for this long.
    pub(super) fn is_dead(&self, now: SystemTime, abandoned: Duration) -> bool {
        let progress = self.board.progress();
        let is_abandoned = progress.left_at.is_some_and(|left_at| {
            now.duration_since(left_at).is_ok_and(|passed| passed >= abandoned)
        });
        progress.outcome.is_some() || (progress.callers.is_empty() && is_abandoned)
    }

    /// Polls the future, unless another caller does.
    fn advance(&self) -> Result<(), Panic> {
        let mut future = match self.future.try_lock() {
            Ok(future) => future,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        // It may have ended since the caller checked, and must not be polled again.
        if self.board.progress().outcome.is_some() {
            return Ok(());
        }
        self.board.is_woken.store(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&self.board));
        let mut context = Context::from_waker(&waker);
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context))) {
            Ok(Poll::Ready(value)) => self.board.end(Outcome::Ready(value)),
            Ok(Poll::Pending) => {
                drop(future);
                // Callers that were woken meanwhile have found the future locked.
                if self.board.is_woken.load(Ordering::SeqCst) {
                    self.board.wake_all();
                }
            }
            Err(panic) => {
                self.board.end(Outcome::Panicked);
                return Err(Panic(panic));
            }
        }
        Ok(())
    }
}

impl<T> Board<T> {
    fn progress(&self) -> MutexGuard<'_, Progress<T>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, outcome: Outcome<T>) {
        self.progress().outcome = Some(outcome);
        self.wake_all();
    }

    fn wake_all(&self) {
        // Wakers are foreign code: they run without the lock.
        let wakers: Vec<Waker> = self.progress().callers.values().cloned().collect();
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T: Send + 'static> Wake for Board<T> {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::SeqCst);
        self.wake_all();
    }
}

/// The future of one caller.
pub(super) struct Wait<T> {
    flight: Arc<Flight<T>>,
    number: Option<u64>,
    clock: Arc<dyn Clock>,
    is_first: bool,
}

impl<T: Clone> Wait<T> {
    fn outcome(&self) -> Option<Outcome<T>> {
        self.flight.board.progress().outcome.clone()
    }

    /// Registers the caller's waker.
    fn register(&mut self, waker: &Waker) {
        let mut progress = self.flight.board.progress();
        let number = *self.number.get_or_insert_with(|| {
            progress.next_number += 1;
            progress.next_number
        });
        let replaced = progress.callers.insert(number, waker.clone());
        drop(progress);
        drop(replaced);
    }
}

impl<T: Clone + Send + 'static> Future for Wait<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let wait = self.get_mut();
        wait.register(context.waker());
        if wait.outcome().is_none() {
            match wait.flight.advance() {
                Err(Panic(panic)) if wait.is_first => resume_unwind(panic),
                Err(_) | Ok(()) => {}
            }
        }
        match wait.outcome() {
            Some(Outcome::Ready(value)) => Poll::Ready(Some(value)),
            Some(Outcome::Panicked) => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

impl<T> Drop for Wait<T> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        let now = self.clock.now();
        let mut progress = self.flight.board.progress();
        let waker = progress.callers.remove(&number);
        if progress.callers.is_empty() {
            progress.left_at = Some(now);
        }
        drop(progress);
        drop(waker);
    }
}
