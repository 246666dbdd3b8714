//! In: a bearer token, or a provider of bearer tokens. Out: a token for each call, kept while it is
//! valid.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use super::credentials::{Cache, Expires};
use super::secret::Secret;
use super::{BoxFuture, Context, CredentialsError};

/// A token for services with the `httpBearerAuth` trait.
///
/// `Debug` does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BearerToken {
    token: Secret,
    expiry: Option<SystemTime>,
}

impl BearerToken {
    /// Takes the text that follows `Bearer` in the header `authorization`.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: Secret::new(token.into()), expiry: None }
    }

    /// Sets the time from which the token is no longer valid.
    #[must_use]
    pub fn with_expiry(self, expiry: SystemTime) -> Self {
        Self { expiry: Some(expiry), ..self }
    }

    /// The text of the token. It is a secret.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.expose()
    }

    /// The time from which the token is no longer valid, if it is known.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expiry
    }
}

impl Expires for BearerToken {
    fn expiry(&self) -> Option<SystemTime> {
        self.expiry
    }
}

/// A provider of bearer tokens.
pub trait ProvideBearerToken: fmt::Debug + Send + Sync + 'static {
    /// Gets a token. A client keeps it until shortly before its expiry.
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>>;
}

impl ProvideBearerToken for BearerToken {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>> {
        let token = self.clone();
        Box::pin(async move { Ok(token) })
    }
}

/// A provider, and the token that it has given.
pub(super) struct KeptToken {
    provider: Arc<dyn ProvideBearerToken>,
    cache: Cache<BearerToken>,
}

impl KeptToken {
    pub(super) fn new(provider: Arc<dyn ProvideBearerToken>) -> Self {
        Self { provider, cache: Cache::default() }
    }

    /// A valid token.
    pub(super) async fn get(&self, context: &Context) -> Result<BearerToken, CredentialsError> {
        let fetch = || {
            let (provider, context) = (Arc::clone(&self.provider), context.clone());
            Box::pin(async move { provider.provide(&context).await }) as BoxFuture<'static, _>
        };
        self.cache.get(context, fetch).await
    }
}
