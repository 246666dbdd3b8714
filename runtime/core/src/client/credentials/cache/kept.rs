//! In: credentials or a token, and the time. Out: whether it is still valid, and when to replace it.

use std::time::{Duration, SystemTime};

use crate::Credentials;

/// How long what has no expiry is used before it is read again.
const REREAD_AFTER: Duration = Duration::from_secs(15 * 60);

/// How long a provider that has failed is left alone while the old value is valid.
const RETRY_AFTER: Duration = Duration::from_secs(60);

/// What a provider gives for a while.
pub(in crate::client) trait Expires: Clone + Send + 'static {
    /// The time from which it is no longer valid, if that is known.
    fn expiry(&self) -> Option<SystemTime>;

    /// Whether it is valid for no longer than `time`, or nobody knows for how long.
    fn expires_in(&self, time: Duration, now: SystemTime) -> bool {
        let at = self.expiry().and_then(|expiry| expiry.checked_sub(time));
        at.is_none_or(|at| at <= now)
    }
}

impl Expires for Credentials {
    fn expiry(&self) -> Option<SystemTime> {
        self.expiry()
    }
}

/// A value, and when its provider is to be asked again.
pub(super) struct Kept<T> {
    pub(super) value: T,
    refresh_at: SystemTime,
}

impl<T: Expires> Kept<T> {
    /// Keeps a value that is replaced `early` before its expiry.
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

    /// Keeps the value a little longer, since there is no newer one.
    pub(super) fn postpone(&mut self, now: SystemTime) {
        self.refresh_at = soon(now, self.value.expiry());
    }
}

/// When to ask again if not now: in a minute, or half way to the expiry.
fn soon(now: SystemTime, expiry: Option<SystemTime>) -> SystemTime {
    let half = expiry.map(|expiry| expiry.duration_since(now).unwrap_or_default() / 2);
    let wait = half.map_or(RETRY_AFTER, |half| half.min(RETRY_AFTER));
    now.checked_add(wait).unwrap_or(now)
}
