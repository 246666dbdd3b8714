//! How an attempt ended in; whether to try again, and when, out: the standard mode of the AWS SDKs, and
//! their adaptive one
//! (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>).

mod rate_limiter;
mod rules;
mod token_bucket;
mod verdict;

pub(super) use rate_limiter::RateLimiter;
pub use rules::RetryBehavior;
pub(super) use rules::{Failed, RetryAfter, RetryRules};
pub(super) use token_bucket::TokenBucket;
pub(super) use verdict::{Reason, Verdict};
