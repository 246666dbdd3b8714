//! The [`Sleep`] of blocking clients.

use std::thread;
use std::time::Duration;

use super::{BoxFuture, Sleep};

/// Sleeps by blocking the thread, for blocking clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockingSleep;

impl Sleep for BlockingSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { thread::sleep(duration) })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use whitesmith_runtime::internal::block_on;

    #[test]
    fn waits_end() {
        let started = Instant::now();
        block_on(BlockingSleep.sleep(Duration::from_millis(20)));
        assert!(started.elapsed() >= Duration::from_millis(20));
    }
}
