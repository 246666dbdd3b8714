//! What is known of the region of the EC2 instance.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::CredentialsError;

/// The region of the EC2 instance, fetched by the first call that needs it.
#[derive(Debug, Default)]
pub(in super::super) struct InstanceRegion(Mutex<Answer>);

#[derive(Clone, Debug, Default)]
pub(super) enum Answer {
    /// Not fetched so far.
    #[default]
    Unknown,
    Region(String),
    /// Fetching failed at this time.
    Absent(SystemTime, CredentialsError),
}

impl InstanceRegion {
    pub(super) fn answer(&self) -> MutexGuard<'_, Answer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
