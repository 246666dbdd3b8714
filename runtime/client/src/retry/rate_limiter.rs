//! The client-side rate limiter of the retry mode `adaptive`. It lets everything pass until the
//! service throttles for the first time. Then the rate falls to 70 % and grows again along a cubic
//! curve (CUBIC), slowly near the rate at which the service throttled.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The minimum rate, in requests per second.
const MIN_RATE: f64 = 0.5;
/// The part of the rate that remains when a service throttles.
const BETA: f64 = 0.7;
/// How steep the cubic curve is.
const SCALE: f64 = 0.4;
/// The weight of the last half second in the measured rate.
const SMOOTH: f64 = 0.8;

/// The rate limiter that all calls of a client share.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<State>);

/// Times are in seconds since the first one, rates in requests per second.
#[derive(Debug, Default)]
struct State {
    elapsed: Elapsed,
    /// Whether the service has throttled before.
    is_on: bool,
    rate: f64,
    capacity: f64,
    tokens: f64,
    filled_at: f64,
    measured: f64,
    counted_from: f64,
    count: f64,
    last_max: f64,
    throttled_at: f64,
}

impl RateLimiter {
    /// Takes a token for one request, and returns how long to wait before sending it.
    pub(crate) fn acquire(&self, now: SystemTime) -> Duration {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.is_on {
            return Duration::ZERO;
        }
        let now = state.elapsed.at(now);
        state.refill(now);
        state.tokens -= 1.0;
        let wait = (-state.tokens).max(0.0) / state.rate.max(MIN_RATE);
        Duration::try_from_secs_f64(wait).unwrap_or_default()
    }

    /// Adapts the rate to a response.
    pub(crate) fn learn(&self, is_throttled: bool, now: SystemTime) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = state.elapsed.at(now);
        state.learn(is_throttled, now);
    }
}

/// Measures elapsed time by a clock that may be set back.
#[derive(Debug, Default)]
struct Elapsed {
    seen: Option<SystemTime>,
    total: Duration,
}

impl Elapsed {
    /// Returns the elapsed seconds when the clock shows `now`. They start at 1.
    fn at(&mut self, now: SystemTime) -> f64 {
        let seen = self.seen.replace(now).unwrap_or(now);
        self.total = self.total.saturating_add(now.duration_since(seen).unwrap_or_default());
        self.total.as_secs_f64() + 1.0
    }
}

impl State {
    fn refill(&mut self, now: f64) {
        if self.filled_at > 0.0 {
            let added = (now - self.filled_at).max(0.0) * self.rate;
            self.tokens = (self.tokens + added).min(self.capacity);
        }
        self.filled_at = now;
    }

    fn learn(&mut self, is_throttled: bool, now: f64) {
        self.measure(now);
        let wanted = if is_throttled {
            let from = if self.is_on { self.measured.min(self.rate) } else { self.measured };
            (self.last_max, self.throttled_at, self.is_on) = (from, now, true);
            from * BETA
        } else {
            // How long the curve takes to return to the rate at which the service throttled.
            let window = (self.last_max * (1.0 - BETA) / SCALE).cbrt();
            SCALE * (now - self.throttled_at - window).powi(3) + self.last_max
        };
        if self.is_on {
            self.refill(now);
            self.rate = wanted.min(2.0 * self.measured).max(MIN_RATE);
            self.capacity = self.rate.max(1.0);
            self.tokens = self.tokens.min(self.capacity);
        }
    }

    /// Measures the rate of requests in intervals of half a second.
    fn measure(&mut self, now: f64) {
        let half = (now * 2.0).floor() / 2.0;
        self.count += 1.0;
        if self.counted_from == 0.0 {
            self.counted_from = half;
        }
        if half > self.counted_from {
            let current = self.count / (half - self.counted_from);
            self.measured = current * SMOOTH + self.measured * (1.0 - SMOOTH);
            (self.count, self.counted_from) = (0.0, half);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn at(millis: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(1_800_000_000_000 + millis)
    }

    #[test]
    fn nothing_is_held_back_before_a_service_throttles() {
        let limiter = RateLimiter::default();
        for call in 0..1_000 {
            assert_eq!(limiter.acquire(at(call)), Duration::ZERO);
            limiter.learn(false, at(call));
        }
    }

    #[test]
    fn a_throttled_client_slows_down_and_recovers() {
        let limiter = RateLimiter::default();
        // A hundred requests a second, for two seconds; then the service throttles.
        for call in 0..200 {
            limiter.learn(false, at(call * 10));
        }
        limiter.learn(true, at(2_000));
        let rate = || limiter.0.lock().unwrap().rate;
        let throttled = rate();
        assert!((60.0..80.0).contains(&throttled), "{throttled}");
        let waits: Vec<_> = (0..100).map(|_| limiter.acquire(at(2_001))).collect();
        assert!(waits.is_sorted() && waits.last() > Some(&Duration::from_secs(1)), "{waits:?}");
        for call in 0..1_000 {
            limiter.learn(false, at(3_000 + call * 10));
        }
        assert!(rate() > 100.0, "{}", rate());
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_matter() {
        let hour = 3_600_000;
        let waits = |set_back: u64| {
            let limiter = RateLimiter::default();
            for call in 0..200 {
                limiter.learn(false, at(hour + call * 10));
            }
            limiter.learn(true, at(hour + 2_000));
            // The same steps of the clock, wherever it starts.
            limiter.learn(false, at(hour + 2_000 - set_back));
            for call in 1..400 {
                limiter.learn(false, at(hour + 2_000 - set_back + call * 10));
            }
            let now = at(hour + 6_000 - set_back);
            (0..50).map(|_| limiter.acquire(now)).collect::<Vec<_>>()
        };
        let usual = waits(0);
        assert_eq!(waits(hour), usual);
        assert!(usual.last() < Some(&Duration::from_secs(1)), "{usual:?}");
    }

    #[test]
    fn the_rate_never_falls_to_nothing() {
        let limiter = RateLimiter::default();
        for call in 0..100 {
            limiter.learn(true, at(call * 1_000));
            assert!(limiter.0.lock().unwrap().rate >= MIN_RATE);
        }
        assert!(limiter.acquire(at(0)) <= Duration::from_secs(4));
    }
}
