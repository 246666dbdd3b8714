//! The [`Sleep`] that a client uses by default: Tokio's timer or a thread, whichever the executor
//! needs.

use std::time::Duration;

use super::thread_sleep::ThreadSleep;
use super::{BoxFuture, Sleep};

/// Sleeps on Tokio's timer inside a Tokio runtime, and with [`ThreadSleep`] elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DefaultSleep;

impl Sleep for DefaultSleep {
    #[cfg(feature = "tokio")]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // The runtime is known only when the future is polled.
            let is_on_tokio = tokio::runtime::Handle::try_current().is_ok();
            let sleep: &dyn Sleep = if is_on_tokio { &super::TokioSleep } else { &ThreadSleep };
            sleep.sleep(duration).await;
        })
    }

    #[cfg(not(feature = "tokio"))]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        ThreadSleep.sleep(duration)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use whitesmith_runtime::internal::block_on;

    const TIME: Duration = Duration::from_millis(20);

    #[test]
    fn no_runtime_is_needed() {
        let started = Instant::now();
        block_on(DefaultSleep.sleep(TIME));
        assert!(started.elapsed() >= TIME);
    }

    #[cfg(feature = "tokio")]
    #[test]
    fn the_clock_of_a_runtime_is_used() {
        let wait = DefaultSleep.sleep(TIME);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let started = Instant::now();
        runtime.block_on(wait);
        assert!(started.elapsed() >= TIME);
    }
}
