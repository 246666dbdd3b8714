//! What all operations of a service have in common, as data.

use super::Auth;

/// What all operations have in common.
#[derive(Debug, Default)]
pub(crate) struct Service {
    pub(crate) sdk_id: String,
    pub(crate) version: String,
    /// The ways to authorize requests, the best one first.
    pub(crate) auth: Vec<Auth>,
    /// How calls are retried, where it differs from other services.
    pub(crate) retries: Option<Retries>,
}

/// The defaults of a service for retries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retries {
    pub(crate) max_attempts: u32,
    pub(crate) transient_delay_millis: u64,
}
