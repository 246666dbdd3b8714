//! Polls a future once, as nothing could complete it while the thread waits.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Returns the output of a future that is ready at once.
///
/// # Errors
///
/// The future is not ready.
pub fn try_block_on<F: Future>(future: F) -> io::Result<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "a thread cannot wait on wasm32-unknown-unknown: use an asynchronous function",
        )),
    }
}
