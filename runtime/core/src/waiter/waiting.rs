//! The delays between the calls of a waiter: exponential backoff with jitter
//! (<https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries>).

use std::time::Duration;

use super::Waiter;

/// Computes when a waiter polls again: exponential backoff with jitter, and a last call when the
/// maximum wait elapses.
///
/// A client's `wait_until` uses it; without a client, wait like this:
///
/// ```
/// # use std::time::{Duration, Instant};
/// # use whitesmith_runtime::{Operation, Waiter, WaiterState, WaiterStep, Waiting};
/// fn wait<W: Waiter>(
///     input: &W::Operation,
///     send: impl Fn(&W::Operation) -> <W::Operation as Operation>::Output,
/// ) -> bool {
///     let (start, mut waiting) = (Instant::now(), Waiting::new::<W>(Duration::from_secs(60)));
///     loop {
///         match W::state(input, Ok(&send(input))) {
///             WaiterState::Success => return true,
///             WaiterState::Failure => return false,
///             WaiterState::Retry => match waiting.next(0.5, start.elapsed()) { // 0.5: random
///                 WaiterStep::Sleep(delay) => std::thread::sleep(delay),
///                 WaiterStep::TimedOut => return false,
///             },
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "backoff")]
pub struct Waiting {
    min_delay: Duration,
    max_delay: Duration,
    max_wait: Duration,
    attempts: u32,
    /// Whether the next call is the last one.
    is_last: bool,
}

/// What to do after a call whose state is [`WaiterState::Retry`](super::WaiterState::Retry).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterStep {
    /// Sleep, then call again.
    Sleep(Duration),
    /// The maximum wait has elapsed.
    TimedOut,
}

impl Waiting {
    /// Creates the backoff of the waiter `W`, for at most `max_wait`.
    #[must_use]
    pub fn new<W: Waiter + ?Sized>(max_wait: Duration) -> Self {
        Self {
            min_delay: W::MIN_DELAY,
            max_delay: W::MAX_DELAY.max(W::MIN_DELAY),
            max_wait,
            attempts: 0,
            is_last: false,
        }
    }

    /// Returns the number of calls made, that is, the calls of [`next`](Self::next).
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns what to do after a call. `random` is the jitter, from 0 to 1; `elapsed` is the time
    /// since the start of the first call.
    pub fn next(&mut self, random: f64, elapsed: Duration) -> WaiterStep {
        self.attempts = self.attempts.saturating_add(1);
        let remaining = self.max_wait.saturating_sub(elapsed);
        if self.is_last || remaining.is_zero() {
            return WaiterStep::TimedOut;
        }
        let delay = self.jittered(random);
        if remaining.saturating_sub(delay) > self.min_delay {
            return WaiterStep::Sleep(delay);
        }
        self.is_last = true;
        WaiterStep::Sleep(remaining)
    }

    /// Returns a delay between the minimum and the maximum for this attempt.
    fn jittered(&self, random: f64) -> Duration {
        // 2^31 times the minimum exceeds any maximum that a model can declare.
        let doubled = self.min_delay.saturating_mul(1 << (self.attempts - 1).min(31));
        let spread = doubled.min(self.max_delay).saturating_sub(self.min_delay);
        let random = if random.is_nan() { 0.0 } else { random.clamp(0.0, 1.0) };
        self.min_delay.saturating_add(spread.mul_f64(random))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(min: u64, max: u64, wait: u64) -> Waiting {
        Waiting {
            min_delay: Duration::from_secs(min),
            max_delay: Duration::from_secs(max),
            max_wait: Duration::from_secs(wait),
            attempts: 0,
            is_last: false,
        }
    }

    /// Returns the delays in seconds if calls take no time.
    fn delays(mut waiting: Waiting, random: f64) -> Vec<u64> {
        let mut elapsed = Duration::ZERO;
        let mut delays = Vec::new();
        while let WaiterStep::Sleep(delay) = waiting.next(random, elapsed) {
            elapsed += delay;
            delays.push(delay.as_secs());
        }
        delays
    }

    #[test]
    fn delays_double_up_to_the_longest_and_fill_the_time() {
        for (min, max, wait, random, expected) in [
            (2, 120, 300, 1.0, &[2, 4, 8, 16, 32, 64, 120, 54][..]),
            (2, 120, 9, 0.0, &[2, 2, 2, 3]),
            (5, 5, 17, 0.7, &[5, 5, 7]),
            (30, 120, 10, 1.0, &[10]),
            (2, 120, 0, 1.0, &[]),
            (2, 120, 3, f64::NAN, &[3]),
        ] {
            assert_eq!(delays(waiting(min, max, wait), random), expected, "{min} {max} {wait}");
        }
    }

    #[test]
    fn no_number_is_too_large() {
        let mut waiting = waiting(u64::MAX, u64::MAX, u64::MAX);
        waiting.attempts = u32::MAX;
        assert!(matches!(waiting.next(9.0, Duration::ZERO), WaiterStep::Sleep(_)));
        assert_eq!(waiting.next(-1.0, Duration::MAX), WaiterStep::TimedOut);
    }
}
