//! Clock skew: the difference between the local clock and that of a service. It is measured by the
//! `Date` header of responses, and corrected when requests are signed.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// The difference that counts as clock skew. AWS rejects signatures that are more than five minutes
/// off.
const WRONG: Duration = Duration::from_secs(4 * 60);

/// What to add to the local clock, in milliseconds. All calls of a client share it.
#[derive(Debug, Default)]
pub(super) struct ClockSkew(AtomicI64);

impl ClockSkew {
    /// Stores the skew: the service's clock showed `service_time` when the local one showed `now`.
    pub(super) fn learn(&self, service_time: SystemTime, now: SystemTime) {
        let millis = |ahead: Duration| i64::try_from(ahead.as_millis()).unwrap_or(i64::MAX);
        let skew = match service_time.duration_since(now) {
            Ok(ahead) => millis(ahead),
            Err(error) => -millis(error.duration()),
        };
        self.0.store(skew, Ordering::Relaxed);
    }

    /// Whether a service whose clock shows `service_time` may have rejected a signature of
    /// `signed_at` because of clock skew.
    pub(super) fn is_between(signed_at: SystemTime, service_time: SystemTime) -> bool {
        let distance = service_time.duration_since(signed_at);
        distance.unwrap_or_else(|error| error.duration()) > WRONG
    }

    /// Converts the local time `now` to the time of the service.
    pub(super) fn correct(&self, now: SystemTime) -> SystemTime {
        let skew = self.0.load(Ordering::Relaxed);
        let distance = Duration::from_millis(skew.unsigned_abs());
        let corrected =
            if skew < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
        corrected.unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_corrected_in_both_directions() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let hour = Duration::from_secs(3_600);
        let skew = ClockSkew::default();
        assert_eq!(skew.correct(now), now);
        skew.learn(now + hour, now);
        assert_eq!(skew.correct(now + hour), now + hour + hour);
        skew.learn(now - hour, now);
        assert_eq!(skew.correct(now), now - hour);
    }

    #[test]
    fn a_few_minutes_are_no_skew() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        for (seconds, expected) in [(0, false), (60, false), (240, false), (241, true)] {
            let distance = Duration::from_secs(seconds);
            assert_eq!(ClockSkew::is_between(now, now + distance), expected);
            assert_eq!(ClockSkew::is_between(now, now - distance), expected);
        }
    }
}
