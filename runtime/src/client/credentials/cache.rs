//! A source of credentials in; its credentials out, asked for once and kept while they are valid.

mod flight;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::client::random::fraction;
use crate::client::{BoxFuture, Context, Random};
use flight::Flight;

/// How long before their end credentials are replaced.
const REFRESH_BEFORE: Duration = Duration::from_secs(5 * 60);

/// How long a source that has failed is left alone while the old credentials are valid.
const RETRY_AFTER: Duration = Duration::from_secs(60);

/// Keeps the credentials of a source, and replaces them before they end.
///
/// However many tasks and threads ask, the source is asked once. While it answers, the old
/// credentials are given out as long as they are valid; when it fails too. There is no task in the
/// background: the first caller that needs new credentials gets them for all others, and if its
/// future is dropped, one of the others goes on.
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
    refresh_before: Duration,
    random: Option<Arc<dyn Random>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    flight: Option<Arc<Flight>>,
}

/// Credentials, and when the source is to be asked again.
struct Kept {
    credentials: Credentials,
    refresh_at: Option<SystemTime>,
}

/// What a caller has to do.
enum Step<'a> {
    Use(Credentials),
    Lead(Lead<'a>),
    Wait(Arc<Flight>),
}

/// The duty to ask the source. Whoever drops it before the answer hands it on.
struct Lead<'a> {
    cache: &'a CredentialsCache,
    flight: Arc<Flight>,
}

impl CredentialsCache {
    /// Keeps what `source` gives until five minutes before its end.
    pub fn new(source: impl ProvideCredentials) -> Self {
        Self::shared(Arc::new(source))
    }

    /// The same for a source that others use too.
    #[must_use]
    pub fn shared(source: Arc<dyn ProvideCredentials>) -> Self {
        Self { source, refresh_before: REFRESH_BEFORE, random: None, state: Mutex::default() }
    }

    /// How long before their end credentials are replaced: five minutes, if nothing is set.
    #[must_use]
    pub fn refresh_before(mut self, refresh_before: Duration) -> Self {
        self.refresh_before = refresh_before;
        self
    }

    /// Takes a source of random numbers, so that not all machines ask at the same time: credentials
    /// are replaced up to half as early again.
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.random = Some(Arc::new(random));
        self
    }

    /// Gives credentials, kept or new. A dropped future leaves nothing behind.
    ///
    /// # Errors
    ///
    /// What the source says, if there are no credentials that are still valid.
    pub async fn get(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        loop {
            match self.step(context.clock.now()) {
                Step::Use(credentials) => return Ok(credentials),
                Step::Lead(lead) => {
                    let answer = self.source.provide(context).await;
                    return lead.land(answer, context.clock.now());
                }
                Step::Wait(flight) => {
                    // Without an answer, whoever had to get it is gone.
                    if let Some(answer) = flight.wait().await {
                        return answer;
                    }
                }
            }
        }
    }

    fn step(&self, now: SystemTime) -> Step<'_> {
        let mut state = self.state();
        if let Some(kept) = &state.kept {
            let is_fresh = kept.refresh_at.is_none_or(|at| now < at);
            if is_fresh || (state.flight.is_some() && kept.is_valid(now)) {
                return Step::Use(kept.credentials.clone());
            }
        }
        if let Some(flight) = &state.flight {
            return Step::Wait(flight.clone());
        }
        let flight = Arc::new(Flight::default());
        state.flight = Some(flight.clone());
        Step::Lead(Lead { cache: self, flight })
    }

    /// How long before their end these credentials are to be replaced.
    fn early(&self) -> Duration {
        let random = self.random.as_deref().map_or(0.0, fraction);
        let jitter = Duration::try_from_secs_f64(self.refresh_before.as_secs_f64() * random / 2.0);
        self.refresh_before.saturating_add(jitter.unwrap_or_default())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn new(credentials: Credentials, early: Duration, now: SystemTime) -> Self {
        let refresh_at = credentials.expiry().map(|expiry| {
            let planned = expiry.checked_sub(early).unwrap_or(now);
            planned.max(soon(now, expiry))
        });
        Self { credentials, refresh_at }
    }

    fn is_valid(&self, now: SystemTime) -> bool {
        self.credentials.expiry().is_none_or(|expiry| now < expiry)
    }
}

/// When to ask again if not now: in a minute, or half way to the end.
fn soon(now: SystemTime, expiry: SystemTime) -> SystemTime {
    let left = expiry.duration_since(now).unwrap_or_default();
    now.checked_add(RETRY_AFTER.min(left / 2)).unwrap_or(now)
}

impl Lead<'_> {
    /// Keeps the answer and tells it to all who wait.
    fn land(
        self,
        answer: Result<Credentials, CredentialsError>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        let early = self.cache.early();
        let mut state = self.cache.state();
        let answer = match (answer, state.kept.as_mut()) {
            (Ok(credentials), _) => {
                state.kept = Some(Kept::new(credentials.clone(), early, now));
                Ok(credentials)
            }
            (Err(_), Some(kept)) if kept.is_valid(now) => {
                kept.refresh_at = kept.credentials.expiry().map(|expiry| soon(now, expiry));
                Ok(kept.credentials.clone())
            }
            (Err(error), _) => Err(error),
        };
        state.flight = None;
        drop(state);
        self.flight.end(Some(answer.clone()));
        answer
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.state();
        if state.flight.as_ref().is_some_and(|flight| Arc::ptr_eq(flight, &self.flight)) {
            state.flight = None;
        }
        drop(state);
        self.flight.end(None);
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
            .field("refresh_before", &self.refresh_before)
            .finish_non_exhaustive()
    }
}
