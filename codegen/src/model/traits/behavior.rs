//! The values of traits about long polling, sessions and retries.

use serde::Deserialize;

/// The trait has a timeout, which clients do not use: they have no limit for a response.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct LongPoll {}

/// The id of the operation that creates sessions. Its required input members set endpoint parameters, and its
/// output has `Credentials` with `AccessKeyId`, `SecretAccessKey`, `SessionToken` and `Expiration`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sessions {
    pub(crate) operation: String,
}

/// The retry behavior of a service.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Retries {
    /// The maximum number of attempts, including the first one.
    pub(crate) max_attempts: u32,
    /// The maximum delay after a first attempt that fails with a transient error, in milliseconds.
    pub(crate) transient_delay_millis: u64,
}
