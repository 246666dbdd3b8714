//! Loads settings from variables and files, and compares them and their warnings.

use super::*;
use crate::testing::FakeEnvironment;

/// Loads settings without warnings.
fn load(environment: &FakeEnvironment) -> Settings {
    let settings = Settings::load(environment);
    assert_eq!(settings.warnings(), []);
    settings
}

fn warnings(settings: &Settings) -> Vec<String> {
    settings.warnings().iter().map(ToString::to_string).collect()
}

const ALL: &str = "[default]
region = eu-west-1
max_attempts = 5
retry_mode = Adaptive
use_fips_endpoint = TRUE
use_dualstack_endpoint = true
account_id_endpoint_mode = required
disable_request_compression = true
request_min_compression_size_bytes = 0
sdk_ua_app_id = app
ca_bundle = /ca.pem
disable_host_prefix_injection = true
s3_use_arn_region = false
s3_disable_multiregion_access_points = true
s3_disable_express_session_auth = true
endpoint_discovery_enabled = true
endpoint_url = http://localhost:1
";

#[test]
fn nothing_set_is_all_default() {
    assert_eq!(load(&FakeEnvironment::default()), Settings::default());
}

#[test]
fn a_profile_sets_all() {
    let settings = load(&FakeEnvironment::default().config(ALL));
    let expected = Settings {
        region: Some("eu-west-1".into()),
        max_attempts: Some(5),
        retry_mode: Some(RetryMode::Adaptive),
        retry_behavior: None,
        use_fips: true,
        use_dual_stack: true,
        account_id_endpoint_mode: AccountIdEndpointMode::Required,
        disable_request_compression: true,
        request_min_compression_size_bytes: Some(0),
        app_id: Some("app".into()),
        ca_bundle: Some("/ca.pem".into()),
        disable_host_prefix_injection: true,
        endpoint_discovery: Some(true),
        s3_use_arn_region: Some(false),
        s3_disable_multi_region_access_points: true,
        s3_disable_express_session_auth: true,
        endpoint_urls: settings.endpoint_urls.clone(),
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    assert_eq!(settings.endpoint_url("Chime"), Ok(Some("http://localhost:1")));
}

#[test]
fn variables_win() {
    let environment = FakeEnvironment::default()
        .config(ALL)
        .var("AWS_REGION", "us-east-1")
        .var("AWS_DEFAULT_REGION", "us-east-2")
        .var("AWS_MAX_ATTEMPTS", " 1 ")
        .var("AWS_RETRY_MODE", "legacy")
        .var("AWS_NEW_RETRIES_2026", "False")
        .var("AWS_USE_FIPS_ENDPOINT", "false")
        .var("AWS_USE_DUALSTACK_ENDPOINT", "False")
        .var("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")
        .var("AWS_DISABLE_REQUEST_COMPRESSION", "false")
        .var("AWS_DISABLE_HOST_PREFIX_INJECTION", "false")
        .var("AWS_ENABLE_ENDPOINT_DISCOVERY", "auto")
        .var("AWS_S3_USE_ARN_REGION", "true")
        .var("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "false")
        .var("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "false")
        .var("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "10485760")
        .var("AWS_SDK_UA_APP_ID", "other")
        .var("AWS_CA_BUNDLE", "/other.pem")
        .var("AWS_ENDPOINT_URL", "https://localhost:2/base");
    let settings = load(&environment);
    let expected = Settings {
        region: Some("us-east-1".into()),
        max_attempts: Some(1),
        retry_mode: Some(RetryMode::Standard),
        retry_behavior: Some(RetryBehavior::Before2026),
        request_min_compression_size_bytes: Some(10_485_760),
        app_id: Some("other".into()),
        ca_bundle: Some("/other.pem".into()),
        account_id_endpoint_mode: AccountIdEndpointMode::Disabled,
        s3_use_arn_region: Some(true),
        endpoint_urls: settings.endpoint_urls.clone(),
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    assert_eq!(settings.endpoint_url("Chime"), Ok(Some("https://localhost:2/base")));
}

/// A variable, a key, a value for each, and the setting as text.
type Row = (&'static str, &'static str, &'static str, &'static str, fn(&Settings) -> String);

/// The settings that have a variable and a key, which botocore and the SDKs read in this order.
const ROWS: &[Row] = &[
    ("AWS_REGION", "region", "a", "b", |s| format!("{:?}", s.region)),
    ("AWS_DEFAULT_REGION", "region", "a", "b", |s| format!("{:?}", s.region)),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "4", "5", |s| format!("{:?}", s.max_attempts)),
    ("AWS_RETRY_MODE", "retry_mode", "standard", "adaptive", |s| format!("{:?}", s.retry_mode)),
    ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "true", "false", |s| s.use_fips.to_string()),
    ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "true", "false", |s| {
        s.use_dual_stack.to_string()
    }),
    ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode", "required", "disabled", |s| {
        s.account_id_endpoint_mode.as_str().to_owned()
    }),
    ("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression", "true", "false", |s| {
        s.disable_request_compression.to_string()
    }),
    (
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        "request_min_compression_size_bytes",
        "1",
        "2",
        |s| format!("{:?}", s.request_min_compression_size_bytes),
    ),
    (
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "request_checksum_calculation",
        "when_supported",
        "WHEN_REQUIRED",
        |s| format!("{:?}", s.request_checksum_calculation),
    ),
    (
        "AWS_RESPONSE_CHECKSUM_VALIDATION",
        "response_checksum_validation",
        "when_required",
        "when_supported",
        |s| format!("{:?}", s.response_checksum_validation),
    ),
    ("AWS_SDK_UA_APP_ID", "sdk_ua_app_id", "a", "b", |s| format!("{:?}", s.app_id)),
    ("AWS_CA_BUNDLE", "ca_bundle", "/a", "/b", |s| format!("{:?}", s.ca_bundle)),
    ("AWS_S3_USE_ARN_REGION", "s3_use_arn_region", "true", "false", |s| {
        format!("{:?}", s.s3_use_arn_region)
    }),
    (
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
        "s3_disable_multiregion_access_points",
        "true",
        "false",
        |s| s.s3_disable_multi_region_access_points.to_string(),
    ),
    (
        "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
        "s3_disable_express_session_auth",
        "true",
        "false",
        |s| s.s3_disable_express_session_auth.to_string(),
    ),
    ("AWS_ENDPOINT_URL", "endpoint_url", "http://a", "http://b", |s| {
        format!("{:?}", s.endpoint_url("Chime"))
    }),
    (
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "ignore_configured_endpoint_urls",
        "true",
        "false",
        |s| format!("{:?}", s.endpoint_url("S3")),
    ),
];

#[test]
fn a_variable_wins_over_the_files_and_an_empty_one_does_not() {
    let credentials = "/home/me/.aws/credentials";
    for (name, key, of_profile, of_variable, shown) in ROWS {
        let base = FakeEnvironment::default()
            .var("HOME", "/home/me")
            .var("AWS_ENDPOINT_URL_S3", "http://s3");
        let shown = |environment: FakeEnvironment| shown(&load(&environment));
        let profile = |value: &str| format!("[default]\n{} = {value}", key.to_uppercase());
        let in_config = base.clone().config(&profile(of_profile));
        let (from_profile, from_variable) =
            (shown(in_config.clone()), shown(base.clone().var(name, of_variable)));
        assert_ne!(from_profile, from_variable, "{name}");
        assert_eq!(shown(in_config.clone().var(name, of_variable)), from_variable, "{name}");
        for empty in ["", "  "] {
            assert_eq!(shown(in_config.clone().var(name, empty)), from_profile, "{name}");
        }
        let in_credentials = base.clone().file(credentials, &profile(of_profile));
        assert_eq!(shown(in_credentials.config(&profile(of_variable))), from_profile, "{name}");
        let unset = shown(base.clone());
        assert_eq!(shown(base.config(&profile(""))), unset, "{name}");
    }
}

#[test]
fn a_region_has_three_places() {
    let region = |environment: &FakeEnvironment| load(environment).region.unwrap();
    let environment = FakeEnvironment::default().config(ALL);
    assert_eq!(region(&environment), "eu-west-1");
    let environment = environment.var("AWS_DEFAULT_REGION", "us-east-2");
    assert_eq!(region(&environment), "us-east-2");
    let environment = environment.var("AWS_REGION", "");
    assert_eq!(region(&environment), "us-east-2");
}

#[test]
fn a_profile_is_chosen() {
    let config = "[default]\nregion = a\n[profile b]\nretry_mode = standard";
    let environment = FakeEnvironment::default().config(config);
    let chosen = load(&environment.clone().var("AWS_PROFILE", "b"));
    assert_eq!((chosen.region, chosen.retry_mode), (None, Some(RetryMode::Standard)));
    let missing =
        Settings::load(&environment.clone().var("AWS_PROFILE", "c").var("AWS_REGION", "d"));
    let expected = "AWS_PROFILE: the shared files have no profile \"c\"";
    assert_eq!((warnings(&missing), missing.region.as_deref()), (vec![expected.into()], Some("d")));
    let default = FakeEnvironment::default().var("AWS_PROFILE", "default");
    assert_eq!(load(&default), Settings::default());
    let named = Settings::load_profile(&environment, "b").unwrap();
    assert_eq!((named.region, named.retry_mode), (None, Some(RetryMode::Standard)));
    let expected = "profile: the shared files have no profile \"c\"";
    assert_eq!(Settings::load_profile(&environment, "c").unwrap_err().to_string(), expected);
}

#[test]
fn malformed_values_count_as_not_set_and_name_their_place() {
    for (name, value, expected) in [
        ("AWS_REGION", "a.b", "letters, digits and hyphens, such as eu-central-1, found \"a.b\""),
        ("AWS_MAX_ATTEMPTS", "0", "a whole number of at least 1, found \"0\""),
        ("AWS_MAX_ATTEMPTS", "many", "a whole number of at least 1, found \"many\""),
        ("AWS_RETRY_MODE", "fast", "standard, adaptive or legacy, found \"fast\""),
        ("AWS_NEW_RETRIES_2026", "2.1", "true or false, found \"2.1\""),
        ("AWS_USE_FIPS_ENDPOINT", "yes", "true or false, found \"yes\""),
        ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "x", "preferred, disabled or required, found \"x\""),
        (
            "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
            "10485761",
            "a number of bytes from 0 to 10485760, found \"10485761\"",
        ),
        (
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "always",
            "when_supported or when_required, found \"always\"",
        ),
        (
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "true",
            "when_supported or when_required, found \"true\"",
        ),
        ("AWS_SDK_UA_APP_ID", "a b", "up to 50 letters, digits and !$%&*+-.,^_`|~, found \"a b\""),
        (
            "AWS_ENDPOINT_URL_S3",
            "user:SECRET@host",
            "a URL such as http://localhost:4566, which must start with https:// or http:// and a host",
        ),
        (
            "AWS_ENDPOINT_URL_S3",
            "http://localhost:99999",
            "a URL such as http://localhost:4566, which must have a port from 0 to 65535",
        ),
        (
            "AWS_ENDPOINT_URL_S3",
            "htps://localhost",
            "a URL such as http://localhost:4566, which must start with https:// or http:// and a host",
        ),
    ] {
        let settings = Settings::load(&FakeEnvironment::default().var(name, value));
        assert_eq!(warnings(&settings), [format!("{name}: expected {expected}")]);
        let unset = Settings { warnings: vec![], malformed: Malformed::default(), ..settings };
        if name != "AWS_ENDPOINT_URL_S3" {
            assert_eq!(unset, Settings::default(), "{name}");
        }
    }
    let config = "[default]\nregion = eu-west-1\nmax_attempts = -1\nretry_mode = adaptive";
    let settings =
        Settings::load(&FakeEnvironment::default().config(config).var("AWS_RETRY_MODE", "fast"));
    let expected = [
        "/home/me/.aws/config, line 3, max_attempts: \
         expected a whole number of at least 1, found \"-1\"",
        "AWS_RETRY_MODE: expected standard, adaptive or legacy, found \"fast\"",
    ];
    assert_eq!(warnings(&settings), expected);
    // The next place is read.
    assert_eq!((settings.max_attempts, settings.retry_mode), (None, Some(RetryMode::Adaptive)));
}

#[test]
fn a_malformed_region_or_fips_setting_is_kept_as_an_error() {
    let malformed = |name: &str| {
        let config = "[default]\nregion = eu-west-1\nuse_fips_endpoint = true";
        let environment = FakeEnvironment::default().config(config).var(name, "a.b");
        let Malformed { region, use_fips, .. } = Settings::load(&environment).malformed;
        region.or(use_fips).map(|error| error.to_string())
    };
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_USE_FIPS_ENDPOINT"] {
        assert!(malformed(name).unwrap().starts_with(name));
    }
    assert_eq!(malformed("AWS_MAX_ATTEMPTS"), None);
}

const ENDPOINTS: &str = "[default]
services = mine
endpoint_url = http://profile
[services mine]
s3 =
  endpoint_url = http://s3.section
elastic_beanstalk =
  endpoint_url = http://eb.section
";

#[test]
fn each_service_may_have_an_endpoint() {
    let file = FakeEnvironment::default().config(ENDPOINTS);
    let one = file.clone().var("AWS_ENDPOINT_URL_S3", "http://s3.variable");
    let all = one.clone().var("AWS_ENDPOINT_URL", "http://variable");
    let off = all.clone().var("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    let three = ["S3", "Elastic Beanstalk", "Chime"];
    let urls = |environment| {
        let settings = load(environment);
        three.map(|sdk_id| settings.endpoint_url(sdk_id).unwrap().unwrap_or("-").to_owned())
    };
    assert_eq!(urls(&file), ["http://s3.section", "http://eb.section", "http://profile"]);
    assert_eq!(urls(&one), ["http://s3.variable", "http://eb.section", "http://profile"]);
    assert_eq!(urls(&all), ["http://s3.variable", "http://variable", "http://variable"]);
    assert_eq!(urls(&off), ["-", "-", "-"]);
}

#[test]
fn endpoints_of_files_are_checked() {
    let missing = FakeEnvironment::default().config("[default]\nservices = mine");
    let expected = "/home/me/.aws/config, line 2, services: there is no section [services mine]";
    assert_eq!(warnings(&Settings::load(&missing)), [expected]);
    let config = ENDPOINTS.replace("http://eb.section", "SECRET");
    let settings = Settings::load(&FakeEnvironment::default().config(&config));
    let expected = "/home/me/.aws/config, line 8, endpoint_url: \
                    expected a URL such as http://localhost:4566, which must start with https:// or \
                    http:// and a host";
    assert_eq!(warnings(&settings), [expected]);
    // Only the one service has a malformed URL.
    let error = settings.endpoint_url("Elastic Beanstalk").unwrap_err().to_string();
    assert_eq!(
        (error.as_str(), settings.endpoint_url("S3")),
        (expected, Ok(Some("http://s3.section")))
    );
}

#[test]
fn debug_shows_no_password() {
    let environment = FakeEnvironment::default()
        .var("AWS_ENDPOINT_URL", "http://me:secret@localhost")
        .var("AWS_ENDPOINT_URL_S3", "http://you:secret@localhost")
        .var("AWS_ENDPOINT_URL_CHIME", "http://chime.localhost");
    let settings = Settings::load(&environment);
    let text = format!("{settings:?}");
    assert!(!text.contains("secret") && text.contains("http://chime.localhost"), "{text}");
}

#[test]
fn endpoint_discovery() {
    let of = |variables: &[(&str, &str)]| {
        let environment = variables
            .iter()
            .fold(FakeEnvironment::default(), |found, (name, value)| found.var(name, value));
        Settings::load(&environment).endpoint_discovery
    };
    let (ours, botocores) = ("AWS_ENABLE_ENDPOINT_DISCOVERY", "AWS_ENDPOINT_DISCOVERY_ENABLED");
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(ours, "TRUE")]), Some(true));
    assert_eq!(of(&[(ours, "false"), (botocores, "true")]), Some(false));
    assert_eq!(of(&[(botocores, "true")]), Some(true));
    assert_eq!(of(&[(ours, "Auto"), (botocores, "true")]), None);
    assert_eq!(of(&[(ours, "yes")]), None);
}
