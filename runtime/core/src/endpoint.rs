//! Endpoints, and the functions that endpoint rules call. The rules of a service are compiled to
//! functions of its generated crate.
//!
//! The functions are the rules engine's
//! [standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html) and
//! AWS's [extension](https://smithy.io/2.0/aws/rules-engine/library-functions.html) of it.

mod arn;
mod auth_scheme;
pub(crate) mod base;
mod built_ins;
mod client_context;
mod discover_endpoints;
mod discovered_endpoint;
mod discovery;
mod error;
mod host;
mod partition;
pub(crate) mod shown_url;
mod text;
mod url;

use std::collections::BTreeMap;
use std::fmt;

use crate::Document;
pub(crate) use base::Base;
pub(crate) use shown_url::shown;

pub use arn::{Arn, parse_arn};
pub use auth_scheme::AuthScheme;
pub use built_ins::BuiltIns;
pub use client_context::{ClientContext, ContextValue};
pub use discover_endpoints::DiscoverEndpoints;
pub use discovered_endpoint::DiscoveredEndpoint;
pub use discovery::EndpointDiscovery;
pub use error::EndpointError;
pub use host::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub use partition::{Partition, partition};
pub use text::{element, split, substring, uri_encode};
pub use url::{Url, parse_url};

/// A resolved endpoint: the URL, and the properties that endpoint rules give it.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The URL: scheme and host, and optionally a port and a base path.
    pub url: String,
    /// The headers to add to each request.
    pub headers: Vec<(String, String)>,
    /// The auth schemes of the endpoint, in order of preference.
    pub auth_schemes: Vec<AuthScheme>,
    /// Other properties of the endpoint, by name.
    pub properties: BTreeMap<String, Document>,
}

impl Endpoint {
    /// Creates an endpoint with a URL only.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds an auth scheme, after those that it has.
    #[must_use]
    pub fn auth_scheme(mut self, scheme: AuthScheme) -> Self {
        self.auth_schemes.push(scheme);
        self
    }

    /// Adds a property.
    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Document>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }

    /// Returns the auth scheme of this name: `sigv4`, `sigv4a`, ….
    #[must_use]
    pub fn auth_scheme_named(&self, name: &str) -> Option<&AuthScheme> {
        self.auth_schemes.iter().find(|scheme| scheme.name == name)
    }
}

impl fmt::Debug for Endpoint {
    /// Redacts a password in the URL.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, headers, auth_schemes, properties } = self;
        f.debug_struct("Endpoint")
            .field("url", &shown(url))
            .field("headers", headers)
            .field("auth_schemes", auth_schemes)
            .field("properties", properties)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_password() {
        let text = format!("{:?}", Endpoint::new("https://me:secret@example.com"));
        assert!(!text.contains("secret") && text.contains("@example.com"), "{text}");
    }

    #[test]
    fn parts_are_added_in_order() {
        let endpoint = Endpoint::new("https://example.com")
            .header("a", "1")
            .header("a", "2")
            .auth_scheme(AuthScheme::new("sigv4a").signing_region_set(["*"]))
            .auth_scheme(AuthScheme::new("sigv4").signing_region("us-east-1"))
            .property("backend", "S3Express");
        assert_eq!(endpoint.headers.len(), 2);
        let scheme = endpoint.auth_scheme_named("sigv4").unwrap();
        assert_eq!(scheme.signing_region.as_deref(), Some("us-east-1"));
        assert_eq!(endpoint.auth_scheme_named("basic"), None);
        assert_eq!(endpoint.properties["backend"], Document::from("S3Express"));
    }
}
