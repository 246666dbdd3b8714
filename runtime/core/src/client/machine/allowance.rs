//! The limits of a call in; how long its next attempt may take out.

use std::time::{Duration, SystemTime};

use crate::client::{TransportError, TransportErrorKind};

/// How long an attempt may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    pub(super) time: Duration,
    /// The time of the whole call ends with it.
    pub(super) is_of_call: bool,
    begun: SystemTime,
}

impl Allowance {
    /// The shorter of what is left of the call's time and the limit of each attempt, for an attempt
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

    /// Whether an attempt ended with `error` because it took this long. A transport may have timeouts
    /// of its own, which end attempts earlier.
    pub(super) fn is_exceeded(&self, error: &TransportError, now: SystemTime) -> bool {
        let has_passed = || now.duration_since(self.begun).is_ok_and(|taken| taken >= self.time);
        error.kind() == TransportErrorKind::Timeout && (error.is_at_limit() || has_passed())
    }
}
