//! The credentials cache. It fetches credentials once for all callers, and refreshes them before
//! expiry.

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{Credentials, CredentialsError, ProvideCredentials};
use whitesmith_client::internal::{Cache, Expires};
use whitesmith_client::{BoxFuture, Context, Random};

impl Expires for Credentials {
    fn expiry(&self) -> Option<SystemTime> {
        self.expiry()
    }
}

/// Caches the credentials of a provider, and refreshes them before they expire.
///
/// However many tasks and threads need credentials, there is only one fetch at a time. Each waiting
/// caller drives it, so it continues as long as one of them is polled; there is no background task.
/// If all of them are dropped, for example by a timeout, the next caller continues the same fetch.
/// While it is under way or after it has failed, the old credentials are used as long as they are
/// valid.
///
/// Credentials without an expiry are fetched again after 15 minutes, since files may have changed.
///
/// A client caches the credentials of its configuration like this. To share a cache among clients,
/// put it into their configuration:
///
/// ```
/// use whitesmith_aws::{Config, CredentialsCache, CredentialsChain};
///
/// let config = Config::new().credentials(CredentialsCache::new(CredentialsChain::default()));
/// ```
pub struct CredentialsCache {
    source: Arc<dyn ProvideCredentials>,
    cache: Cache<Credentials>,
}

impl CredentialsCache {
    /// Caches the credentials of `source`.
    pub fn new(source: impl ProvideCredentials) -> Self {
        Self::shared(Arc::new(source))
    }

    /// Caches the credentials of a provider that is used elsewhere too.
    #[must_use]
    pub fn shared(source: Arc<dyn ProvideCredentials>) -> Self {
        Self { source, cache: Cache::default() }
    }

    /// Sets how long before their expiry credentials are refreshed; five minutes by default.
    #[must_use]
    pub fn refresh_before(mut self, refresh_before: Duration) -> Self {
        self.cache.refresh_before = refresh_before;
        self
    }

    /// Sets the source of random numbers for jitter, so that machines do not all refresh at the same
    /// time: credentials are refreshed earlier by up to half of [`Self::refresh_before`].
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.cache.random = Some(Arc::new(random));
        self
    }

    /// Returns cached credentials, or fetches them.
    ///
    /// # Errors
    ///
    /// The error of the provider, if there are no credentials that are still valid.
    pub async fn get(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        let fetch = || {
            let (source, context) = (Arc::clone(&self.source), context.clone());
            Box::pin(async move { source.provide(&context).await }) as BoxFuture<'static, _>
        };
        self.cache.get(context, fetch).await
    }
}

impl ProvideCredentials for CredentialsCache {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(self.get(context))
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsCache")
            .field("source", &self.source)
            .field("refresh_before", &self.cache.refresh_before)
            .finish_non_exhaustive()
    }
}
