//! Computes the backoff before a retry, and how many tokens the retry costs.

use std::time::{Duration, SystemTime};

use super::{Reason, RetryAfter};
use whitesmith_runtime::internal::TRANSIENT_RETRY_DELAY;

/// The maximum backoff.
const MAX_DELAY: Duration = Duration::from_secs(20);

/// How much longer than the computed backoff a service may ask to wait.
const MAX_EXTRA: Duration = Duration::from_secs(5);

/// The generation of AWS's standard retry behavior that a client follows.
///
/// | | [`Of2026`](Self::Of2026) | [`Before2026`](Self::Before2026) |
/// |---|---|---|
/// | first delay, transient errors | up to 50 ms (DynamoDB: 25 ms) | up to 1 s |
/// | first delay, throttling | up to 1 s | up to 1 s |
/// | tokens that a retry costs, of 500 | 14, throttling 5 | 5, timeouts 10 |
/// | attempts unless configured | 3 (DynamoDB: 4) | 3 |
/// | `x-amz-retry-after` | waits at most 5 s longer than computed | waits up to 25 s |
/// | long polls when the token bucket is empty | back off before they fail | fail at once |
///
/// The backoff is exponential, up to 20 s, with full jitter: a random time between zero and that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[doc(alias("backoff", "jitter"))]
pub enum RetryBehavior {
    /// The behavior that AWS SDKs adopt as their default in November 2026. With
    /// `whitesmith_aws::Config::from_env`, the environment variable `AWS_NEW_RETRIES_2026=false`
    /// selects the previous one.
    #[default]
    Of2026,
    /// The behavior before that.
    Before2026,
}

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed {
    /// The number of the attempt, starting with 1.
    pub(crate) attempt: u32,
    pub(crate) reason: Reason,
    pub(crate) after: Option<RetryAfter>,
    /// The time on the clock of the service.
    pub(crate) at: SystemTime,
}

/// The backoff and the cost of the retries of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryRules {
    behavior: RetryBehavior,
    /// The maximum backoff after the first attempt, for transient errors.
    transient: Duration,
}

impl Default for RetryRules {
    /// The behavior of 2026, for services without a special rule.
    fn default() -> Self {
        Self::new(RetryBehavior::default(), TRANSIENT_RETRY_DELAY)
    }
}

impl RetryRules {
    /// `transient` is the maximum backoff after the first attempt for transient errors. Only the
    /// behavior of 2026 uses it.
    pub(crate) fn new(behavior: RetryBehavior, transient: Duration) -> Self {
        Self { behavior, transient }
    }

    /// Returns the backoff after a failed attempt. `fraction` is the jitter, a random number from 0
    /// to 1.
    pub(crate) fn delay(self, failed: Failed, fraction: f64) -> Duration {
        let Failed { attempt, reason, after, at } = failed;
        let doubled = 2_u32.checked_pow(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.first_delay(reason).saturating_mul(doubled).min(MAX_DELAY);
        let delay = longest.mul_f64(fraction.clamp(0.0, 1.0));
        // A service must not make its callers wait indefinitely.
        let most = match (self.behavior, after) {
            (RetryBehavior::Of2026, Some(RetryAfter::Aws(_))) => delay + MAX_EXTRA,
            (RetryBehavior::Of2026 | RetryBehavior::Before2026, _) => MAX_DELAY + MAX_EXTRA,
        };
        let asked = after.map(|after| after.asked(at)).unwrap_or_default();
        delay.max(asked.min(most))
    }

    fn first_delay(self, reason: Reason) -> Duration {
        match (self.behavior, reason) {
            (RetryBehavior::Of2026, Reason::Transient | Reason::Timeout) => self.transient,
            (RetryBehavior::Of2026, Reason::Throttling) | (RetryBehavior::Before2026, _) => {
                Duration::from_secs(1)
            }
        }
    }

    /// Returns how many tokens a retry costs.
    pub(crate) fn cost(self, reason: Reason) -> u32 {
        match (self.behavior, reason) {
            (RetryBehavior::Of2026, Reason::Transient | Reason::Timeout) => 14,
            (RetryBehavior::Before2026, Reason::Timeout) => 10,
            (RetryBehavior::Of2026, Reason::Throttling)
            | (RetryBehavior::Before2026, Reason::Throttling | Reason::Transient) => 5,
        }
    }

    /// Whether a long poll backs off before it fails for lack of tokens, as its caller polls again
    /// at once.
    pub(crate) fn delays_long_polls(self) -> bool {
        match self.behavior {
            RetryBehavior::Of2026 => true,
            RetryBehavior::Before2026 => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RetryAfter::{Aws, Http, Until};
    use RetryBehavior::{Before2026, Of2026};

    fn failed(attempt: u32, reason: Reason, after: Option<RetryAfter>) -> Failed {
        Failed { attempt, reason, after, at: SystemTime::UNIX_EPOCH }
    }

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn delays_double_up_to_the_longest() {
        for (behavior, reason, attempt, fraction, expected) in [
            (Of2026, Reason::Transient, 1, 1.0, 50),
            (Of2026, Reason::Timeout, 1, 1.0, 50),
            (Of2026, Reason::Transient, 2, 0.5, 50),
            (Of2026, Reason::Transient, 9, 1.0, 12_800),
            // The maximum applies before the jitter.
            (Of2026, Reason::Transient, 10, 0.5, 10_000),
            (Of2026, Reason::Throttling, 1, 1.0, 1_000),
            (Of2026, Reason::Throttling, 6, 1.0, 20_000),
            (Before2026, Reason::Transient, 1, 1.0, 1_000),
            (Before2026, Reason::Timeout, 2, 0.25, 500),
            (Before2026, Reason::Throttling, 5, 1.0, 16_000),
            (Before2026, Reason::Transient, 1_000, 0.5, 10_000),
            (Before2026, Reason::Transient, 1, 0.0, 0),
        ] {
            let rules = RetryRules::new(behavior, millis(50));
            let delay = rules.delay(failed(attempt, reason, None), fraction);
            assert_eq!(delay, millis(expected), "{behavior:?} {reason:?} {attempt} {fraction}");
        }
        let database = RetryRules::new(Of2026, millis(25));
        let delays =
            [1, 2, 3].map(|attempt| database.delay(failed(attempt, Reason::Transient, None), 1.0));
        assert_eq!(delays, [25, 50, 100].map(millis));
        assert_eq!(database.delay(failed(1, Reason::Throttling, None), 1.0), millis(1_000));
    }

    #[test]
    fn a_service_is_obeyed_within_bounds() {
        for (behavior, after, expected) in [
            (Of2026, Aws(millis(1_500)), 1_500),
            (Of2026, Aws(millis(0)), 50),
            (Of2026, Aws(millis(10_000)), 5_050),
            (Of2026, Http(millis(10_000)), 10_000),
            (Of2026, Http(millis(3_600_000)), 25_000),
            (Of2026, Until(SystemTime::UNIX_EPOCH + millis(7_000)), 7_000),
            (Of2026, Until(SystemTime::UNIX_EPOCH - millis(7_000)), 50),
            (Before2026, Aws(millis(1_500)), 1_500),
            (Before2026, Aws(millis(100)), 1_000),
            (Before2026, Aws(millis(3_600_000)), 25_000),
        ] {
            let rules = RetryRules::new(behavior, millis(50));
            let delay = rules.delay(failed(1, Reason::Transient, Some(after)), 1.0);
            assert_eq!(delay, millis(expected), "{behavior:?} {after:?}");
        }
    }

    #[test]
    fn retries_have_their_price() {
        let costs = |behavior| {
            let rules = RetryRules::new(behavior, millis(50));
            [Reason::Transient, Reason::Timeout, Reason::Throttling]
                .map(|reason| rules.cost(reason))
        };
        assert_eq!((costs(Of2026), costs(Before2026)), ([14, 14, 5], [5, 10, 5]));
    }
}
