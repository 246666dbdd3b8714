//! In: a credentials provider. Out: its credentials, asked for once and kept while they are valid.

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

/// Keeps the credentials of a provider, and replaces them before they expire.
///
/// However many tasks and threads ask, the provider is asked once. Each caller that waits drives the
/// fetch, so that it goes on as long as one of them is polled; there is no task in the background. If
/// all of them are dropped, for example because the time of their calls is over, the next caller
/// goes on with the same fetch. While it is under way, the old credentials are given out as long as
/// they are valid; when it fails too.
///
/// Credentials without an expiry are asked for again after 15 minutes, since files may have changed.
///
/// A client keeps the credentials of its configuration like this. Put a cache into the configuration
/// to share one among clients:
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
    /// Keeps what `source` gives until five minutes before its expiry.
    pub fn new(source: impl ProvideCredentials) -> Self {
        Self::shared(Arc::new(source))
    }

    /// The same for a provider that is used elsewhere too.
    #[must_use]
    pub fn shared(source: Arc<dyn ProvideCredentials>) -> Self {
        Self { source, cache: Cache::default() }
    }

    /// How long before their expiry credentials are replaced: five minutes by default.
    #[must_use]
    pub fn refresh_before(mut self, refresh_before: Duration) -> Self {
        self.cache.refresh_before = refresh_before;
        self
    }

    /// Takes a source of random numbers, so that not all machines ask at the same time: credentials
    /// are replaced up to half as early again.
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.cache.random = Some(Arc::new(random));
        self
    }

    /// Gives credentials, kept or new.
    ///
    /// # Errors
    ///
    /// What the provider says, if there are no credentials that are still valid.
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
