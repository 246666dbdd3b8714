//! Reads settings from environment variables and the shared config and credentials files.
//!
//! The names are those of the AWS SDKs and Tools Reference Guide, "Settings reference". An
//! environment variable takes precedence over the profile; an empty one counts as not set. A
//! malformed setting counts as not set too, with a warning, as it must not fail calls that do not
//! need it. A malformed region, endpoint URL or `use_fips_endpoint` is an error of the calls that
//! need it, since a default could send the request to the wrong place. `AWS_DEFAULTS_MODE` and
//! `defaults_mode` are not read: they choose timeouts and a retry mode, which this crate sets by
//! [`Config`](super::Config).

mod checksums;
mod endpoint_urls;
mod error;
mod source;

#[cfg(test)]
mod tests;

use super::observe::setting_ignored;
use super::profile::{Profiles, variable};
use whitesmith_client::{
    Environment, RequestChecksumCalculation, ResponseChecksumValidation, RetryBehavior, RetryMode,
};

pub(crate) use endpoint_urls::{EndpointUrls, url};
pub use error::SettingsError;
use source::{BOOLEAN, boolean};
pub(crate) use source::{Found, Lenient, Source};

/// The maximum of `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, in bytes.
const MAX_MIN_COMPRESSION_SIZE: u64 = 10_485_760;

/// The maximum length of an application id.
const MAX_APP_ID: usize = 50;

/// The settings that clients of all services read from environment variables and the shared files.
///
/// ```
/// use whitesmith_aws::Settings;
/// use whitesmith_client::ProcessEnvironment;
///
/// let settings = Settings::load(&ProcessEnvironment);
/// println!("{:?} {:?}", settings.region, settings.endpoint_url("Chime"));
/// for warning in settings.warnings() {
///     eprintln!("{warning}"); // such as: AWS_MAX_ATTEMPTS: expected a whole number…
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // Each is a setting of its own.
pub struct Settings {
    /// The region: `AWS_REGION`, else `AWS_DEFAULT_REGION`, which some tools set instead, else
    /// `region` of the profile.
    pub region: Option<String>,
    /// The maximum number of attempts, the first one included: `AWS_MAX_ATTEMPTS`, `max_attempts`. At
    /// least 1.
    pub max_attempts: Option<u32>,
    /// The retry mode: `AWS_RETRY_MODE`, `retry_mode`.
    pub retry_mode: Option<RetryMode>,
    /// The generation of AWS's retry behavior: that of 2026, or the previous one if
    /// `AWS_NEW_RETRIES_2026` is `false`.
    pub retry_behavior: Option<RetryBehavior>,
    /// Whether to use FIPS endpoints (FIPS 140): `AWS_USE_FIPS_ENDPOINT`, `use_fips_endpoint`.
    pub use_fips: bool,
    /// Whether to use dual-stack endpoints (IPv4 and IPv6): `AWS_USE_DUALSTACK_ENDPOINT`,
    /// `use_dualstack_endpoint`.
    pub use_dual_stack: bool,
    /// Whether endpoints are account-based: `AWS_ACCOUNT_ID_ENDPOINT_MODE`,
    /// `account_id_endpoint_mode`.
    pub account_id_endpoint_mode: AccountIdEndpointMode,
    /// Whether request compression is disabled: `AWS_DISABLE_REQUEST_COMPRESSION`,
    /// `disable_request_compression`.
    pub disable_request_compression: bool,
    /// The size in bytes from which on requests are compressed, at most 10,485,760:
    /// `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, `request_min_compression_size_bytes`.
    pub request_min_compression_size_bytes: Option<u64>,
    /// When a checksum of a request is computed: `AWS_REQUEST_CHECKSUM_CALCULATION`,
    /// `request_checksum_calculation`. `None` if it is not set.
    pub request_checksum_calculation: Option<RequestChecksumCalculation>,
    /// When the checksum of a response is validated: `AWS_RESPONSE_CHECKSUM_VALIDATION`,
    /// `response_checksum_validation`. `None` if it is not set.
    pub response_checksum_validation: Option<ResponseChecksumValidation>,
    /// The application id, which is sent in `user-agent`, of at most 50 characters:
    /// `AWS_SDK_UA_APP_ID`, `sdk_ua_app_id`.
    pub app_id: Option<String>,
    /// The path of a PEM file with the certificate authorities to trust instead of the public ones:
    /// `AWS_CA_BUNDLE`, `ca_bundle`. The default transports of the features `hyper` and `blocking`
    /// use it; a configured transport does not.
    pub ca_bundle: Option<String>,
    /// Whether to leave out the host prefix that the trait `smithy.api#endpoint` gives some
    /// operations: `AWS_DISABLE_HOST_PREFIX_INJECTION`, `disable_host_prefix_injection`.
    pub disable_host_prefix_injection: bool,
    /// Whether to use endpoint discovery: `AWS_ENABLE_ENDPOINT_DISCOVERY`,
    /// `endpoint_discovery_enabled`. `true` uses it for operations that support it, `false` fails
    /// calls of those that require it. `None`, the default `auto`, uses it only for those that
    /// require it.
    pub endpoint_discovery: Option<bool>,
    /// Whether the region of an ARN takes precedence over the client's in S3: `AWS_S3_USE_ARN_REGION`,
    /// `s3_use_arn_region`.
    pub s3_use_arn_region: Option<bool>,
    /// Whether S3 Multi-Region Access Points are refused: `AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`,
    /// `s3_disable_multiregion_access_points`.
    pub s3_disable_multi_region_access_points: bool,
    /// Whether requests to directory buckets of S3 are signed with the client's credentials, instead of those of
    /// a session: `AWS_S3_DISABLE_EXPRESS_SESSION_AUTH`, `s3_disable_express_session_auth`.
    pub s3_disable_express_session_auth: bool,
    pub(crate) endpoint_urls: EndpointUrls,
    pub(crate) malformed: Malformed,
    pub(crate) warnings: Vec<SettingsError>,
}

/// The settings whose problems are reported when a call needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The files and lines that could not be read, and the selected profile if it is missing.
    pub(crate) files: Vec<SettingsError>,
    pub(crate) region: Option<SettingsError>,
    pub(crate) use_fips: Option<SettingsError>,
}

/// Whether endpoints are account-based, that is, contain the AWS account id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// `preferred`: they are if the account id is known.
    #[default]
    Preferred,
    /// `disabled`: they never are.
    Disabled,
    /// `required`: they are, and a call without a known account id fails.
    Required,
}

impl AccountIdEndpointMode {
    /// Returns the value of the setting, which is also that of the built-in of endpoint rules.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Disabled => "disabled",
            Self::Required => "required",
        }
    }
}

impl Settings {
    /// Reads the environment variables, and the shared files: `AWS_CONFIG_FILE` or `~/.aws/config`,
    /// and `AWS_SHARED_CREDENTIALS_FILE` or `~/.aws/credentials`, with the profile `AWS_PROFILE` or
    /// `default`.
    ///
    /// A file that does not exist or cannot be read counts as empty, and a malformed setting as not
    /// set: see [`Settings::warnings`].
    #[must_use]
    pub fn load(environment: &dyn Environment) -> Self {
        let profiles = Profiles::load(environment);
        let name = Profiles::selected(environment);
        let is_missing = profiles.profile(&name).is_none() && name != "default";
        let missing =
            is_missing.then(|| SettingsError::of_variable("AWS_PROFILE", no_profile(&name)));
        Self::of_profile(environment, &profiles, &name, missing)
    }

    /// Reads the same settings with the profile `name`. Environment variables take precedence over
    /// it.
    ///
    /// # Errors
    ///
    /// Neither file contains the profile.
    pub fn load_profile(environment: &dyn Environment, name: &str) -> Result<Self, SettingsError> {
        let profiles = Profiles::load(environment);
        if profiles.profile(name).is_none() {
            return Err(SettingsError::of_variable("profile", no_profile(name)));
        }
        Ok(Self::of_profile(environment, &profiles, name, None))
    }

    fn of_profile(
        environment: &dyn Environment,
        profiles: &Profiles,
        name: &str,
        missing: Option<SettingsError>,
    ) -> Self {
        let problems = profiles.problems_of(name).into_iter().cloned();
        let files: Vec<_> = missing.into_iter().chain(problems).collect();
        let source = Source { environment, profile: profiles.profile(name) };
        let mut all = Lenient { source, warnings: files.clone() };
        let region = region(&all.source);
        let use_fips = use_fips(&all.source);
        let malformed =
            Malformed { files, region: region.clone().err(), use_fips: use_fips.clone().err() };
        Self {
            region: all.checked(region).flatten(),
            max_attempts: max_attempts(&mut all),
            retry_mode: all.parsed(
                "AWS_RETRY_MODE",
                "retry_mode",
                "standard, adaptive or legacy",
                retry_mode,
            ),
            retry_behavior: all.checked(retry_behavior(environment)).flatten(),
            use_fips: all.checked(use_fips).flatten().unwrap_or_default(),
            use_dual_stack: all.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
            account_id_endpoint_mode: all
                .parsed(
                    "AWS_ACCOUNT_ID_ENDPOINT_MODE",
                    "account_id_endpoint_mode",
                    "preferred, disabled or required",
                    account_id_endpoint_mode,
                )
                .unwrap_or_default(),
            disable_request_compression: all
                .flag("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression"),
            request_min_compression_size_bytes: all.parsed(
                "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
                "request_min_compression_size_bytes",
                "a number of bytes from 0 to 10485760",
                |text| text.parse().ok().filter(|bytes| *bytes <= MAX_MIN_COMPRESSION_SIZE),
            ),
            request_checksum_calculation: checksums::calculation(&mut all),
            response_checksum_validation: checksums::validation(&mut all),
            app_id: app_id(&mut all),
            ca_bundle: all.source.text("AWS_CA_BUNDLE", "ca_bundle"),
            disable_host_prefix_injection: all
                .flag("AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection"),
            endpoint_discovery: endpoint_discovery(&mut all),
            s3_use_arn_region: all.parsed(
                "AWS_S3_USE_ARN_REGION",
                "s3_use_arn_region",
                BOOLEAN,
                boolean,
            ),
            s3_disable_multi_region_access_points: all.flag(
                "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
                "s3_disable_multiregion_access_points",
            ),
            s3_disable_express_session_auth: all
                .flag("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "s3_disable_express_session_auth"),
            endpoint_urls: EndpointUrls::load(&mut all, profiles),
            malformed,
            warnings: all.warnings,
        }
    }

    /// Returns the problems of the settings: files and lines that cannot be read, a profile that
    /// does not exist, and malformed values, each with its variable, or its file and line. They do
    /// not fail the client, only calls that need the setting. With the feature `tracing`,
    /// [`Config::from_env`](super::Config::from_env) logs them.
    #[must_use]
    pub fn warnings(&self) -> &[SettingsError] {
        &self.warnings
    }

    /// Returns the endpoint URL that is configured for a service, or for all services. The service is
    /// given by its SDK id, such as `Chime` or `Elastic Beanstalk`.
    ///
    /// The variables `AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL` take precedence over
    /// `endpoint_url` in the profile's `services` section and in the profile itself. If
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`, all of them are ignored.
    ///
    /// # Errors
    ///
    /// The configured URL is malformed.
    pub fn endpoint_url(&self, sdk_id: &str) -> Result<Option<&str>, SettingsError> {
        self.endpoint_urls.of(sdk_id)
    }
}

/// Reads the account id that a source of credentials contains. A malformed one counts as not set.
pub(crate) fn account_id(found: &Found<'_>) -> Option<String> {
    let is_account =
        |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let account = found
        .read("the twelve digits of an account", |text| is_account(text).then(|| text.to_owned()));
    account.map_err(|error| setting_ignored(&error)).ok()
}

fn no_profile(name: &str) -> String {
    format!("the shared files have no profile {name:?}")
}

fn region(source: &Source<'_>) -> Result<Option<String>, SettingsError> {
    let found = match variable(source.environment, "AWS_REGION") {
        Some(region) => Some(Found::Variable("AWS_REGION", region)),
        None => source.find("AWS_DEFAULT_REGION", "region"),
    };
    // The region becomes part of host names.
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    found
        .map(|found| {
            found.read("letters, digits and hyphens, such as eu-central-1", |text| {
                text.chars().all(fits).then(|| text.to_owned())
            })
        })
        .transpose()
}

fn use_fips(source: &Source<'_>) -> Result<Option<bool>, SettingsError> {
    source.parsed("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", BOOLEAN, boolean)
}

fn retry_mode(text: &str) -> Option<RetryMode> {
    match text.to_ascii_lowercase().as_str() {
        "standard" | "legacy" => Some(RetryMode::Standard),
        "adaptive" => Some(RetryMode::Adaptive),
        _ => None,
    }
}

fn max_attempts(all: &mut Lenient<'_>) -> Option<u32> {
    all.parsed("AWS_MAX_ATTEMPTS", "max_attempts", "a whole number of at least 1", |text| {
        text.parse().ok().filter(|attempts| *attempts >= 1)
    })
}

/// This setting has no key in profiles.
fn retry_behavior(environment: &dyn Environment) -> Result<Option<RetryBehavior>, SettingsError> {
    const NAME: &str = "AWS_NEW_RETRIES_2026";
    let found = variable(environment, NAME).map(|value| Found::Variable(NAME, value));
    let read = |found: Found<'_>| {
        found.read("true or false", |text| match text.to_ascii_lowercase().as_str() {
            "true" => Some(RetryBehavior::Of2026),
            "false" => Some(RetryBehavior::Before2026),
            _ => None,
        })
    };
    found.map(read).transpose()
}

fn account_id_endpoint_mode(text: &str) -> Option<AccountIdEndpointMode> {
    use AccountIdEndpointMode::{Disabled, Preferred, Required};
    let text = text.to_ascii_lowercase();
    [Preferred, Disabled, Required].into_iter().find(|mode| mode.as_str() == text)
}

/// The variable of botocore, which differs, is read if that of the other SDKs is not set.
fn endpoint_discovery(all: &mut Lenient<'_>) -> Option<bool> {
    let name = match variable(all.source.environment, "AWS_ENABLE_ENDPOINT_DISCOVERY") {
        Some(_) => "AWS_ENABLE_ENDPOINT_DISCOVERY",
        None => "AWS_ENDPOINT_DISCOVERY_ENABLED",
    };
    let read = |text: &str| match text.to_ascii_lowercase().as_str() {
        "auto" => Some(None),
        text => text.parse().ok().map(Some),
    };
    all.parsed(name, "endpoint_discovery_enabled", "true, false or auto", read).flatten()
}

fn app_id(all: &mut Lenient<'_>) -> Option<String> {
    let expected = "up to 50 letters, digits and !$%&*+-.,^_`|~";
    let fits = |c: char| c.is_ascii_alphanumeric() || "!$%&*+-.,^_`|~".contains(c);
    let read =
        |text: &str| (text.len() <= MAX_APP_ID && text.chars().all(fits)).then(|| text.to_owned());
    all.parsed("AWS_SDK_UA_APP_ID", "sdk_ua_app_id", expected, read)
}
