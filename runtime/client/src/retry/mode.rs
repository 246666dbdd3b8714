//! The retry modes of the AWS SDKs.

/// How failed attempts are retried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// `standard`: transient and throttling errors are retried, with exponential backoff, jitter
    /// and a token bucket. `legacy`, the mode of older SDKs, is read as this mode.
    #[default]
    Standard,
    /// `adaptive`: the same, and the client limits its rate of requests while the service throttles.
    Adaptive,
}
