//! Converts the `SdkConfig` of the crate `aws-config` into settings and a credentials provider.

#[cfg(test)]
mod tests;

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError as SdkError;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_types::SdkConfig;
use aws_types::endpoint_config::AccountIdEndpointMode as SdkMode;
use aws_types::sdk_config::RequestChecksumCalculation as SdkCalculation;
use aws_types::sdk_config::ResponseChecksumValidation as SdkValidation;
use aws_types::sdk_config::RetryConfig;
use aws_types::service_config::ServiceConfigKey;

use super::settings::EndpointUrls;
use super::{
    AccountIdEndpointMode, Config, Credentials, CredentialsError, ProvideCredentials, Settings,
};
use whitesmith_client::{
    BoxFuture, Context, RequestChecksumCalculation, ResponseChecksumValidation, RetryMode,
};

impl Config {
    /// Creates a configuration from the settings and the credentials provider that `aws-config` has
    /// loaded, for a service given by its SDK id, such as `Chime`: see [`Settings::of_sdk_config`]
    /// and [`SdkCredentials`].
    #[must_use]
    pub fn of_sdk_config(config: &SdkConfig, sdk_id: &str) -> Self {
        let ours = Self::new().settings(Settings::of_sdk_config(config, sdk_id));
        match SdkCredentials::of(config) {
            Some(credentials) => ours.credentials(credentials),
            None => ours,
        }
    }
}

impl Settings {
    /// Creates settings from those that `aws-config` has loaded for all services, and the endpoint
    /// URL of one service, given by its SDK id, such as `Chime`. [`Settings::endpoint_url`] then
    /// returns that URL for any service.
    ///
    /// Disabled retries become a maximum of one attempt. The backoff of `RetryConfig`, timeouts, HTTP
    /// clients, clocks and identity caches are not converted.
    #[must_use]
    pub fn of_sdk_config(config: &SdkConfig, sdk_id: &str) -> Self {
        let retry = config.retry_config();
        Self {
            region: config.region().map(|region| region.as_ref().to_owned()),
            max_attempts: retry.map(RetryConfig::max_attempts),
            retry_mode: retry.map(retry_mode),
            retry_behavior: None,
            use_fips: config.use_fips().unwrap_or_default(),
            use_dual_stack: config.use_dual_stack().unwrap_or_default(),
            account_id_endpoint_mode: match config.account_id_endpoint_mode() {
                Some(SdkMode::Disabled) => AccountIdEndpointMode::Disabled,
                Some(SdkMode::Required) => AccountIdEndpointMode::Required,
                // The default, and modes of later versions.
                Some(_) | None => AccountIdEndpointMode::Preferred,
            },
            disable_request_compression: config.disable_request_compression().unwrap_or_default(),
            request_min_compression_size_bytes: config
                .request_min_compression_size_bytes()
                .map(u64::from),
            request_checksum_calculation: config
                .request_checksum_calculation()
                .and_then(calculation),
            response_checksum_validation: config
                .response_checksum_validation()
                .and_then(validation),
            app_id: config.app_name().map(|name| name.as_ref().to_owned()),
            disable_host_prefix_injection: false,
            endpoint_discovery: None,
            endpoint_urls: EndpointUrls::all(endpoint_url(config, sdk_id)),
            ..Self::default()
        }
    }
}

/// The setting, unless it is one of a later version.
fn calculation(of_sdk: SdkCalculation) -> Option<RequestChecksumCalculation> {
    match of_sdk {
        SdkCalculation::WhenSupported => Some(RequestChecksumCalculation::WhenSupported),
        SdkCalculation::WhenRequired => Some(RequestChecksumCalculation::WhenRequired),
        _ => None,
    }
}

/// The setting, unless it is one of a later version.
fn validation(of_sdk: SdkValidation) -> Option<ResponseChecksumValidation> {
    match of_sdk {
        SdkValidation::WhenSupported => Some(ResponseChecksumValidation::WhenSupported),
        SdkValidation::WhenRequired => Some(ResponseChecksumValidation::WhenRequired),
        _ => None,
    }
}

fn retry_mode(retry: &RetryConfig) -> RetryMode {
    if retry.mode() == RetryConfig::adaptive().mode() {
        RetryMode::Adaptive
    } else {
        RetryMode::Standard
    }
}

/// Returns the endpoint URL: set by code, else configured for the service, else for all services.
fn endpoint_url(config: &SdkConfig, sdk_id: &str) -> Option<String> {
    let of_all = config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return of_all;
    }
    let key = ServiceConfigKey::builder()
        .service_id(sdk_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build();
    let of_one = match (config.service_config(), key) {
        (Some(environment), Ok(key)) => environment.load_config(key),
        (Some(_) | None, _) => None,
    };
    of_one.or(of_all)
}

/// A credentials provider of `aws-config`. It uses its own transport and clock, and may need a Tokio
/// runtime. It does not cache credentials; clients do.
#[derive(Clone, Debug)]
pub struct SdkCredentials(SharedCredentialsProvider);

impl SdkCredentials {
    /// Returns the credentials provider of a configuration, if it has one.
    #[must_use]
    pub fn of(config: &SdkConfig) -> Option<Self> {
        config.credentials_provider().map(Self)
    }
}

impl From<SharedCredentialsProvider> for SdkCredentials {
    fn from(source: SharedCredentialsProvider) -> Self {
        Self(source)
    }
}

impl ProvideCredentials for SdkCredentials {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            match self.0.provide_credentials().await {
                Ok(credentials) => Ok(ours(&credentials)),
                Err(error) => Err(failure(&error)),
            }
        })
    }
}

fn ours(theirs: &aws_credential_types::Credentials) -> Credentials {
    let mut ours = Credentials::new(theirs.access_key_id(), theirs.secret_access_key());
    if let Some(token) = theirs.session_token() {
        ours = ours.with_session_token(token);
    }
    if let Some(expiry) = theirs.expiry() {
        ours = ours.with_expiry(expiry);
    }
    if let Some(account) = theirs.account_id() {
        ours = ours.with_account_id(account.as_str());
    }
    ours
}

/// Converts an error. Its message contains those of all causes, as SDK errors leave them out.
fn failure(error: &SdkError) -> CredentialsError {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(": ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    if matches!(error, SdkError::CredentialsNotLoaded(_)) {
        CredentialsError::absent(message)
    } else {
        CredentialsError::new(message)
    }
}
