//! How far the local clock is from that of a service: a time of the service in, the local time as
//! the service has it out.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// From which difference on a clock is wrong: AWS takes requests of the last five minutes.
const WRONG: Duration = Duration::from_secs(4 * 60);

/// What to add to the local clock, in milliseconds; all calls of a client share it.
#[derive(Debug, Default)]
pub(super) struct ClockSkew(AtomicI64);

impl ClockSkew {
    /// Remembers that the service's clock said `service_time` when ours said `now`.
    pub(super) fn learn(&self, service_time: SystemTime, now: SystemTime) {
        let millis = |ahead: Duration| i64::try_from(ahead.as_millis()).unwrap_or(i64::MAX);
        let skew = match service_time.duration_since(now) {
            Ok(ahead) => millis(ahead),
            Err(error) => -millis(error.duration()),
        };
        self.0.store(skew, Ordering::Relaxed);
    }

    /// Whether the service may refuse a signature for its time, when its clock says `service_time`.
    pub(super) fn is_between(signed_at: SystemTime, service_time: SystemTime) -> bool {
        let distance = service_time.duration_since(signed_at);
        distance.unwrap_or_else(|error| error.duration()) > WRONG
    }

    /// The time that the service has, when ours is `now`.
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
