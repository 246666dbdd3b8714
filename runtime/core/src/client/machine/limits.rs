//! What a call may spend, and what is known about the operation that decides about retries.

use std::time::Duration;

use crate::client::retry::RetryRules;

/// What may be spent on a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// At least 1.
    pub(crate) attempts: u32,
    pub(crate) retries: RetryRules,
    /// How long the call may take.
    pub(crate) call: Option<Duration>,
    /// How long each attempt may take.
    pub(crate) attempt: Option<Duration>,
    /// How long no byte of a body may move.
    pub(crate) stall: Option<Duration>,
    /// Whether to try again when there is no connection.
    pub(crate) retries_connect: bool,
    /// The service may be sent the request again although it may carry out the first one.
    pub(crate) is_idempotent: bool,
    /// The caller will call again at once, whatever the result is.
    pub(crate) is_long_poll: bool,
}
