//! A duration in; a future out that is ready when Tokio's clock says so.

use std::time::Duration;

use crate::client::{BoxFuture, Sleep};

/// Waits on Tokio's clock. It must be used inside a Tokio runtime whose time is enabled.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSleep;

impl Sleep for TokioSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
