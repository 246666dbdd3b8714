//! Resolves the endpoint of a call, and keeps it as long as it holds.

use crate::ByteStream;
use crate::client::authorize::Authorization;
use crate::client::call_error::Failure;
use crate::client::identity::Identity;
use crate::client::scheme::Scheme;

/// A request with its endpoint.
#[derive(Debug)]
pub(crate) struct Located {
    /// The request, without the headers that change from one attempt to the next.
    pub(crate) request: http::Request<ByteStream>,
    pub(crate) authorization: Authorization,
}

/// Resolves the endpoint of a call for an auth scheme and an identity.
pub(crate) type Locate<'c> =
    Box<dyn Fn(&Scheme, Option<&Identity>) -> Result<Located, Failure> + Send + 'c>;

/// The endpoint of a call. It is resolved again when the auth scheme or the account id changes.
pub(super) struct Destination<'c> {
    locate: Locate<'c>,
    last: Option<(Key, Located)>,
}

/// What an endpoint and its authorization depend on.
#[derive(PartialEq, Eq)]
struct Key {
    /// The index of the auth scheme.
    scheme: usize,
    account: Option<String>,
}

impl<'c> Destination<'c> {
    pub(super) fn new(locate: Locate<'c>) -> Self {
        Self { locate, last: None }
    }

    /// Returns the request for an auth scheme, which has this index, and an identity.
    pub(super) fn locate(
        &mut self,
        index: usize,
        scheme: &Scheme,
        identity: Option<&Identity>,
    ) -> Result<&Located, Failure> {
        let account = identity.and_then(Identity::account_id).map(str::to_owned);
        let key = Key { scheme: index, account };
        let located = match self.last.take() {
            Some((of, located)) if of == key => located,
            Some(_) | None => (self.locate)(scheme, identity)?,
        };
        let (_, located) = self.last.insert((key, located));
        Ok(located)
    }

    /// Returns the request of the last attempt.
    pub(super) fn last(&self) -> Option<&http::Request<ByteStream>> {
        self.last.as_ref().map(|(_, located)| &located.request)
    }
}
