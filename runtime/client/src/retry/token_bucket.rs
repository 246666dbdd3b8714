//! The token bucket, which limits retries while a service is down: each retry takes tokens, each
//! successful call returns some, and without tokens nothing is retried.

use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
/// How many tokens a call returns that succeeds at its first attempt.
const REWARD: u32 = 1;

/// The token bucket that all calls of a client share.
#[derive(Debug)]
pub(crate) struct TokenBucket(AtomicU32);

impl Default for TokenBucket {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl TokenBucket {
    /// Takes the cost of a retry; `false` if there are not enough tokens.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost))
            .is_ok()
    }

    /// Returns the cost of the last retry of a successful call; `None` if there was no retry.
    pub(crate) fn give_back(&self, cost: Option<u32>) {
        let reward = cost.unwrap_or(REWARD);
        // The update never fails, as the closure always returns a number.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
            Some(tokens.saturating_add(reward).min(CAPACITY))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_run_out_and_come_back() {
        let bucket = TokenBucket::default();
        for _ in 0..100 {
            assert!(bucket.take(5));
        }
        assert!(!bucket.take(5));
        bucket.give_back(Some(14));
        assert!(bucket.take(14));
        for _ in 0..5 {
            assert!(!bucket.take(5));
            bucket.give_back(None);
        }
        assert!(bucket.take(5));
    }

    #[test]
    fn it_is_never_more_than_full() {
        let bucket = TokenBucket::default();
        bucket.give_back(None);
        assert_eq!(bucket.0.into_inner(), CAPACITY);
    }
}
