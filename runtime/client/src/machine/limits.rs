//! The limits of a call, and the properties of its operation that decide about retries.

use std::time::Duration;

use crate::retry::RetryRules;

/// The limits of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The maximum number of attempts, at least 1.
    pub(crate) attempts: u32,
    pub(crate) retries: RetryRules,
    /// The timeout of the whole call.
    pub(crate) call: Option<Duration>,
    /// The timeout of each attempt.
    pub(crate) attempt: Option<Duration>,
    /// The stall timeout.
    pub(crate) stall: Option<Duration>,
    /// Whether to retry after failing to connect.
    pub(crate) retries_connect: bool,
    /// Whether the request may be sent again although the service may have received it.
    pub(crate) is_idempotent: bool,
    /// Whether the operation is a long poll, whose caller calls again at once.
    pub(crate) is_long_poll: bool,
}
