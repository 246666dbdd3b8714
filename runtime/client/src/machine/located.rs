//! An identity in; the request at the endpoint for it out.

use crate::Identity;
use crate::call_error::Failure;
use whitesmith_runtime::{ByteStream, Endpoint};

/// A request at its endpoint.
#[derive(Debug)]
pub(crate) struct Located {
    /// The request, without what changes from one attempt to the next.
    pub(crate) request: http::Request<ByteStream>,
    pub(crate) endpoint: Endpoint,
    /// A signature leaves the body out.
    pub(crate) unsigned_payload: bool,
}

/// Resolves the endpoint of a call for an identity.
pub(crate) type Locate<'c> = Box<dyn Fn(&dyn Identity) -> Result<Located, Failure> + Send + 'c>;

/// Where a call goes. It is resolved again when the account has changed.
pub(super) struct Destination<'c> {
    locate: Locate<'c>,
    /// With the account that it is for.
    last: Option<(Option<String>, Located)>,
}

impl<'c> Destination<'c> {
    pub(super) fn new(locate: Locate<'c>) -> Self {
        Self { locate, last: None }
    }

    /// The request for an identity.
    pub(super) fn locate(&mut self, identity: &dyn Identity) -> Result<&Located, Failure> {
        let account = identity.account_id();
        let located = match self.last.take() {
            Some((of, located)) if of.as_deref() == account => located,
            Some(_) | None => (self.locate)(identity)?,
        };
        let (_, located) = self.last.insert((account.map(str::to_owned), located));
        Ok(located)
    }

    /// The request of the last attempt.
    pub(super) fn last(&self) -> Option<&http::Request<ByteStream>> {
        self.last.as_ref().map(|(_, located)| &located.request)
    }
}
