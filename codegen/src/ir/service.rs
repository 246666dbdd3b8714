//! Defines what all operations of a service have in common.

use super::{Auth, Sessions};

/// What all operations of a service have in common.
#[derive(Debug, Default)]
pub(crate) struct Service {
    pub(crate) sdk_id: String,
    pub(crate) version: String,
    /// The auth schemes, in order of preference.
    pub(crate) auth: Vec<Auth>,
    /// Whether requests state the SHA-256 of their body in a header.
    pub(crate) content_sha256: bool,
    /// Whether the head of a request is to be accepted before a long body is sent.
    pub(crate) expect_continue: bool,
    /// The retry behavior, where it differs from the standard.
    pub(crate) retries: Option<Retries>,
    /// How calls create sessions, if an operation does.
    pub(crate) sessions: Option<Sessions>,
    /// Whether AWS IAM authorizes its operations.
    pub(crate) is_authorized_by_iam: bool,
    /// Whose settings its clients have.
    pub(crate) vendor: Vendor,
}

/// The vendor of a service, if the runtime has a crate for its configurations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Vendor {
    /// `whitesmith-aws`
    Aws,
    /// None: `whitesmith-client` has the configuration.
    #[default]
    None,
}

/// The retry behavior of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retries {
    pub(crate) max_attempts: u32,
    pub(crate) transient_delay_millis: u64,
}
