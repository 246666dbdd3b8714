//! What keeps a client from trying again and again while a service is down: each retry takes
//! tokens, each success gives some back, and without tokens nothing is tried again.

use std::sync::atomic::{AtomicU32, Ordering};

use super::Reason;

const CAPACITY: u32 = 500;
const RETRY_COST: u32 = 5;
const TIMEOUT_COST: u32 = 10;
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
    /// Takes what a retry costs and tells how much that was; `None` if there is not enough.
    pub(crate) fn take(&self, reason: Reason) -> Option<u32> {
        let cost = match reason {
            Reason::Timeout => TIMEOUT_COST,
            Reason::Throttling | Reason::Transient => RETRY_COST,
        };
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost));
        taken.ok().map(|_| cost)
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
            assert_eq!(bucket.take(Reason::Transient), Some(5));
        }
        assert_eq!(bucket.take(Reason::Throttling), None);
        bucket.give_back(Some(10));
        assert_eq!(bucket.take(Reason::Timeout), Some(10));
        for _ in 0..5 {
            assert_eq!(bucket.take(Reason::Transient), None);
            bucket.give_back(None);
        }
        assert_eq!(bucket.take(Reason::Transient), Some(5));
    }

    #[test]
    fn it_is_never_more_than_full() {
        let bucket = TokenBucket::default();
        bucket.give_back(None);
        assert_eq!(bucket.0.into_inner(), CAPACITY);
    }
}
