//! The interface between clients and the vendor of a service, such as AWS: what the services of a
//! vendor have in common.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use whitesmith_runtime::{Auth, BuiltIns, Endpoint, EndpointError};

use super::common::Common;
use super::{BoxFuture, Context, Scheme};

/// The endpoint rules of a service, for one input.
pub type Rules<'a> = &'a (dyn Fn(&BuiltIns) -> Result<Endpoint, EndpointError> + Sync);

/// The settings of a vendor: see [`Config::of_vendor`](super::Config::of_vendor).
///
/// It is an interface for `whitesmith-aws`, not a public extension point yet.
pub trait Vendor: fmt::Debug + Send + Sync + 'static {
    /// Creates the vendor's part of a new client, for the service with this SDK id.
    fn client(&self, common: &Common, sdk_id: &str) -> Arc<dyn VendorClient>;
}

/// The vendor's part of a client.
pub trait VendorClient: Send + Sync + 'static {
    /// Returns the built-ins of endpoint rules.
    fn built_ins(&self) -> Cow<'_, BuiltIns>;

    /// Fetches a value that the endpoint of a call depends on and that is not known yet, such as the
    /// region. `None` if there is nothing to fetch.
    fn find_missing<'a>(
        &'a self,
        auth: &[Auth],
        rules: Rules<'_>,
        context: &'a Context,
    ) -> Option<BoxFuture<'a, ()>> {
        let _ = (auth, rules, context);
        None
    }

    /// Resolves the endpoint of a call.
    ///
    /// # Errors
    ///
    /// The endpoint cannot be resolved.
    fn resolve(&self, rules: Rules<'_>, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        rules(built_ins)
    }

    /// Returns an auth scheme of the vendor; `None` if it is another vendor's, or the configuration
    /// has no identity for it.
    fn scheme(self: Arc<Self>, auth: &Auth) -> Option<Scheme> {
        let _ = auth;
        None
    }

    /// Returns what the vendor's providers read from [`Context::extensions`].
    fn extensions(&self) -> http::Extensions {
        http::Extensions::new()
    }
}

/// No vendor: the endpoint is the configured one.
pub(super) struct NoVendor(BuiltIns);

impl NoVendor {
    pub(super) fn new(common: &Common) -> Self {
        let mut built_ins = BuiltIns::default();
        built_ins.endpoint.clone_from(&common.endpoint_url);
        built_ins.client_context.clone_from(&common.client_context);
        Self(built_ins)
    }
}

impl VendorClient for NoVendor {
    fn built_ins(&self) -> Cow<'_, BuiltIns> {
        Cow::Borrowed(&self.0)
    }
}
