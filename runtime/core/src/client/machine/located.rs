//! An auth scheme and an identity in; the request at the endpoint for them out.

use crate::ByteStream;
use crate::client::authorize::Authorization;
use crate::client::call_error::Failure;
use crate::client::identity::Identity;
use crate::client::scheme::Scheme;

/// A request at its endpoint.
#[derive(Debug)]
pub(crate) struct Located {
    /// The request, without what changes from one attempt to the next.
    pub(crate) request: http::Request<ByteStream>,
    pub(crate) authorization: Authorization,
}

/// Resolves the endpoint of a call for an auth scheme and an identity.
pub(crate) type Locate<'c> =
    Box<dyn Fn(&Scheme, Option<&Identity>) -> Result<Located, Failure> + Send + 'c>;

/// Where a call goes. It is resolved again when the auth scheme or the account has changed.
pub(super) struct Destination<'c> {
    locate: Locate<'c>,
    last: Option<(Key, Located)>,
}

/// What an endpoint and its authorization depend on.
#[derive(PartialEq, Eq)]
struct Key {
    /// The place of the auth scheme among those of the call.
    scheme: usize,
    account: Option<String>,
}

impl<'c> Destination<'c> {
    pub(super) fn new(locate: Locate<'c>) -> Self {
        Self { locate, last: None }
    }

    /// The request for an auth scheme, which is at `index` among those of the call, and an identity.
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

    /// The request of the last attempt.
    pub(super) fn last(&self) -> Option<&http::Request<ByteStream>> {
        self.last.as_ref().map(|(_, located)| &located.request)
    }
}
