//! A [`Sleep`] on Tokio's timer.

use std::time::Duration;

use crate::{BoxFuture, Sleep};

/// Sleeps on Tokio's timer. It must be used inside a Tokio runtime with time enabled.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSleep;

impl Sleep for TokioSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_passes() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (start, time) = (std::time::Instant::now(), Duration::from_millis(20));
        runtime.block_on(TokioSleep.sleep(time));
        assert!(start.elapsed() >= time);
    }
}
