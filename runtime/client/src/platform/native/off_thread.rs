//! Runs a blocking closure on a thread of its own, and returns a future of its result.

use std::future::{poll_fn, ready};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;

use super::BoxFuture;

/// What the thread and the future share.
struct Slot<T> {
    result: Option<io::Result<T>>,
    waker: Option<Waker>,
}

/// The thread's handle of a slot. If it is dropped without a result, it stores an error.
struct Sender<T>(Arc<Mutex<Slot<T>>>);

/// Runs a closure on a thread of its own. If the future is dropped, the closure still runs to its
/// end.
pub(super) fn off_thread<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> BoxFuture<'static, io::Result<T>> {
    let slot = Arc::new(Mutex::new(Slot { result: None, waker: None }));
    let sender = Sender(Arc::clone(&slot));
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
        let result = work();
        lock(&sender.0).result = Some(result);
    });
    if let Err(error) = thread {
        return Box::pin(ready(Err(error)));
    }
    Box::pin(poll_fn(move |context| {
        let mut slot = lock(&slot);
        match slot.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }))
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut slot = lock(&self.0);
        slot.result.get_or_insert_with(|| Err(io::Error::other("the thread panicked")));
        let waker = slot.waker.take();
        drop(slot);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

fn lock<T>(slot: &Mutex<Slot<T>>) -> MutexGuard<'_, Slot<T>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith_runtime::internal::block_on;

    #[test]
    fn another_thread_works() {
        let here = thread::current().id();
        let there = block_on(off_thread("test", || Ok(thread::current().id()))).unwrap();
        assert_ne!(here, there);
    }

    #[test]
    fn a_panic_is_an_error() {
        let panics = off_thread("test", || -> io::Result<()> {
            std::panic::resume_unwind(Box::new("simulated by the test"))
        });
        assert_eq!(block_on(panics).unwrap_err().to_string(), "the thread panicked");
    }
}
