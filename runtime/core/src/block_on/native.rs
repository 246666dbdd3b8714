//! Blocks the current thread until a future completes.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Blocks the thread until the future completes. It must be woken from another thread, as nothing
/// else runs on this one.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Blocks the thread until the future completes.
///
/// # Errors
///
/// None here: on `wasm32-unknown-unknown` a thread cannot wait.
pub fn try_block_on<F: Future>(future: F) -> io::Result<F::Output> {
    Ok(block_on(future))
}
