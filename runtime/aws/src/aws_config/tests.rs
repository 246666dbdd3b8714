//! Converts configurations of the AWS SDK.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::provider::future;
use aws_types::app_name::AppName;
use aws_types::origin::Origin;
use aws_types::region::Region;
use aws_types::service_config::LoadServiceConfig;

use super::*;
use crate::testing::{FakeEnvironment, FakeTransport, Machine};

fn endpoint(settings: &Settings) -> Option<&str> {
    settings.endpoint_url("Chime").unwrap()
}

#[test]
fn an_empty_configuration_is_all_default() {
    let config = SdkConfig::builder().build();
    assert_eq!(Settings::of_sdk_config(&config, "Chime"), Settings::default());
    assert!(SdkCredentials::of(&config).is_none());
    assert!(format!("{:?}", Config::of_sdk_config(&config, "Chime")).contains("credentials: None"));
}

#[test]
fn settings_are_taken_over() {
    let config = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .endpoint_url("http://localhost:1")
        .retry_config(RetryConfig::adaptive().with_max_attempts(7))
        .use_fips(true)
        .use_dual_stack(true)
        .account_id_endpoint_mode(SdkMode::Required)
        .disable_request_compression(true)
        .request_min_compression_size_bytes(42)
        .request_checksum_calculation(SdkCalculation::WhenRequired)
        .response_checksum_validation(SdkValidation::WhenSupported)
        .app_name(AppName::new("app").unwrap())
        .build();
    let settings = Settings::of_sdk_config(&config, "Chime");
    let expected = Settings {
        retry_behavior: None,
        region: Some("eu-west-1".into()),
        max_attempts: Some(7),
        retry_mode: Some(RetryMode::Adaptive),
        use_fips: true,
        use_dual_stack: true,
        account_id_endpoint_mode: AccountIdEndpointMode::Required,
        disable_request_compression: true,
        request_min_compression_size_bytes: Some(42),
        request_checksum_calculation: Some(RequestChecksumCalculation::WhenRequired),
        response_checksum_validation: Some(ResponseChecksumValidation::WhenSupported),
        app_id: Some("app".into()),
        disable_host_prefix_injection: false,
        endpoint_discovery: None,
        endpoint_urls: settings.endpoint_urls.clone(),
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    assert_eq!(endpoint(&settings), Some("http://localhost:1"));
    let config = SdkConfig::builder().retry_config(RetryConfig::disabled()).build();
    let settings = Settings::of_sdk_config(&config, "Chime");
    let retry = (settings.max_attempts, settings.retry_mode);
    assert_eq!(retry, (Some(1), Some(RetryMode::Standard)));
}

/// A source of settings with an endpoint for Chime.
#[derive(Debug)]
struct ForChime;

impl LoadServiceConfig for ForChime {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        assert_eq!((key.env(), key.profile()), ("AWS_ENDPOINT_URL", "endpoint_url"));
        (key.service_id() == "Chime").then(|| "http://chime".to_owned())
    }
}

#[test]
fn each_service_may_have_an_endpoint() {
    let of = |config: &SdkConfig, sdk_id| {
        Settings::of_sdk_config(config, sdk_id).endpoint_url(sdk_id).unwrap().map(str::to_owned)
    };
    let config = SdkConfig::builder().endpoint_url("http://all").service_config(ForChime).build();
    assert_eq!(of(&config, "Chime").as_deref(), Some("http://chime"));
    assert_eq!(of(&config, "S3").as_deref(), Some("http://all"));
    // What code sets takes precedence over the environment.
    let mut builder = config.into_builder();
    builder.insert_origin("endpoint_url", Origin::shared_config());
    assert_eq!(of(&builder.build(), "Chime").as_deref(), Some("http://all"));
}

#[derive(Debug)]
struct Failing(fn() -> SdkError);

impl aws_credential_types::provider::ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

fn source(
    provider: impl aws_credential_types::provider::ProvideCredentials + 'static,
) -> SdkCredentials {
    let provider = SharedCredentialsProvider::new(provider);
    let config = SdkConfig::builder().credentials_provider(provider).build();
    SdkCredentials::of(&config).unwrap()
}

#[test]
fn credentials_are_taken_over() {
    let machine = Machine::new(FakeEnvironment::default(), FakeTransport::default());
    let end = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let theirs = aws_credential_types::Credentials::builder()
        .access_key_id("AKID")
        .secret_access_key("SECRET")
        .session_token("TOKEN")
        .expiry(end)
        .account_id("123456789012")
        .provider_name("test")
        .build();
    let expected = Credentials::new("AKID", "SECRET")
        .with_session_token("TOKEN")
        .with_expiry(end)
        .with_account_id("123456789012");
    let sdk = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(theirs.clone()))
        .build();
    let config = format!("{:?}", Config::of_sdk_config(&sdk, "Chime"));
    assert!(config.contains("SdkCredentials") && !config.contains("SECRET"), "{config}");
    let source = source(theirs);
    assert_eq!(machine.ask(&source), Ok(expected));
    let shown = format!("{source:?}");
    assert!(!shown.contains("SECRET") && !shown.contains("TOKEN"), "{shown}");
}

#[test]
fn errors_are_taken_over() {
    for (error, is_absent, expected) in [
        (
            (|| SdkError::not_loaded("no variables")) as fn() -> SdkError,
            true,
            "the credential provider was not enabled: no variables",
        ),
        (
            || SdkError::provider_error("status 500"),
            false,
            "an error occurred while loading credentials: status 500",
        ),
    ] {
        let machine = Machine::new(FakeEnvironment::default(), FakeTransport::default());
        let source = source(Failing(error));
        let error =
            whitesmith_runtime::internal::block_on(source.provide(&machine.context)).unwrap_err();
        assert_eq!((error.is_absent(), error.to_string().as_str()), (is_absent, expected));
    }
}
