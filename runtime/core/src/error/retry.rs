//! What the retry behaviour of the AWS SDKs says about error codes and statuses.

/// The trait `retryable` of an error in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryHint {
    /// The same request may succeed later.
    Retryable,
    /// The same request may succeed later; there were too many.
    Throttling,
}

/// There were too many requests.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The service could not do it now.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

pub(super) fn is_throttling(status: u16, code: Option<&str>) -> bool {
    status == 429 || code.is_some_and(|code| THROTTLING.contains(&code))
}

pub(super) fn is_transient(status: u16, code: Option<&str>) -> bool {
    // An error in a response of success arose after the status was sent, which would have been 500.
    matches!(status, 200..=299 | 500 | 502 | 503 | 504)
        || code.is_some_and(|code| TRANSIENT.contains(&code))
}
