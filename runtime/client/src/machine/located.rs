//! Resolves the endpoint of a call, and keeps it as long as it holds.

use std::sync::Arc;
use std::time::SystemTime;

use crate::call_error::Failure;
use crate::{Identity, ProvideIdentity, Signing};
use whitesmith_runtime::{ByteStream, Endpoint};

/// A request with its endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    /// The request, without the headers that change from one attempt to the next.
    pub(crate) request: http::Request<ByteStream>,
    pub(crate) endpoint: Endpoint,
    /// Whether the signature does not cover the body.
    pub(crate) unsigned_payload: bool,
    /// Whether the request states the SHA-256 of its body.
    pub(crate) sends_content_sha256: bool,
    /// The provider of the session that authorizes the request, if the endpoint requires one.
    pub(crate) session: Option<Arc<dyn ProvideIdentity>>,
}

impl Located {
    /// What a signature at this time depends on besides the request.
    pub(crate) fn signing(&self, time: SystemTime) -> Signing<'_> {
        Signing {
            endpoint: &self.endpoint,
            unsigned_payload: self.unsigned_payload,
            sends_content_sha256: self.sends_content_sha256,
            time,
        }
    }
}

/// Resolves the endpoint of a call for an identity.
pub(crate) type Locate<'c> =
    Box<dyn Fn(&Arc<dyn Identity>) -> Result<Located, Failure> + Send + 'c>;

/// The endpoint of a call. It is resolved again when the identity changes.
pub(super) struct Destination<'c> {
    locate: Locate<'c>,
    /// The last request, and the identity that it is for.
    last: Option<(Arc<dyn Identity>, Located)>,
}

impl<'c> Destination<'c> {
    pub(super) fn new(locate: Locate<'c>) -> Self {
        Self { locate, last: None }
    }

    /// Returns the request for an identity.
    pub(super) fn locate(&mut self, identity: &Arc<dyn Identity>) -> Result<&Located, Failure> {
        let located = match self.last.take() {
            Some((of, located)) if is_same(&*of, &**identity) => located,
            Some(_) | None => (self.locate)(identity)?,
        };
        let (_, located) = self.last.insert((Arc::clone(identity), located));
        Ok(located)
    }

    /// Returns the request of the last attempt.
    pub(super) fn last(&self) -> Option<&Located> {
        self.last.as_ref().map(|(_, located)| located)
    }
}

/// Whether two identities have the same endpoint and sessions.
fn is_same(a: &dyn Identity, b: &dyn Identity) -> bool {
    (a.account_id(), a.public_id()) == (b.account_id(), b.public_id())
}
