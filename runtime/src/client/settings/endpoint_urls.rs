//! The settings `endpoint_url` in; the endpoint of each service out.
//!
//! See AWS's SDKs and Tools Reference Guide, "Service-specific endpoints".

use std::collections::BTreeMap;
use std::fmt;

use super::{Found, SettingsError, Source};
use crate::client::profile::{Profiles, variable};
use crate::endpoint::shown;

const VARIABLE: &str = "AWS_ENDPOINT_URL";
const PREFIX: &str = "AWS_ENDPOINT_URL_";
const KEY: &str = "endpoint_url";

/// The endpoints that the settings name.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct EndpointUrls {
    /// The endpoint of services that have none of their own.
    of_all: Option<String>,
    /// By SDK id, in capitals and with underscores.
    of_one: BTreeMap<String, String>,
}

impl EndpointUrls {
    pub(super) fn load(source: &Source<'_>, profiles: &Profiles) -> Result<Self, SettingsError> {
        if source.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")? {
            return Ok(Self::default());
        }
        let of_all = match source.find(VARIABLE, KEY) {
            Some(found) => Some(url(found.text()).map_err(|message| found.error(message))?),
            None => None,
        };
        // What the environment says of all services wins over what a file says of one.
        let mut of_one = match variable(source.environment, VARIABLE) {
            Some(_) => BTreeMap::new(),
            None => of_services(source, profiles)?,
        };
        for (name, value) in source.environment.vars(PREFIX) {
            let value = value.trim();
            let Some(service) = name.strip_prefix(PREFIX) else { continue };
            if !value.is_empty() && !service.is_empty() {
                let url =
                    url(value).map_err(|message| SettingsError::of_variable(&name, message))?;
                of_one.insert(service.to_owned(), url);
            }
        }
        Ok(Self { of_all, of_one })
    }

    /// The same endpoint for all services.
    #[cfg(feature = "aws-config")]
    pub(crate) fn all(url: Option<String>) -> Self {
        Self { of_all: url, of_one: BTreeMap::new() }
    }

    pub(super) fn of(&self, sdk_id: &str) -> Option<&str> {
        self.of_one.get(&capitals(sdk_id)).or(self.of_all.as_ref()).map(String::as_str)
    }
}

impl fmt::Debug for EndpointUrls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of_all, of_one } = self;
        let of_one: BTreeMap<_, _> = of_one.iter().map(|(id, url)| (id, shown(url))).collect();
        f.debug_struct("EndpointUrls")
            .field("of_all", &of_all.as_deref().map(shown))
            .field("of_one", &of_one)
            .finish()
    }
}

/// What the section `services` says that the profile names.
fn of_services(
    source: &Source<'_>,
    profiles: &Profiles,
) -> Result<BTreeMap<String, String>, SettingsError> {
    let mut of_one = BTreeMap::new();
    let Some(property) = source.profile.and_then(|profile| profile.get("services")) else {
        return Ok(of_one);
    };
    let Some(services) = profiles.services(&property.value) else {
        return Err(property.error(format!("there is no section [services {}]", property.value)));
    };
    for service in services.properties() {
        let nested = service.nested.get(KEY).filter(|nested| !nested.value.is_empty());
        if let Some(nested) = nested {
            let found = Found::Property(nested);
            let url = url(found.text()).map_err(|message| found.error(message))?;
            of_one.insert(capitals(&service.key), url);
        }
    }
    Ok(of_one)
}

/// `Elastic Beanstalk` and `elastic_beanstalk` as `ELASTIC_BEANSTALK`.
fn capitals(sdk_id: &str) -> String {
    sdk_id.to_ascii_uppercase().replace(' ', "_")
}

/// Checks a URL. The error does not show it, since it may have a password in it.
pub(crate) fn url(text: &str) -> Result<String, &'static str> {
    let expected = "expected a URL with a scheme and a host, such as http://localhost:4566";
    let uri: http::Uri = text.parse().map_err(|_| expected)?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let has_host = uri.host().is_some_and(|host| !host.is_empty());
    if is_http && has_host { Ok(text.to_owned()) } else { Err(expected) }
}
