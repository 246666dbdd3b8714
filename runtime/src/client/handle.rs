//! An input in; its output, or why there is none, out. Without blocking.

use std::fmt;
use std::sync::Arc;

use super::shared::Shared;
use super::{CallError, CallOptions, Config};
use crate::{Operation, Service};

/// What a call of an operation gives.
pub type CallResult<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

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
        Self::over(Shared::new::<S>(config, transport, sleep))
    }

    pub(super) fn over(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), options: CallOptions::new() }
    }

    /// The same client, for calls that differ in these options from its configuration.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { shared: Arc::clone(&self.shared), options }
    }

    /// Calls an operation. Dropping the future ends the call.
    ///
    /// # Errors
    ///
    /// Why there is no output.
    pub async fn call<O: Operation>(&self, input: O) -> CallResult<O> {
        let (mut machine, read) = self.shared.prepare(input, &self.options)?;
        let mut result = None;
        self.shared
            .drive(&mut machine, read, &mut |response, now| {
                let parsed = O::parse(&response);
                let verdict = super::retry::Verdict::of_response(&response, &parsed, now);
                result = Some((parsed, response));
                verdict
            })
            .await?;
        super::drive::result_of::<O>(result)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("config", &self.shared.config).finish_non_exhaustive()
    }
}
