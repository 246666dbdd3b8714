//! An input in; its output, or why there is none, out. Without blocking.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::random::fraction;
use super::shared::Shared;
use super::wait::wait_until;
use super::{CallError, CallOptions, Config, Pages};
use crate::{FinalPoll, Operation, Paginated, ResponseMetadata, Service, Waiter, WaiterError};

/// What a call of an operation gives.
pub type CallResult<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// What a call of an operation gives, with the status, headers and request ids of its response.
pub type CallResultWithMetadata<O> =
    Result<(<O as Operation>::Output, ResponseMetadata), CallError<<O as Operation>::Error>>;

/// Calls the operations of a service. It is cheap to clone; clones share their connections, their
/// credentials and what they have learned about retries and clocks.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
    pub(super) options: CallOptions,
}

impl Client {
    /// A client of this service.
    #[must_use]
    pub fn new<S: Service>(config: Config) -> Self {
        let transport = super::transport::of_async(&config);
        let sleep = config.async_sleep();
        let timer = Arc::clone(&sleep);
        Self::over(Shared::new::<S>(config, transport, sleep, timer))
    }

    pub(super) fn over(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), options: CallOptions::new() }
    }

    /// The same client, for calls that differ in these options from its configuration. Options that
    /// it has already stay, unless these say otherwise; a header wins over one of its name.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { shared: Arc::clone(&self.shared), options: options.over(&self.options) }
    }

    /// Calls an operation. Dropping the future ends the call.
    ///
    /// # Errors
    ///
    /// Why there is no output.
    pub async fn call<O: Operation>(&self, input: O) -> CallResult<O> {
        self.call_with_metadata(input).await.map(|(output, _)| output)
    }

    /// Calls an operation. Gives the output, and the status, headers and request ids of the response
    /// that it was read from. Those of an error are in the error.
    ///
    /// # Errors
    ///
    /// Why there is no output.
    pub async fn call_with_metadata<O: Operation>(&self, input: O) -> CallResultWithMetadata<O> {
        self.shared.call(input, &self.options).await
    }
}

/// The pages of an operation.
pub type CallPages<O> = Pages<O, CallError<<O as Operation>::Error>>;

/// What waiting for a state returns: the call that reached it, for an operation with this output and this
/// error.
pub type WaitResult<T, E> = Result<FinalPoll<T, CallError<E>>, WaiterError<T, CallError<E>>>;

/// The result of waiting for the state of a waiter.
pub(super) type WaitResultOf<W> = WaitResult<
    <<W as Waiter>::Operation as Operation>::Output,
    <<W as Waiter>::Operation as Operation>::Error,
>;

impl Client {
    /// The pages of an operation, each asked for when the one before has been taken.
    pub fn pages<O: Paginated + Send + 'static>(&self, input: O) -> CallPages<O> {
        let client = self.clone();
        Pages::new(input, move |input| {
            let client = client.clone();
            async move { client.call(input).await }
        })
    }

    /// Waits for a state, at most for `max_wait`. A call that has begun may finish.
    ///
    /// # Errors
    ///
    /// The state will not be reached, a call failed, or the time was over.
    pub async fn wait_until<W: Waiter>(
        &self,
        input: W::Operation,
        max_wait: Duration,
    ) -> WaitResultOf<W> {
        let context = &self.shared.context;
        let random = || fraction(&*self.shared.config.random);
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
