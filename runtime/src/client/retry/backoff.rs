//! The number of an attempt that failed in, how long to wait out.

use std::time::Duration;

/// Exponential backoff with full jitter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    /// The longest wait after the first attempt; it doubles with each one.
    pub(crate) base: Duration,
    /// The longest wait of all, unless the service asks for a longer one.
    pub(crate) max: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { base: Duration::from_secs(1), max: Duration::from_secs(20) }
    }
}

impl Backoff {
    /// How long to wait after `attempt` (the first one is 1), where `fraction` is random, from 0
    /// to 1. A service that says `after` is obeyed, up to what it may ask.
    pub(crate) fn delay(self, attempt: u32, fraction: f64, after: Option<Duration>) -> Duration {
        let doubled = 2_u32.checked_pow(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.base.saturating_mul(doubled).min(self.max);
        let delay = longest.mul_f64(fraction.clamp(0.0, 1.0));
        // A service in trouble must not hold its callers for ever.
        let asked = after.unwrap_or_default().min(self.max + Duration::from_secs(5));
        delay.max(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let backoff = Backoff::default();
        for (attempt, fraction, after, expected) in [
            (1, 1.0, None, 1_000),
            (1, 0.25, None, 250),
            (2, 1.0, None, 2_000),
            (5, 1.0, None, 16_000),
            (6, 1.0, None, 20_000),
            (1_000, 0.5, None, 10_000),
            (1, 0.0, None, 0),
            (1, 0.5, Some(1_500), 1_500),
            (1, 0.5, Some(100), 500),
            (1, 0.5, Some(3_600_000), 25_000),
        ] {
            let delay = backoff.delay(attempt, fraction, after.map(Duration::from_millis));
            assert_eq!(delay, Duration::from_millis(expected), "{attempt} {fraction} {after:?}");
        }
    }
}
