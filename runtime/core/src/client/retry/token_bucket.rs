//! What keeps a client from trying again and again while a service is down: each retry takes
//! tokens, each success gives some back, and without tokens nothing is tried again.

use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
/// What a call gives that succeeds at the first attempt.
const REWARD: u32 = 1;

/// The tokens that all calls of a client share.
#[derive(Debug)]
pub(crate) struct TokenBucket(AtomicU32);

impl Default for TokenBucket {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl TokenBucket {
    /// Takes what a retry costs; false if there is not enough.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost))
            .is_ok()
    }

    /// Gives back what the last retry of a call cost, now that it has succeeded.
    pub(crate) fn give_back(&self, cost: Option<u32>) {
        let reward = cost.unwrap_or(REWARD);
        // Full is full; the closure always gives a number.
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
