//! Resolves the endpoint of a call, and keeps it as long as it holds.

use std::time::SystemTime;

use crate::call_error::Failure;
use crate::{Identity, Signing};
use whitesmith_runtime::{ByteStream, Endpoint};

/// A request with its endpoint.
#[derive(Debug)]
pub(crate) struct Located {
    /// The request, without the headers that change from one attempt to the next.
    pub(crate) request: http::Request<ByteStream>,
    pub(crate) endpoint: Endpoint,
    /// Whether the signature does not cover the body.
    pub(crate) unsigned_payload: bool,
    /// Whether the request states the SHA-256 of its body.
    pub(crate) sends_content_sha256: bool,
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
pub(crate) type Locate<'c> = Box<dyn Fn(&dyn Identity) -> Result<Located, Failure> + Send + 'c>;

/// The endpoint of a call. It is resolved again when the account id changes.
pub(super) struct Destination<'c> {
    locate: Locate<'c>,
    /// The last request, and the account id that it is for.
    last: Option<(Option<String>, Located)>,
}

impl<'c> Destination<'c> {
    pub(super) fn new(locate: Locate<'c>) -> Self {
        Self { locate, last: None }
    }

    /// Returns the request for an identity.
    pub(super) fn locate(&mut self, identity: &dyn Identity) -> Result<&Located, Failure> {
        let account = identity.account_id();
        let located = match self.last.take() {
            Some((of, located)) if of.as_deref() == account => located,
            Some(_) | None => (self.locate)(identity)?,
        };
        let (_, located) = self.last.insert((account.map(str::to_owned), located));
        Ok(located)
    }

    /// Returns the request of the last attempt.
    pub(super) fn last(&self) -> Option<&http::Request<ByteStream>> {
        self.last.as_ref().map(|(_, located)| &located.request)
    }
}
