//! Measures how long a call has taken.

use std::time::{Duration, SystemTime};

/// The time that a call has taken. If the clock is set back meanwhile, the durations of its sleeps
/// still count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spent {
    seen: SystemTime,
    total: Duration,
    /// The minimum duration of the current step.
    pledged: Duration,
}

impl Spent {
    pub(super) fn since(started: SystemTime) -> Self {
        Self { seen: started, total: Duration::ZERO, pledged: Duration::ZERO }
    }

    /// Announces that the next step takes at least this long.
    pub(super) fn pledge(&mut self, wait: Duration) {
        self.pledged = wait;
    }

    /// Ends a step when the clock shows `now`.
    pub(super) fn until(&mut self, now: SystemTime) {
        let shown = now.duration_since(self.seen).unwrap_or_default();
        let passed = shown.max(std::mem::take(&mut self.pledged));
        self.total = self.total.saturating_add(passed);
        self.seen = now;
    }

    pub(super) fn total(&self) -> Duration {
        self.total
    }
}
