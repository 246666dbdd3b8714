//! Environment variables and the shared files in; what they say about all clients out.
//!
//! The names are those of AWS's SDKs and Tools Reference Guide, "Settings reference". A variable wins
//! over the profile, and one that is empty counts as not set. `AWS_DEFAULTS_MODE` and `defaults_mode`
//! are not read: they choose timeouts and a retry mode, which are plain values here.

mod endpoint_urls;
mod error;
mod source;

#[cfg(test)]
mod tests;

use super::Environment;
use super::profile::{Profiles, Section, variable};

pub(crate) use endpoint_urls::{EndpointUrls, url};
pub use error::SettingsError;
pub(crate) use source::{Found, Source};

/// The most bytes that `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` may ask for.
const MAX_MIN_COMPRESSION_SIZE: u64 = 10_485_760;

/// The longest name of an application.
const MAX_APP_ID: usize = 50;

/// What the environment and the shared files say about all clients.
///
/// ```
/// use whitesmith_runtime::client::{ProcessEnvironment, Settings};
///
/// match Settings::load(&ProcessEnvironment) {
///     Ok(settings) => println!("{:?} {:?}", settings.region, settings.endpoint_url("Chime")),
///     Err(error) => eprintln!("{error}"), // such as: AWS_MAX_ATTEMPTS: expected a whole number…
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// The region: `AWS_REGION`, or `AWS_DEFAULT_REGION`, which some tools set in its place, or
    /// `region` of the profile.
    pub region: Option<String>,
    /// How often a call may be tried, the first time included: `AWS_MAX_ATTEMPTS`, `max_attempts`. At
    /// least 1.
    pub max_attempts: Option<u32>,
    /// How calls are tried again: `AWS_RETRY_MODE`, `retry_mode`.
    pub retry_mode: Option<RetryMode>,
    /// Whether endpoints are to follow FIPS 140: `AWS_USE_FIPS_ENDPOINT`, `use_fips_endpoint`.
    pub use_fips: bool,
    /// Whether endpoints are to have IPv6 addresses too: `AWS_USE_DUALSTACK_ENDPOINT`,
    /// `use_dualstack_endpoint`.
    pub use_dual_stack: bool,
    /// Whether an endpoint may name the account: `AWS_ACCOUNT_ID_ENDPOINT_MODE`,
    /// `account_id_endpoint_mode`.
    pub account_id_endpoint_mode: AccountIdEndpointMode,
    /// Whether requests are sent as they are, never compressed: `AWS_DISABLE_REQUEST_COMPRESSION`,
    /// `disable_request_compression`.
    pub disable_request_compression: bool,
    /// From how many bytes on a request is compressed, up to 10,485,760:
    /// `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, `request_min_compression_size_bytes`.
    pub request_min_compression_size_bytes: Option<u64>,
    /// How the application wants to be called in `user-agent`, in up to 50 characters:
    /// `AWS_SDK_UA_APP_ID`, `sdk_ua_app_id`.
    pub app_id: Option<String>,
    pub(crate) endpoint_urls: EndpointUrls,
}

/// How calls are tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// `standard`: some errors are retried, with growing waits and a quota. `legacy` means what an
    /// SDK did before there were modes; there was nothing before here, so it means the same.
    #[default]
    Standard,
    /// `adaptive`: the same, and a client sends less often while the service throttles.
    Adaptive,
}

/// Whether an endpoint may name the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// `preferred`: it does, if the account is known.
    #[default]
    Preferred,
    /// `disabled`: it never does.
    Disabled,
    /// `required`: it does; a call without a known account fails.
    Required,
}

impl AccountIdEndpointMode {
    /// The word for it, which is what endpoint rules ask for.
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
    /// Reads the variables, and the files that they name: `AWS_CONFIG_FILE` or `~/.aws/config`,
    /// `AWS_SHARED_CREDENTIALS_FILE` or `~/.aws/credentials`, of which the profile `AWS_PROFILE`
    /// counts, or `default`. A file that does not exist is like an empty one.
    ///
    /// # Errors
    ///
    /// A value that is malformed, a line that has no meaning, a file that cannot be read, or an
    /// `AWS_PROFILE` that is in neither file.
    pub fn load(environment: &dyn Environment) -> Result<Self, SettingsError> {
        let profiles = Profiles::load(environment)?;
        let name = Profiles::selected(environment);
        let profile = profiles.profile(&name);
        if profile.is_none() && name != "default" {
            return Err(SettingsError::of_variable("AWS_PROFILE", no_profile(&name)));
        }
        Self::of_profile(environment, &profiles, profile)
    }

    /// Reads the same, with another profile than that of `AWS_PROFILE`. Variables win over it too.
    ///
    /// # Errors
    ///
    /// Those of [`Settings::load`], and a profile that is in neither file.
    pub fn load_profile(environment: &dyn Environment, name: &str) -> Result<Self, SettingsError> {
        let profiles = Profiles::load(environment)?;
        match profiles.profile(name) {
            Some(profile) => Self::of_profile(environment, &profiles, Some(profile)),
            None => Err(SettingsError::of_variable("profile", no_profile(name))),
        }
    }

    fn of_profile(
        environment: &dyn Environment,
        profiles: &Profiles,
        profile: Option<&Section>,
    ) -> Result<Self, SettingsError> {
        let source = Source { environment, profile };
        Ok(Self {
            region: region(&source)?,
            max_attempts: source.parsed(
                "AWS_MAX_ATTEMPTS",
                "max_attempts",
                "a whole number of at least 1",
                |text| text.parse().ok().filter(|attempts| *attempts >= 1),
            )?,
            retry_mode: source.parsed(
                "AWS_RETRY_MODE",
                "retry_mode",
                "standard, adaptive or legacy",
                retry_mode,
            )?,
            use_fips: source.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
            use_dual_stack: source.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
            account_id_endpoint_mode: source
                .parsed(
                    "AWS_ACCOUNT_ID_ENDPOINT_MODE",
                    "account_id_endpoint_mode",
                    "preferred, disabled or required",
                    account_id_endpoint_mode,
                )?
                .unwrap_or_default(),
            disable_request_compression: source
                .flag("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression")?,
            request_min_compression_size_bytes: source.parsed(
                "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
                "request_min_compression_size_bytes",
                "a number of bytes from 0 to 10485760",
                |text| text.parse().ok().filter(|bytes| *bytes <= MAX_MIN_COMPRESSION_SIZE),
            )?,
            app_id: source.parsed(
                "AWS_SDK_UA_APP_ID",
                "sdk_ua_app_id",
                "up to 50 letters, digits and !$%&*+-.,^_`|~",
                app_id,
            )?,
            endpoint_urls: EndpointUrls::load(&source, profiles)?,
        })
    }

    /// The endpoint that the settings name for a service, by its SDK id, such as `Chime` or `Elastic
    /// Beanstalk`: that of the service, or that of all services. The variables `AWS_ENDPOINT_URL_…`
    /// and `AWS_ENDPOINT_URL` win over `endpoint_url` in the profile's section `services` and in the
    /// profile; `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` turns all of them off.
    #[must_use]
    pub fn endpoint_url(&self, sdk_id: &str) -> Option<&str> {
        self.endpoint_urls.of(sdk_id)
    }
}

fn no_profile(name: &str) -> String {
    format!("the shared files have no profile {name:?}")
}

fn region(source: &Source<'_>) -> Result<Option<String>, SettingsError> {
    let found = match variable(source.environment, "AWS_REGION") {
        Some(region) => Some(Found::Variable("AWS_REGION", region)),
        None => source.find("AWS_DEFAULT_REGION", "region"),
    };
    // It goes into the names of hosts.
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    found
        .map(|found| {
            found.read("letters, digits and hyphens, such as eu-central-1", |text| {
                text.chars().all(fits).then(|| text.to_owned())
            })
        })
        .transpose()
}

fn retry_mode(text: &str) -> Option<RetryMode> {
    match text.to_ascii_lowercase().as_str() {
        "standard" | "legacy" => Some(RetryMode::Standard),
        "adaptive" => Some(RetryMode::Adaptive),
        _ => None,
    }
}

fn account_id_endpoint_mode(text: &str) -> Option<AccountIdEndpointMode> {
    use AccountIdEndpointMode::{Disabled, Preferred, Required};
    let text = text.to_ascii_lowercase();
    [Preferred, Disabled, Required].into_iter().find(|mode| mode.as_str() == text)
}

fn app_id(text: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "!$%&*+-.,^_`|~".contains(c);
    (text.len() <= MAX_APP_ID && text.chars().all(fits)).then(|| text.to_owned())
}
