//! An input in; its output, or why there is none, out. The thread waits for it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::context::BlockingSleep;
use super::handle::WaitResultOf;
use super::shared::Shared;
use super::thread_sleep::ThreadSleep;
use super::{
    BlockingPages, CallError, CallOptions, CallResult, CallResultWithMetadata, Client, Config,
};
use crate::block_on::block_on;
use crate::{Operation, Paginated, Service, Waiter};

/// Calls the operations of a service and waits for their outputs: a [`Client`] whose transport and
/// whose waits block, so that no runtime is needed.
#[derive(Clone)]
pub struct BlockingClient(pub(super) Client);

impl BlockingClient {
    /// A client of this service.
    #[must_use]
    pub fn new<S: Service>(config: Config) -> Self {
        let transport = super::transport::of_blocking(&config);
        let sleep = config.sleep.clone().unwrap_or_else(|| Arc::new(BlockingSleep));
        // A thread that waits for the credentials that another one gets must not sleep meanwhile.
        let timer = config.sleep.clone().unwrap_or_else(|| Arc::new(ThreadSleep));
        Self(Client::over(Shared::new::<S>(config, transport, sleep, timer)))
    }

    /// The same client, for calls that differ in these options from its configuration. Options that
    /// it has already stay, unless these say otherwise; a header wins over one of its name.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// Calls an operation.
    ///
    /// # Errors
    ///
    /// Why there is no output.
    pub fn call<O: Operation>(&self, input: O) -> CallResult<O> {
        block_on(self.0.call(input))
    }

    /// Calls an operation. Gives the output, and the status, headers and request ids of its response:
    /// see [`Client::call_with_metadata`].
    ///
    /// # Errors
    ///
    /// Why there is no output.
    pub fn call_with_metadata<O: Operation>(&self, input: O) -> CallResultWithMetadata<O> {
        block_on(self.0.call_with_metadata(input))
    }
}

/// The pages of an operation.
pub type BlockingCallPages<O> = BlockingPages<O, CallError<<O as Operation>::Error>>;

impl BlockingClient {
    /// The pages of an operation, each asked for when the one before has been taken.
    pub fn pages<O: Paginated + Send + 'static>(&self, input: O) -> BlockingCallPages<O> {
        let client = self.clone();
        BlockingPages::new(input, move |input| client.call(input))
    }

    /// Waits for a state, at most for `max_wait`. A call that has begun may finish.
    ///
    /// # Errors
    ///
    /// The state will not be reached, a call failed, or the time was over.
    pub fn wait_until<W: Waiter>(
        &self,
        input: W::Operation,
        max_wait: Duration,
    ) -> WaitResultOf<W> {
        block_on(self.0.wait_until::<W>(input, max_wait))
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient")
            .field("config", &self.0.shared.config)
            .finish_non_exhaustive()
    }
}
