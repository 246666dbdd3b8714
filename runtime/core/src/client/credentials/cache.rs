//! In: a credentials provider. Out: its credentials, asked for once and kept while they are valid.

mod flight;
mod kept;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::client::random::fraction;
use crate::client::{BoxFuture, Context, Random};
use flight::Flight;
pub(in crate::client) use kept::Expires;
use kept::Kept;

/// How long before their expiry credentials are replaced.
const REFRESH_BEFORE: Duration = Duration::from_secs(5 * 60);

/// How long a fetch that nobody waits for is kept for the next caller.
const ABANDONED: Duration = Duration::from_secs(60);

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
/// use whitesmith_runtime::client::{Config, CredentialsCache, CredentialsChain};
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

/// What a provider gives.
type Answer<T> = Result<T, CredentialsError>;

/// Keeps what expires, and fetches it once for all who ask.
pub(in crate::client) struct Cache<T> {
    refresh_before: Duration,
    random: Option<Arc<dyn Random>>,
    state: Arc<Mutex<State<T>>>,
}

struct State<T> {
    kept: Option<Kept<T>>,
    flight: Option<Arc<Flight<Answer<T>>>>,
}

/// What a caller has to do.
enum Turn<T> {
    Use(T),
    /// Wait for a fetch; it has just begun if `true`.
    Wait(Arc<Flight<Answer<T>>>, bool),
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        let state = Arc::new(Mutex::new(State { kept: None, flight: None }));
        Self { refresh_before: REFRESH_BEFORE, random: None, state }
    }
}

impl<T: Expires> Cache<T> {
    /// Gives what is kept, or what `fetch` gives.
    pub(in crate::client) async fn get(
        &self,
        context: &Context,
        fetch: impl Fn() -> BoxFuture<'static, Answer<T>>,
    ) -> Answer<T> {
        loop {
            match self.turn(context, &fetch) {
                Turn::Use(value) => return Ok(value),
                Turn::Wait(flight, is_new) => {
                    // Without an answer the fetch has panicked; its first caller does, too.
                    if let Some(answer) = flight.wait(Arc::clone(&context.clock), is_new).await {
                        return answer;
                    }
                }
            }
        }
    }

    fn turn(
        &self,
        context: &Context,
        fetch: &impl Fn() -> BoxFuture<'static, Answer<T>>,
    ) -> Turn<T> {
        let now = context.clock.now();
        // What is dropped is others' code: it is dropped after the lock.
        let mut _dead = None;
        let mut state = lock(&self.state);
        if state.flight.as_ref().is_some_and(|flight| flight.is_dead(now, ABANDONED)) {
            _dead = state.flight.take();
        }
        if let Some(kept) = &state.kept {
            let is_fetched = state.flight.as_ref().is_some_and(|flight| flight.has_callers());
            if kept.is_fresh(now) || (is_fetched && kept.is_valid(now)) {
                return Turn::Use(kept.value.clone());
            }
        }
        if let Some(flight) = &state.flight {
            return Turn::Wait(Arc::clone(flight), false);
        }
        let flight = Arc::new(Flight::new(Box::pin(self.landing(context.clone(), fetch()))));
        state.flight = Some(Arc::clone(&flight));
        Turn::Wait(flight, true)
    }

    /// A fetch that leaves its answer in the cache, if that still exists.
    fn landing(
        &self,
        context: Context,
        fetch: BoxFuture<'static, Answer<T>>,
    ) -> impl Future<Output = Answer<T>> + Send + use<T> {
        let (state, early): (Weak<Mutex<State<T>>>, _) =
            (Arc::downgrade(&self.state), self.early());
        async move {
            let answer = fetch.await;
            let Some(state) = state.upgrade() else { return answer };
            let now = context.clock.now();
            let mut state = lock(&state);
            state.flight = None;
            match (answer, state.kept.as_mut()) {
                (Ok(value), _) => {
                    state.kept = Some(Kept::new(value.clone(), early, now));
                    Ok(value)
                }
                (Err(_), Some(kept)) if kept.is_valid(now) => {
                    kept.postpone(now);
                    Ok(kept.value.clone())
                }
                (Err(error), _) => Err(error),
            }
        }
    }

    /// How long before their expiry the next credentials are to be replaced.
    fn early(&self) -> Duration {
        let random = self.random.as_deref().map_or(0.0, fraction);
        let jitter = Duration::try_from_secs_f64(self.refresh_before.as_secs_f64() * random / 2.0);
        self.refresh_before.saturating_add(jitter.unwrap_or_default())
    }
}

fn lock<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
