//! The configuration of a client: endpoint, credentials, retries, timeouts and transport.

use std::fmt;
use std::sync::Arc;

use super::common::Common;
use super::platform::DefaultSleep;
use super::vendor::{NoVendor, Vendor, VendorClient};
use super::{RetryMode, Sleep};
use whitesmith_runtime::internal::shown;

/// The configuration of a client. It is cheap to clone.
///
/// ```
/// use whitesmith_client::Config;
///
/// let config = Config::new()
///     .endpoint_url("https://forecast.example.com")
///     .bearer_token("secret")
///     .max_attempts(5);
/// assert!(!format!("{config:?}").contains("secret"));
/// ```
///
/// The AWS services have a configuration of their own, `whitesmith_aws::Config`, with regions,
/// credentials and settings of the environment. It converts into this one.
#[derive(Clone, Default)]
pub struct Config {
    pub(super) common: Common,
    vendor: Option<Arc<dyn Vendor>>,
}

impl Config {
    /// Creates a configuration without settings. No environment variables and files are read,
    /// except for the header `x-amzn-trace-id` inside a Lambda function.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a configuration with the vendor's part.
    #[doc(hidden)]
    #[must_use]
    pub fn of_vendor(common: Common, vendor: impl Vendor) -> Self {
        Self { common, vendor: Some(Arc::new(vendor)) }
    }

    pub(super) fn is_adaptive(&self) -> bool {
        self.common.retry_mode == Some(RetryMode::Adaptive)
    }

    /// Returns how to sleep without blocking.
    pub(super) fn async_sleep(&self) -> Arc<dyn Sleep> {
        self.common.sleep.clone().unwrap_or_else(|| Arc::new(DefaultSleep))
    }

    /// Returns the vendor's part of a client, for the service with this SDK id.
    pub(super) fn vendor_client(&self, sdk_id: &str) -> Arc<dyn VendorClient> {
        match &self.vendor {
            Some(vendor) => vendor.client(&self.common, sdk_id),
            None => Arc::new(NoVendor::new(&self.common)),
        }
    }
}

common_settings!(Config);

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Common { endpoint_url, max_attempts, timeout, attempt_timeout, stall_timeout, .. } =
            &self.common;
        f.debug_struct("Config")
            // The URL may contain a password: it is redacted here, and rejected when it is used.
            .field("endpoint_url", &endpoint_url.as_deref().map(shown))
            .field("vendor", &self.vendor)
            .field("max_attempts", max_attempts)
            .field("timeout", timeout)
            .field("attempt_timeout", attempt_timeout)
            .field("stall_timeout", stall_timeout)
            .finish_non_exhaustive()
    }
}
