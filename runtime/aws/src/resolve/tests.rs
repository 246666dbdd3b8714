//! Calls of a service whose rules need a region, with settings that cannot be read.

use super::*;
use crate::fake_list::{ListError, Page};
use crate::testing::{FakeEnvironment, FakeTransport, Machine, ok};
use crate::{Config, CredentialsChain};
use whitesmith_client::{CallOptions, Client};
use whitesmith_runtime::internal::block_on;
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{Auth, Method, Operation, RequestWriter, ResponseReader, Service};

/// A service with an endpoint in each region, and FIPS endpoints in the United States.
pub(crate) struct Regional;

impl Service for Regional {
    const SDK_ID: &'static str = "Some Service";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::SigV4 { service: "some" }];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        if let Some(url) = &built_ins.endpoint {
            return if built_ins.use_fips {
                Err(EndpointError::new("FIPS and custom endpoint are not supported"))
            } else if url.starts_with("http://") {
                Ok(Endpoint::new(url))
            } else {
                Err(EndpointError::new(format!("Custom endpoint `{url}` is not supported")))
            };
        }
        let region = built_ins.region.as_deref();
        let region = region.ok_or_else(|| EndpointError::new("Missing Region"))?;
        let has_fips = built_ins.use_fips && region.starts_with("us-");
        let fips = if has_fips { "-fips" } else { "" };
        Ok(Endpoint::new(format!("https://some{fips}.{region}.test")))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Get;

impl Operation for Get {
    type Output = Page;
    type Error = ListError;
    type Service = Regional;
    const NAME: &'static str = "Get";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

/// Credentials in variables.
pub(crate) fn keys() -> FakeEnvironment {
    FakeEnvironment::default()
        .var("AWS_ACCESS_KEY_ID", "AKID")
        .var("AWS_SECRET_ACCESS_KEY", "SECRET")
        .var("AWS_EC2_METADATA_DISABLED", "true")
}

/// Returns the URL that a call is sent to, or its error.
fn call(
    environment: FakeEnvironment,
    change: impl FnOnce(Config) -> Config,
    options: CallOptions,
) -> Result<String, String> {
    let mut transport = FakeTransport::default();
    for host in ["some.us-east-1.test", "some-fips.us-east-1.test", "some.eu-west-1.test", "here"] {
        for scheme in ["http", "https"] {
            transport = transport.on(&format!("GET {scheme}://{host}/"), [ok("{}")]);
        }
    }
    let machine = Machine::new(environment.clone(), transport);
    let config = Config::from_environment(environment)
        .transport(machine.transport.clone())
        .sleep(machine.clock.clone())
        .clock(machine.clock.clone());
    let client = Client::new::<Regional>(change(config)).with(options);
    match block_on(client.call(Get)) {
        Ok(_) => Ok(machine.transport.requests()[0].lines().next().unwrap().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn simple(environment: FakeEnvironment) -> Result<String, String> {
    call(environment, |config| config, CallOptions::new())
}

#[test]
fn a_setting_that_the_call_does_not_need_does_not_stop_it() {
    let good = keys().var("AWS_REGION", "us-east-1");
    for (name, value) in [
        ("AWS_ACCOUNT_ID", "prod"),
        ("AWS_SDK_UA_APP_ID", "my app"),
        ("AWS_ENDPOINT_URL_OTHER", "localhost:1"),
        ("AWS_MAX_ATTEMPTS", "abc"),
        ("AWS_RETRY_MODE", "quick"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "maybe"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "1"),
        ("AWS_DISABLE_REQUEST_COMPRESSION", "on"),
        ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "-1"),
        ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "never"),
        ("AWS_PROFILE", "nobody"),
        ("AWS_CONFIG_FILE", "/nowhere"),
    ] {
        let called = simple(good.clone().var(name, value));
        assert_eq!(called, Ok("GET https://some.us-east-1.test/".into()), "{name}");
    }
    let unreadable = good
        .clone()
        .config("nonsense")
        .unreadable("/home/me/.aws/credentials", std::io::ErrorKind::PermissionDenied);
    assert_eq!(simple(unreadable), Ok("GET https://some.us-east-1.test/".into()));
}

#[test]
fn a_malformed_endpoint_of_the_service_is_an_error_unless_another_is_given() {
    let expected = "the endpoint cannot be resolved: AWS_ENDPOINT_URL_SOME_SERVICE: expected a URL \
                    such as http://localhost:4566, which must start with https:// or http:// and a \
                    host";
    let environment = keys()
        .var("AWS_REGION", "us-east-1")
        .var("AWS_ENDPOINT_URL_SOME_SERVICE", "me:secret@localhost");
    assert_eq!(simple(environment.clone()), Err(expected.to_owned()));
    let configured = |config: Config| config.endpoint_url("http://here");
    let here = Ok("GET http://here/".to_owned());
    assert_eq!(call(environment.clone(), configured, CallOptions::new()), here);
    let option = CallOptions::new().endpoint_url("http://here");
    assert_eq!(call(environment.clone(), |config| config, option), here);
    let off = environment.var("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(simple(off), Ok("GET https://some.us-east-1.test/".into()));
}

#[test]
fn no_password_of_an_endpoint_is_shown() {
    for url in ["https://me:secret@host", "https://me:secret@ho st", "me:secret@host"] {
        let configured = |config: Config| config.region("us-east-1").endpoint_url(url);
        let error = call(keys(), configured, CallOptions::new()).unwrap_err();
        assert!(error.contains("<redacted>@ho") && !error.contains("secret"), "{error}");
    }
}

#[test]
fn fips_is_never_guessed() {
    let maybe = |region| keys().var("AWS_REGION", region).var("AWS_USE_FIPS_ENDPOINT", "maybe");
    let expected = "the endpoint cannot be resolved: AWS_USE_FIPS_ENDPOINT: expected true or false, \
                    found \"maybe\"";
    assert_eq!(simple(maybe("us-east-1")), Err(expected.to_owned()));
    // The region has the same endpoint with FIPS and without.
    assert_eq!(simple(maybe("eu-west-1")), Ok("GET https://some.eu-west-1.test/".into()));
    for (use_fips, host) in [(true, "some-fips"), (false, "some")] {
        let configured = |config: Config| config.use_fips(use_fips);
        let called = call(maybe("us-east-1"), configured, CallOptions::new());
        assert_eq!(called, Ok(format!("GET https://{host}.us-east-1.test/")));
    }
    // A configured endpoint is not changed.
    let here = Ok("GET http://here/".to_owned());
    let configured = |config: Config| config.endpoint_url("http://here");
    assert_eq!(call(maybe("us-east-1"), configured, CallOptions::new()), here);
    let option = CallOptions::new().endpoint_url("http://here");
    assert_eq!(call(maybe("us-east-1"), |config| config, option), here);
    let variable = maybe("us-east-1").var("AWS_ENDPOINT_URL", "http://here");
    assert_eq!(simple(variable), here);
}

#[test]
fn a_malformed_region_is_an_error_where_one_is_needed() {
    let environment =
        keys().var("AWS_REGION", "us-east-1.evil.test/").config("[default]\nregion = x");
    let expected = "the endpoint cannot be resolved: AWS_REGION: expected letters, digits and hyphens, \
                    such as eu-central-1, found \"us-east-1.evil.test/\"";
    assert_eq!(simple(environment.clone()), Err(expected.to_owned()));
    let configured = |config: Config| config.region("eu-west-1");
    let called = call(environment, configured, CallOptions::new());
    assert_eq!(called, Ok("GET https://some.eu-west-1.test/".into()));
}

#[test]
fn a_profile_that_cannot_be_read_is_told_when_its_credentials_are_missing() {
    let none = FakeEnvironment::default()
        .var("AWS_REGION", "us-east-1")
        .var("AWS_EC2_METADATA_DISABLED", "true");
    let credentials = "/home/me/.aws/credentials";
    let denied = none.clone().var("HOME", "/home/me");
    let denied = denied.unreadable(credentials, std::io::ErrorKind::PermissionDenied);
    let error = simple(denied).unwrap_err();
    assert!(
        error.contains(
            "profile: the shared files have no profile \"default\" \
             (/home/me/.aws/credentials: cannot be read: permission denied); container"
        ),
        "{error}"
    );
    // The line may contain the credentials of the profile, so no other provider is tried.
    let broken = none.config("[default]\naws_access_key_id: AKID\n[profile other]\nnonsense");
    let error = simple(broken).unwrap_err();
    assert!(
        error.ends_with(
            "profile: the profile \"default\" has no credentials \
             (/home/me/.aws/config, line 2: expected `key = value`)"
        ),
        "{error}"
    );
}

#[test]
fn warnings_are_kept() {
    let config =
        "[default]\nregion = us-east-1\nretry_mode = quick\nnonsense\n[profile a]\nnonsense";
    let environment = keys().config(config).var("AWS_MAX_ATTEMPTS", "abc");
    let config = Config::from_environment(environment);
    let warnings: Vec<_> = config.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "/home/me/.aws/config, line 4: expected `key = value`",
            "AWS_MAX_ATTEMPTS: expected a whole number of at least 1, found \"abc\"",
            "/home/me/.aws/config, line 3, retry_mode: expected standard, adaptive or legacy, found \
             \"quick\"",
        ]
    );
    assert!(Config::new().credentials(CredentialsChain::default()).warnings().is_empty());
}
