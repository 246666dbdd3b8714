//! A cache of values that expire, such as tokens. It fetches a value once for all callers, and refreshes
//! it before expiry.

mod flight;
mod kept;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use super::random::fraction;
use super::{BoxFuture, Context, CredentialsError, Random};
use flight::Flight;
pub use kept::Expires;
use kept::Kept;

/// How long before their expiry credentials are refreshed.
const REFRESH_BEFORE: Duration = Duration::from_secs(5 * 60);

/// How long a fetch without callers is kept for the next caller.
const ABANDONED: Duration = Duration::from_secs(60);

/// The result of a provider.
type Answer<T> = Result<T, CredentialsError>;

/// Caches a value that expires, and fetches it once for all callers.
///
/// However many tasks and threads need the value, there is only one fetch at a time. Each waiting caller
/// drives it, so it continues as long as one of them is polled; there is no background task. If all of
/// them are dropped, for example by a timeout, the next caller continues the same fetch. While it is under
/// way or after it has failed, the old value is used as long as it is valid.
///
/// A value without an expiry is fetched again after 15 minutes.
pub struct Cache<T> {
    /// How long before its expiry the value is refreshed; five minutes by default.
    pub refresh_before: Duration,
    /// The source of random numbers for jitter: the value is refreshed earlier by up to half of
    /// `refresh_before`, so that machines do not all refresh at the same time.
    pub random: Option<Arc<dyn Random>>,
    state: Arc<Mutex<State<T>>>,
}

struct State<T> {
    kept: Option<Kept<T>>,
    flight: Option<Arc<Flight<Answer<T>>>>,
}

/// What a caller has to do next.
enum Turn<T> {
    Use(T),
    /// Wait for a fetch; `true` if this caller has started it.
    Wait(Arc<Flight<Answer<T>>>, bool),
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        let state = Arc::new(Mutex::new(State { kept: None, flight: None }));
        Self { refresh_before: REFRESH_BEFORE, random: None, state }
    }
}

impl<T: Expires> Cache<T> {
    /// Returns the cached value, or fetches it.
    ///
    /// # Errors
    ///
    /// The error of the fetch, if the cached value is no longer valid.
    pub async fn get(
        &self,
        context: &Context,
        fetch: impl Fn() -> BoxFuture<'static, Answer<T>>,
    ) -> Answer<T> {
        loop {
            match self.turn(context, &fetch) {
                Turn::Use(value) => return Ok(value),
                Turn::Wait(flight, is_new) => {
                    // There is no answer if the fetch has panicked. Its first caller panics too.
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
        // Dropping runs foreign code, so it happens after the lock is released.
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

    /// Wraps a fetch so that it stores its result in the cache, if that still exists.
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

    /// How long before its expiry the next value is refreshed, with jitter.
    fn early(&self) -> Duration {
        let random = self.random.as_deref().map_or(0.0, fraction);
        let jitter = Duration::try_from_secs_f64(self.refresh_before.as_secs_f64() * random / 2.0);
        self.refresh_before.saturating_add(jitter.unwrap_or_default())
    }
}

fn lock<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
