//! The auth schemes of an endpoint.

use std::collections::BTreeMap;

use crate::Document;

/// An auth scheme of an endpoint. Its settings override those of the model for the scheme of the same
/// name (<https://smithy.io/2.0/aws/rules-engine/auth-schemes.html>).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AuthScheme {
    /// The name: `sigv4`, `sigv4a`, `sigv4-s3express`, ….
    pub name: String,
    /// The service in the credential scope.
    pub signing_name: Option<String>,
    /// The region in the credential scope.
    pub signing_region: Option<String>,
    /// The regions for which a `sigv4a` signature is valid; `*` means all.
    pub signing_region_set: Vec<String>,
    /// Whether the path is encoded only once in the signature.
    pub disable_double_encoding: bool,
    /// Whether the path is signed without normalization.
    pub disable_normalize_path: bool,
    /// The properties of other schemes, by name.
    pub properties: BTreeMap<String, Document>,
}

impl AuthScheme {
    /// Creates an auth scheme that overrides nothing.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Sets the service in the credential scope.
    #[must_use]
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Sets the region in the credential scope.
    #[must_use]
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Sets the regions for which a `sigv4a` signature is valid.
    #[must_use]
    pub fn signing_region_set<R: Into<String>>(
        mut self,
        regions: impl IntoIterator<Item = R>,
    ) -> Self {
        self.signing_region_set = regions.into_iter().map(Into::into).collect();
        self
    }

    /// Encodes the path only once in the signature.
    #[must_use]
    pub fn disable_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// Signs the path without normalization.
    #[must_use]
    pub fn disable_normalize_path(mut self) -> Self {
        self.disable_normalize_path = true;
        self
    }

    /// Sets a property of another scheme.
    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Document>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }
}
