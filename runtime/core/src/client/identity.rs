//! Who a call is made for: credentials or a bearer token, whichever its auth scheme needs.

use super::BearerToken;
use crate::Credentials;

/// What an auth scheme needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdentityKind {
    Credentials,
    BearerToken,
}

/// What authorizes a call.
#[derive(Clone, Debug)]
pub(super) enum Identity {
    Credentials(Credentials),
    BearerToken(BearerToken),
}

impl Identity {
    /// The account that the identity belongs to, if it is known.
    pub(super) fn account_id(&self) -> Option<&str> {
        match self {
            Self::Credentials(credentials) => credentials.account_id(),
            Self::BearerToken(_) => None,
        }
    }
}
