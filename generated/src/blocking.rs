// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Amazon Chime that blocks the thread.

use super::Config;
use super::Service;
use super::operation::update_account::{UpdateAccountError, UpdateAccountInput, UpdateAccountOutput};
use std::time::Duration;
use whitesmith_client::CallError;
use whitesmith_client::CallOptions;
use whitesmith_client::Presigned;
use whitesmith_runtime::Operation;
use whitesmith_runtime::ResponseMetadata;

/// A client of Amazon Chime that blocks the thread: the functions of [`Client`](super::Client),
/// which return when the call has ended.
#[derive(Clone, Debug)]
pub struct Client(whitesmith_client::BlockingClient);

impl Client {
    /// See [`Client::new`](super::Client::new).
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self(whitesmith_client::BlockingClient::new::<Service>(config))
    }

    /// See [`Client::with`](super::Client::with).
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// See [`Client::call_with_metadata`](super::Client::call_with_metadata).
    pub fn call_with_metadata<O: Operation<Service = Service>>(&self, input: O)
        -> Result<(O::Output, ResponseMetadata), CallError<O::Error>> {
        self.0.call_with_metadata(input)
    }

    /// See [`Client::presigned`](super::Client::presigned).
    pub fn presigned<O: Operation<Service = Service>>(&self, input: O, expires_in: Duration)
        -> Presigned<O> {
        self.0.presigned(input, expires_in)
    }

    /// See [`Client::update_account`](super::Client::update_account).
    pub fn update_account(&self, input: UpdateAccountInput)
        -> Result<UpdateAccountOutput, CallError<UpdateAccountError>> {
        self.0.call(input)
    }
}
