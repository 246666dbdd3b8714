//! In: the parts of an entry of `authSchemes`. Out: the entry, typed.

use std::collections::BTreeMap;

use crate::Document;

/// How requests to an endpoint are signed: it overrides what the model says for the scheme of this
/// name (<https://smithy.io/2.0/aws/rules-engine/auth-schemes.html>).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AuthScheme {
    /// The scheme: `sigv4`, `sigv4a`, `sigv4-s3express`, ….
    pub name: String,
    /// The service in the scope of the signature.
    pub signing_name: Option<String>,
    /// The region in the scope of the signature.
    pub signing_region: Option<String>,
    /// The regions that a `sigv4a` signature is valid in; `*` is all of them.
    pub signing_region_set: Vec<String>,
    /// The path is not encoded a second time for the signature.
    pub disable_double_encoding: bool,
    /// `.` and `..` stay in the path that is signed.
    pub disable_normalize_path: bool,
    /// What other schemes need, by name.
    pub properties: BTreeMap<String, Document>,
}

impl AuthScheme {
    /// The scheme of this name, with nothing to override.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Sets the service in the scope of the signature.
    #[must_use]
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Sets the region in the scope of the signature.
    #[must_use]
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Sets the regions that a `sigv4a` signature is valid in.
    #[must_use]
    pub fn signing_region_set<R: Into<String>>(
        mut self,
        regions: impl IntoIterator<Item = R>,
    ) -> Self {
        self.signing_region_set = regions.into_iter().map(Into::into).collect();
        self
    }

    /// Has the path encoded once only for the signature.
    #[must_use]
    pub fn disable_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// Has the path signed with its `.` and `..`.
    #[must_use]
    pub fn disable_normalize_path(mut self) -> Self {
        self.disable_normalize_path = true;
        self
    }

    /// Sets what another scheme needs.
    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Document>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }
}
