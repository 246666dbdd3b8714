//! The asynchronous client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::random::fraction;
use super::shared::Shared;
use super::wait::wait_until;
use super::{CallError, CallOptions, Config, Pages};
use whitesmith_runtime::{
    FinalPoll, Operation, Paginated, ResponseMetadata, Service, Waiter, WaiterError,
};

/// The result of a call: the output of the operation, or a [`CallError`].
pub type CallResult<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// The result of a call, with the status, headers and request ids of the response.
pub type CallResultWithMetadata<O> =
    Result<(<O as Operation>::Output, ResponseMetadata), CallError<<O as Operation>::Error>>;

/// An asynchronous client, which calls the operations of one service.
///
/// It is cheap to clone. Clones share the connection pool, cached credentials, the token bucket of
/// retries and the measured clock skew.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
    pub(super) options: CallOptions,
}

impl Client {
    /// Creates a client of the service `S`.
    #[must_use]
    pub fn new<S: Service>(config: impl Into<Config>) -> Self {
        let config = config.into();
        let transport = super::transport::of_async(&config);
        let sleep = config.async_sleep();
        let timer = Arc::clone(&sleep);
        Self::over(Shared::new::<S>(config, transport, sleep, timer))
    }

    pub(super) fn over(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), options: CallOptions::new() }
    }

    /// Returns a client whose calls use these options on top of its configuration. They are merged
    /// with options that it has already: the new ones win, and headers are merged by name.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { shared: Arc::clone(&self.shared), options: options.over(&self.options) }
    }

    /// Calls an operation. Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// See the variants of [`CallError`].
    pub async fn call<O: Operation>(&self, input: O) -> CallResult<O> {
        self.call_with_metadata(input).await.map(|(output, _)| output)
    }

    /// Calls an operation, and returns the output with the status, headers and request ids of its
    /// response. Those of an error response are in the error: see [`CallError::metadata`].
    ///
    /// # Errors
    ///
    /// See the variants of [`CallError`].
    pub async fn call_with_metadata<O: Operation>(&self, input: O) -> CallResultWithMetadata<O> {
        self.shared.call(input, &self.options).await
    }
}

/// The paginator of an operation.
pub type CallPages<O> = Pages<O, CallError<<O as Operation>::Error>>;

/// The result of a waiter, for an operation with this output and this error: the call that reached the
/// state.
pub type WaitResult<T, E> = Result<FinalPoll<T, CallError<E>>, WaiterError<T, CallError<E>>>;

/// The result of a waiter.
pub(super) type WaitResultOf<W> = WaitResult<
    <<W as Waiter>::Operation as Operation>::Output,
    <<W as Waiter>::Operation as Operation>::Error,
>;

impl Client {
    /// Paginates an operation: a stream of pages, each of which is requested when it is polled for.
    pub fn pages<O: Paginated + Send + 'static>(&self, input: O) -> CallPages<O> {
        let client = self.clone();
        Pages::new(input, move |input| {
            let client = client.clone();
            async move { client.call(input).await }
        })
    }

    /// Polls with the waiter `W` until its state is reached, for `max_wait` at most. A call that has
    /// begun by then is completed.
    ///
    /// # Errors
    ///
    /// The state cannot be reached any more, a call failed, or `max_wait` elapsed.
    pub async fn wait_until<W: Waiter>(
        &self,
        input: W::Operation,
        max_wait: Duration,
    ) -> WaitResultOf<W> {
        let context = &self.shared.context;
        let random = || fraction(&*self.shared.config.common.random);
        let sleep = |delay| context.sleep.sleep(delay);
        wait_until::<W, _, _, _>(
            input,
            max_wait,
            |input| self.call(input),
            sleep,
            &*context.clock,
            random,
        )
        .await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("config", &self.shared.config).finish_non_exhaustive()
    }
}
