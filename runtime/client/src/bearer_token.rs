//! Bearer tokens, and the cache of a bearer token provider.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use whitesmith_runtime::ByteStream;

use super::authorize::with_confidential_header;
use super::cache::{Cache, Expires};
use super::secret::Secret;
use super::{AuthError, BoxFuture, Context, CredentialsError, Identity, ProvideIdentity, Signing};

/// A bearer token (RFC 6750), for services with the trait `smithy.api#httpBearerAuth`.
///
/// `Debug` redacts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BearerToken {
    token: Secret,
    expiry: Option<SystemTime>,
}

impl BearerToken {
    /// Creates a token from the text that follows `Bearer` in the header `authorization`.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: Secret::new(token.into()), expiry: None }
    }

    /// Sets the expiry: the time from which the token is no longer valid.
    #[must_use]
    pub fn with_expiry(self, expiry: SystemTime) -> Self {
        Self { expiry: Some(expiry), ..self }
    }

    /// Returns the token, which is a secret.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.expose()
    }

    /// Returns the expiry, if known.
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

/// A bearer token provider.
pub trait ProvideBearerToken: fmt::Debug + Send + Sync + 'static {
    /// Fetches a token. A client caches it until shortly before its expiry.
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

impl Identity for BearerToken {
    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        _: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let value = Secret::new(format!("Bearer {}", self.token()));
        Ok(with_confidential_header(request, &value)?)
    }
}

/// A provider with its cached token.
pub(super) struct KeptToken {
    provider: Arc<dyn ProvideBearerToken>,
    cache: Cache<BearerToken>,
}

impl KeptToken {
    pub(super) fn new(provider: Arc<dyn ProvideBearerToken>) -> Self {
        Self { provider, cache: Cache::default() }
    }
}

impl fmt::Debug for KeptToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KeptToken").field(&self.provider).finish()
    }
}

impl ProvideIdentity for KeptToken {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>> {
        let fetch = || {
            let (provider, context) = (Arc::clone(&self.provider), context.clone());
            Box::pin(async move { provider.provide(&context).await }) as BoxFuture<'static, _>
        };
        Box::pin(async move {
            let token = self.cache.get(context, fetch).await?;
            Ok(Arc::new(token) as Arc<dyn Identity>)
        })
    }
}
