//! The delay before a retry that a response asks for.

use std::time::{Duration, SystemTime};

/// How long a service asks to wait before a retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    /// By the header `x-amz-retry-after`.
    Aws(Duration),
    /// By the header `retry-after`, in seconds.
    Http(Duration),
    /// By the header `retry-after`, until a time on the clock of the service.
    Until(SystemTime),
}

impl RetryAfter {
    /// Returns the duration, when the clock of the service shows `now`.
    pub(super) fn asked(self, now: SystemTime) -> Duration {
        match self {
            Self::Aws(asked) | Self::Http(asked) => asked,
            Self::Until(time) => time.duration_since(now).unwrap_or_default(),
        }
    }
}
