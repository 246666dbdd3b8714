//! The blocking client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::handle::WaitResultOf;
use super::platform::{BlockingSleep, ThreadSleep};
use super::presign::Presigned;
use super::shared::Shared;
use super::{
    BlockingPages, CallError, CallOptions, CallResult, CallResultWithMetadata, Client, Config,
};
use whitesmith_runtime::internal::block_on;
use whitesmith_runtime::{Operation, Paginated, Service, Waiter};

/// A blocking client, which calls the operations of one service and needs no async runtime: a
/// [`Client`] whose transport and sleeps block the thread.
#[derive(Clone)]
pub struct BlockingClient(pub(super) Client);

impl BlockingClient {
    /// Creates a client of the service `S`.
    #[must_use]
    pub fn new<S: Service>(config: impl Into<Config>) -> Self {
        let config = config.into();
        let transport = super::transport::of_blocking(&config);
        let sleep = config.common.sleep.clone().unwrap_or_else(|| Arc::new(BlockingSleep));
        // A thread that waits for credentials that another thread fetches must not sleep meanwhile.
        let timer = config.common.sleep.clone().unwrap_or_else(|| Arc::new(ThreadSleep));
        Self(Client::over(Shared::new::<S>(config, transport, sleep, timer)))
    }

    /// Returns a client whose calls use these options on top of its configuration. They are merged
    /// with options that it has already: the new ones win, and headers are merged by name.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// Calls an operation, and blocks until it is done.
    ///
    /// # Errors
    ///
    /// See the variants of [`CallError`].
    pub fn call<O: Operation>(&self, input: O) -> CallResult<O> {
        block_on(self.0.call(input))
    }

    /// Calls an operation, and returns the output with the status, headers and request ids of its
    /// response: see [`Client::call_with_metadata`].
    ///
    /// # Errors
    ///
    /// See the variants of [`CallError`].
    pub fn call_with_metadata<O: Operation>(&self, input: O) -> CallResultWithMetadata<O> {
        block_on(self.0.call_with_metadata(input))
    }
}

/// The paginator of an operation.
pub type BlockingCallPages<O> = BlockingPages<O, CallError<<O as Operation>::Error>>;

impl BlockingClient {
    /// Paginates an operation: an iterator of pages, each of which is requested by `next`.
    pub fn pages<O: Paginated + Send + 'static>(&self, input: O) -> BlockingCallPages<O> {
        let client = self.clone();
        BlockingPages::new(input, move |input| client.call(input))
    }

    /// Polls with the waiter `W` until its state is reached, for `max_wait` at most. A call that has
    /// begun by then is completed.
    ///
    /// # Errors
    ///
    /// The state cannot be reached any more, a call failed, or `max_wait` elapsed.
    pub fn wait_until<W: Waiter>(
        &self,
        input: W::Operation,
        max_wait: Duration,
    ) -> WaitResultOf<W> {
        block_on(self.0.wait_until::<W>(input, max_wait))
    }
}

impl BlockingClient {
    /// Creates a presigned request for an operation: see [`Client::presigned`].
    ///
    /// # Errors
    ///
    /// The request cannot be built, its endpoint cannot be resolved, or it cannot be signed.
    pub fn presigned<O: Operation>(&self, input: O, expires_in: Duration) -> Presigned<O> {
        block_on(self.0.presigned(input, expires_in))
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient")
            .field("config", &self.0.shared.config)
            .finish_non_exhaustive()
    }
}
