//! The timeout of the next attempt, from the timeouts of the call and of its attempts.

use std::time::{Duration, SystemTime};

use crate::{TransportError, TransportErrorKind};

/// The timeout of an attempt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    pub(super) time: Duration,
    /// Whether it is the rest of the call's timeout.
    pub(super) is_of_call: bool,
    begun: SystemTime,
}

impl Allowance {
    /// Returns the shorter of the time left to the call and the timeout of an attempt, for an attempt
    /// that begins at `now`; `None` without a limit.
    pub(super) fn new(
        left: Option<Duration>,
        limit: Option<Duration>,
        now: SystemTime,
    ) -> Option<Self> {
        let (time, is_of_call) = match (left, limit) {
            (Some(left), Some(limit)) if limit < left => (limit, false),
            (Some(left), _) => (left, true),
            (None, Some(limit)) => (limit, false),
            (None, None) => return None,
        };
        Some(Self { time, is_of_call, begun: now })
    }

    /// Whether `error` is due to this timeout. A transport may have shorter timeouts of its own.
    pub(super) fn is_exceeded(&self, error: &TransportError, now: SystemTime) -> bool {
        let has_passed = || now.duration_since(self.begun).is_ok_and(|taken| taken >= self.time);
        error.kind() == TransportErrorKind::Timeout && (error.is_at_limit() || has_passed())
    }
}
