//! The configuration of an AWS client: the common settings, and regions, credentials and settings
//! files.

use std::fmt;
use std::sync::Arc;

use whitesmith_client::internal::Common;
use whitesmith_client::{Environment, common_settings};
use whitesmith_runtime::internal::shown;

use super::aws_client::Aws;
use super::observe::setting_ignored;
use super::platform;
use super::{CredentialsChain, ProvideCredentials, Settings, SettingsError, SsoBearerToken};

/// The configuration of an AWS client. It is cheap to clone, and converts into a
/// [`whitesmith_client::Config`], which clients take.
///
/// ```
/// use whitesmith_aws::{Config, Credentials};
///
/// let config = Config::new()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
///     .max_attempts(5);
/// assert!(!format!("{config:?}").contains("wJalr"));
/// ```
#[derive(Clone, Default)]
pub struct Config {
    common: Common,
    aws: Aws,
}

impl Config {
    /// Creates a configuration without settings. No environment variables and files are read,
    /// except by credentials providers, and for the header `x-amzn-trace-id` inside a Lambda
    /// function.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a configuration from environment variables, the shared config and credentials files,
    /// and the default credentials provider chain. Settings are read now, credentials when a call
    /// needs them.
    ///
    /// If no region is configured, calls that need one get it from the EC2 instance metadata
    /// service, unless `AWS_EC2_METADATA_DISABLED` is `true`. That takes two requests of at most 1
    /// s each. The region is kept; after a failure it is fetched again by calls 60 s later.
    ///
    /// Malformed settings do not fail: they are [`Settings::warnings`], and errors of the calls
    /// that need them.
    ///
    /// On `wasm32-unknown-unknown`, which has no environment, nothing is read. That is a warning
    /// ([`Self::warnings`]), and an error of the calls that need credentials or a region, until they are set.
    #[must_use]
    pub fn from_env() -> Self {
        platform::from_env()
    }

    /// Creates the same configuration from other variables and files than those of the process.
    #[must_use]
    pub fn from_environment(environment: impl Environment) -> Self {
        let settings = Settings::load(&environment);
        settings.warnings().iter().for_each(setting_ignored);
        let mut config = Self::new().settings(settings).environment(environment);
        config.aws.is_from_environment = true;
        let config = config.credentials(CredentialsChain::default());
        config.bearer_token_provider(SsoBearerToken::new())
    }

    /// Returns the problems of the settings: see [`Settings::warnings`].
    #[must_use]
    pub fn warnings(&self) -> &[SettingsError] {
        self.aws.settings.warnings()
    }

    /// Sets the settings to use where this configuration sets nothing itself.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.aws.settings = settings;
        self
    }

    /// Sets the region, such as `us-east-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.aws.region = Some(region.into());
        self
    }

    /// Sets whether to use FIPS endpoints (FIPS 140).
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.aws.use_fips = Some(use_fips);
        self
    }

    /// Sets whether to use dual-stack endpoints (IPv4 and IPv6).
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.aws.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets the AWS account id of account-based endpoints. By default it is that of the
    /// [`Credentials`](crate::Credentials).
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.aws.account_id = Some(account_id.into());
        self
    }

    /// Sets the credentials that sign requests: [`Credentials`](crate::Credentials), or a credentials
    /// provider.
    #[must_use]
    pub fn credentials(mut self, source: impl ProvideCredentials) -> Self {
        self.aws.credentials = Some(Arc::new(source));
        self
    }
}

common_settings!(Config);

/// Sets what the configuration does not set itself from its settings.
impl From<Config> for whitesmith_client::Config {
    fn from(config: Config) -> Self {
        let Config { mut common, mut aws } = config;
        aws.keep_retries(&common);
        let settings = &aws.settings;
        let or_settings = |value: &mut Option<bool>, setting| *value = value.or(Some(setting));
        or_settings(&mut common.disable_host_prefix, settings.disable_host_prefix_injection);
        or_settings(&mut common.disable_request_compression, settings.disable_request_compression);
        common.endpoint_discovery = common.endpoint_discovery.or(settings.endpoint_discovery);
        common.request_min_compression_size_bytes = common
            .request_min_compression_size_bytes
            .or(settings.request_min_compression_size_bytes);
        common.request_checksum_calculation =
            common.request_checksum_calculation.or(settings.request_checksum_calculation);
        common.response_checksum_validation =
            common.response_checksum_validation.or(settings.response_checksum_validation);
        common.max_attempts = common.max_attempts.or(settings.max_attempts);
        common.retry_mode = common.retry_mode.or(settings.retry_mode);
        common.retry_behavior = common.retry_behavior.or(settings.retry_behavior);
        common.app_name = common.app_name.or_else(|| settings.app_id.clone());
        common.ca_bundle = common.ca_bundle.or_else(|| settings.ca_bundle.clone());
        Self::of_vendor(common, aws)
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Common { endpoint_url, max_attempts, timeout, attempt_timeout, stall_timeout, .. } =
            &self.common;
        f.debug_struct("Config")
            .field("region", &self.aws.region)
            // The URL may contain a password: it is redacted here, and rejected when it is used.
            .field("endpoint_url", &endpoint_url.as_deref().map(shown))
            .field("credentials", &self.aws.credentials)
            .field("max_attempts", max_attempts)
            .field("timeout", timeout)
            .field("attempt_timeout", attempt_timeout)
            .field("stall_timeout", stall_timeout)
            .finish_non_exhaustive()
    }
}
