//! A cached value, and when to refresh it.

use std::time::{Duration, SystemTime};

/// How long a value without an expiry is used before it is fetched again.
const REREAD_AFTER: Duration = Duration::from_secs(15 * 60);

/// How long to wait after a failed refresh while the old value is valid.
const RETRY_AFTER: Duration = Duration::from_secs(60);

/// A value that is valid until its expiry.
pub trait Expires: Clone + Send + 'static {
    /// Returns the time from which the value is no longer valid, if known.
    fn expiry(&self) -> Option<SystemTime>;

    /// Whether the value expires within `time`, or has no known expiry.
    fn expires_in(&self, time: Duration, now: SystemTime) -> bool {
        let at = self.expiry().and_then(|expiry| expiry.checked_sub(time));
        at.is_none_or(|at| at <= now)
    }
}

/// A cached value, and when to refresh it.
pub(super) struct Kept<T> {
    pub(super) value: T,
    refresh_at: SystemTime,
}

impl<T: Expires> Kept<T> {
    /// Caches a value that is refreshed `early` before its expiry.
    pub(super) fn new(value: T, early: Duration, now: SystemTime) -> Self {
        let refresh_at = match value.expiry() {
            Some(expiry) => {
                let planned = expiry.checked_sub(early).unwrap_or(now);
                planned.max(soon(now, Some(expiry)))
            }
            None => now.checked_add(REREAD_AFTER).unwrap_or(now),
        };
        Self { value, refresh_at }
    }

    pub(super) fn is_fresh(&self, now: SystemTime) -> bool {
        now < self.refresh_at
    }

    pub(super) fn is_valid(&self, now: SystemTime) -> bool {
        self.value.expiry().is_none_or(|expiry| now < expiry)
    }

    /// Keeps the value a little longer, as refreshing it failed.
    pub(super) fn postpone(&mut self, now: SystemTime) {
        self.refresh_at = soon(now, self.value.expiry());
    }
}

/// Returns the next time to refresh: in a minute, or half way to the expiry if that is sooner.
fn soon(now: SystemTime, expiry: Option<SystemTime>) -> SystemTime {
    let half = expiry.map(|expiry| expiry.duration_since(now).unwrap_or_default() / 2);
    let wait = half.map_or(RETRY_AFTER, |half| half.min(RETRY_AFTER));
    now.checked_add(wait).unwrap_or(now)
}
