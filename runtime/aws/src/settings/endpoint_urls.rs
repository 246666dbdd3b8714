//! Reads the configured endpoint URLs of services.
//!
//! See the AWS SDKs and Tools Reference Guide, "Service-specific endpoints".

use std::collections::BTreeMap;
use std::fmt;

use super::source::Lenient;
use super::{Found, SettingsError};
use crate::profile::{Profiles, Property, variable};
use whitesmith_runtime::internal::{Base, shown};

const VARIABLE: &str = "AWS_ENDPOINT_URL";
const PREFIX: &str = "AWS_ENDPOINT_URL_";
const KEY: &str = "endpoint_url";

/// A URL, or the error that fails calls of its service.
type UrlSetting = Result<String, SettingsError>;

/// The configured endpoint URLs.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct EndpointUrls {
    /// The URL for services without one of their own.
    of_all: Option<UrlSetting>,
    /// By SDK id, in upper case with underscores.
    of_one: BTreeMap<String, UrlSetting>,
}

impl EndpointUrls {
    pub(super) fn load(lenient: &mut Lenient<'_>, profiles: &Profiles) -> Self {
        if lenient.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") {
            return Self::default();
        }
        let environment = lenient.source.environment;
        let of_all = lenient.source.find(VARIABLE, KEY).map(|found| read(&found));
        // A variable for all services takes precedence over a URL of a file for one service.
        let mut of_one = match variable(environment, VARIABLE) {
            Some(_) => BTreeMap::new(),
            None => of_services(lenient, profiles),
        };
        for (name, value) in environment.vars(PREFIX) {
            let value = value.trim();
            let Some(service) = name.strip_prefix(PREFIX) else { continue };
            if !value.is_empty() && !service.is_empty() {
                let url = url(value).map_err(|message| SettingsError::of_variable(&name, message));
                of_one.insert(service.to_owned(), url);
            }
        }
        let malformed = of_one.values().chain(&of_all).filter_map(|url| url.clone().err());
        lenient.warnings.extend(malformed);
        Self { of_all, of_one }
    }

    /// Creates the same URL for all services.
    #[cfg(feature = "aws-config")]
    pub(crate) fn all(url: Option<String>) -> Self {
        Self { of_all: url.map(Ok), of_one: BTreeMap::new() }
    }

    /// Returns the URL for a service.
    pub(super) fn of(&self, sdk_id: &str) -> Result<Option<&str>, SettingsError> {
        match self.of_one.get(&capitals(sdk_id)).or(self.of_all.as_ref()) {
            Some(Ok(url)) => Ok(Some(url)),
            Some(Err(error)) => Err(error.clone()),
            None => Ok(None),
        }
    }
}

impl fmt::Debug for EndpointUrls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |url: &UrlSetting| {
            url.as_deref().map(|url| shown(url).into_owned()).map_err(Clone::clone)
        };
        let of_one: BTreeMap<_, _> = self.of_one.iter().map(|(id, url)| (id, shown(url))).collect();
        f.debug_struct("EndpointUrls")
            .field("of_all", &self.of_all.as_ref().map(shown))
            .field("of_one", &of_one)
            .finish()
    }
}

/// Reads the `services` section that the profile refers to.
fn of_services(lenient: &mut Lenient<'_>, profiles: &Profiles) -> BTreeMap<String, UrlSetting> {
    let named = lenient.source.profile.and_then(|profile| profile.get("services"));
    let Some(property) = named else { return BTreeMap::new() };
    let Some(services) = profiles.services(&property.value) else {
        let message = format!("there is no section [services {}]", property.value);
        lenient.warnings.push(property.error(message));
        return BTreeMap::new();
    };
    let of_service = |service: &Property| {
        let nested = service.nested.get(KEY).filter(|nested| !nested.value.is_empty())?;
        Some((capitals(&service.key), read(&Found::Property(nested))))
    };
    services.properties().filter_map(of_service).collect()
}

fn read(found: &Found<'_>) -> UrlSetting {
    url(found.text()).map_err(|message| found.error(message))
}

/// Converts `Elastic Beanstalk` and `elastic_beanstalk` to `ELASTIC_BEANSTALK`.
fn capitals(sdk_id: &str) -> String {
    sdk_id.to_ascii_uppercase().replace(' ', "_")
}

/// Checks a URL by the rules of [`Base`]. The error does not quote it, as it may contain a password.
pub(crate) fn url(text: &str) -> Result<String, String> {
    let refused = |reason| format!("expected a URL such as http://localhost:4566, which {reason}");
    Base::parse(text).map(|_| text.to_owned()).map_err(refused)
}
