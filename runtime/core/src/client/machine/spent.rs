//! The times of a call's steps in; how long the call has taken so far out.

use std::time::{Duration, SystemTime};

/// How long a call has taken. A clock that is set back does not give it time: what was waited for
/// has passed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spent {
    seen: SystemTime,
    total: Duration,
    /// What the step under way takes at least.
    pledged: Duration,
}

impl Spent {
    pub(super) fn since(started: SystemTime) -> Self {
        Self { seen: started, total: Duration::ZERO, pledged: Duration::ZERO }
    }

    /// The next step will be over after this time.
    pub(super) fn pledge(&mut self, wait: Duration) {
        self.pledged = wait;
    }

    /// A step is over when the clock says `now`.
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
