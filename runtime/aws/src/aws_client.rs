//! The AWS part of a configuration and of a client.

use std::fmt;
use std::sync::Arc;

use whitesmith_runtime::BuiltIns;

use super::followed::Retries;
use super::region::InstanceRegion;
use super::sign::SigningKeys;
use super::{CredentialsCache, ProvideCredentials, Settings, SettingsError};

/// The AWS part of a configuration.
#[derive(Clone, Default)]
pub(super) struct Aws {
    /// The settings of the environment. The fields below take precedence.
    pub(super) settings: Settings,
    /// Whether a missing region may be fetched.
    pub(super) is_from_environment: bool,
    pub(super) region: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
    pub(super) account_id: Option<String>,
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) retries: Retries,
}

impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aws")
            .field("region", &self.region)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// What all calls of a client share.
pub(super) struct AwsClient {
    pub(super) aws: Aws,
    /// The built-ins of the configuration; the region may have to be fetched.
    pub(super) built_ins: BuiltIns,
    pub(super) instance_region: InstanceRegion,
    /// The error of the configured endpoint URL, unless code sets another one.
    pub(super) malformed_endpoint: Option<SettingsError>,
    pub(super) credentials: Option<CredentialsCache>,
    pub(super) keys: SigningKeys,
}
