//! A [`Sleep`] that needs no async runtime: one thread wakes all futures.

use std::collections::BTreeMap;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{self, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use super::{BoxFuture, Sleep};
use crate::platform::FOREVER;

/// How long the thread stays alive without anything to wake.
const LINGER: Duration = Duration::from_secs(10);

static TIMER: Timer = Timer::new(LINGER);

/// Sleeps with the help of one timer thread, on any executor. The thread starts with the first sleep
/// and ends some seconds after the last. If it cannot be started, sleeps complete at once: then there
/// is no backoff, timeouts elapse unless the response is there at once, and stalls are not noticed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadSleep;

impl Sleep for ThreadSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleeping::new(&TIMER, duration))
    }
}

/// When a sleep ends, and a number to tell sleeps apart that end at the same time.
type Key = (Instant, u64);

/// The sleeps under way, and the thread that wakes them.
struct Timer {
    waits: Mutex<Waits>,
    changed: Condvar,
    linger: Duration,
}

struct Waits {
    wakers: BTreeMap<Key, Waker>,
    next_number: u64,
    /// The id of the process that has the thread. A fork does not inherit the thread.
    thread_of: Option<u32>,
}

impl Timer {
    const fn new(linger: Duration) -> Self {
        let waits = Waits { wakers: BTreeMap::new(), next_number: 0, thread_of: None };
        Self { waits: Mutex::new(waits), changed: Condvar::new(), linger }
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, duration: Duration) -> Key {
        let mut waits = self.waits();
        waits.next_number = waits.next_number.wrapping_add(1);
        (Instant::now() + duration.min(FOREVER), waits.next_number)
    }

    /// Schedules a waker. Returns whether there is a thread to wake it.
    fn set(&'static self, key: Key, waker: Waker) -> bool {
        let mut waits = self.waits();
        let replaced = waits.wakers.insert(key, waker);
        let process = Some(process::id());
        if waits.thread_of != process {
            let thread = thread::Builder::new().name("whitesmith-timer".to_owned());
            waits.thread_of = thread.spawn(|| self.run()).ok().and(process);
        }
        let has_thread = waits.thread_of.is_some();
        if waits.wakers.first_key_value().is_some_and(|(first, _)| *first == key) {
            self.changed.notify_one();
        }
        // Wakers are foreign code: they run without the lock.
        drop(waits);
        drop(replaced);
        has_thread
    }

    fn forget(&self, key: Key) {
        let forgotten = self.waits().wakers.remove(&key);
        drop(forgotten);
    }

    /// Runs the thread, until there has been nothing to wake for a while.
    fn run(&self) {
        let mut waits = self.waits();
        let mut is_idle = false;
        loop {
            let now = Instant::now();
            let first = waits.wakers.first_entry();
            let (due, pause) = match first {
                Some(first) if first.key().0 <= now => (Some(first.remove()), Duration::ZERO),
                Some(first) => (None, first.key().0.saturating_duration_since(now)),
                None if is_idle => {
                    waits.thread_of = None;
                    return;
                }
                None => (None, self.linger),
            };
            if let Some(waker) = due {
                drop(waits);
                // A waker that panics must not keep the others from being woken.
                let _ = catch_unwind(AssertUnwindSafe(|| waker.wake()));
                waits = self.waits();
                continue;
            }
            let woken = self.changed.wait_timeout(waits, pause.min(self.linger));
            let (guard, result) = woken.unwrap_or_else(PoisonError::into_inner);
            is_idle = result.timed_out();
            waits = guard;
        }
    }
}

/// A sleep. It begins when it is polled first.
struct Sleeping {
    timer: &'static Timer,
    duration: Duration,
    key: Option<Key>,
}

impl Sleeping {
    fn new(timer: &'static Timer, duration: Duration) -> Self {
        Self { timer, duration, key: None }
    }
}

impl Future for Sleeping {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<()> {
        let (timer, duration) = (self.timer, self.duration);
        let key = *self.key.get_or_insert_with(|| timer.key(duration));
        if key.0 <= Instant::now() || !timer.set(key, context.waker().clone()) {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.timer.forget(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::Wake;

    use super::*;
    use whitesmith_runtime::internal::block_on;

    #[test]
    fn waits_end_in_their_order() {
        let started = Instant::now();
        let long = thread::spawn(move || {
            block_on(ThreadSleep.sleep(Duration::from_millis(60)));
            started.elapsed()
        });
        block_on(ThreadSleep.sleep(Duration::from_millis(20)));
        assert!(started.elapsed() >= Duration::from_millis(20));
        assert!(long.join().unwrap() >= Duration::from_millis(60));
        block_on(ThreadSleep.sleep(Duration::ZERO));
    }

    #[test]
    fn a_dropped_wait_leaves_nothing() {
        static DROPPED: Timer = Timer::new(Duration::from_millis(10));
        let mut context = task::Context::from_waker(Waker::noop());
        for duration in [Duration::MAX, Duration::from_secs(3_600)] {
            let mut wait = Sleeping::new(&DROPPED, duration);
            assert!(Pin::new(&mut wait).poll(&mut context).is_pending());
            assert_eq!(DROPPED.waits().wakers.len(), 1);
        }
        assert!(DROPPED.waits().wakers.is_empty());
        let started = Instant::now();
        while DROPPED.waits().thread_of.is_some() {
            assert!(started.elapsed() < Duration::from_secs(60), "the thread does not end");
            thread::sleep(Duration::from_millis(5));
        }
        block_on(Sleeping::new(&DROPPED, Duration::from_millis(5)));
    }

    #[test]
    fn a_fork_starts_a_thread_of_its_own() {
        static FORKED: Timer = Timer::new(LINGER);
        FORKED.waits().thread_of = process::id().checked_add(1);
        // Without one the sleep would never end.
        block_on(Sleeping::new(&FORKED, Duration::from_millis(5)));
    }

    static LOCKED: Timer = Timer::new(LINGER);

    /// A waker that uses the timer, and then panics.
    struct Looks(Mutex<bool>);

    impl Wake for Looks {
        #[allow(clippy::panic)]
        fn wake(self: Arc<Self>) {
            *self.0.lock().unwrap() = LOCKED.waits.try_lock().is_ok();
            std::panic::resume_unwind(Box::new("simulated by the test"));
        }
    }

    #[test]
    fn wakers_are_called_without_the_lock_and_may_panic() {
        let looks = Arc::new(Looks(Mutex::new(false)));
        let waker = Waker::from(Arc::clone(&looks));
        let mut wait = Sleeping::new(&LOCKED, Duration::from_millis(10));
        assert!(Pin::new(&mut wait).poll(&mut task::Context::from_waker(&waker)).is_pending());
        block_on(Sleeping::new(&LOCKED, Duration::from_millis(40)));
        assert!(*looks.0.lock().unwrap());
    }
}
