//! Decides whether a failed attempt is retried and after which backoff: the modes `standard` and
//! `adaptive` of the AWS SDKs
//! (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>).

mod mode;
mod rate_limiter;
mod retry_after;
mod rules;
mod token_bucket;
mod verdict;

pub use mode::RetryMode;
pub(super) use rate_limiter::RateLimiter;
pub(super) use retry_after::RetryAfter;
pub use rules::RetryBehavior;
pub(super) use rules::{Failed, RetryRules};
pub(super) use token_bucket::TokenBucket;
pub(super) use verdict::{Reason, Verdict};
