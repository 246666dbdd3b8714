//! An input in; the request with its signature in the URI out, for whoever will send it.

use std::time::Duration;

use http::header::USER_AGENT;

use super::prepare::INVOCATION_ID;
use super::shared::Shared;
use super::trace_id::TRACE_ID;
use super::{BlockingClient, CallError, CallOptions, Client};
use crate::block_on::block_on;
use crate::{ByteStream, Operation};

/// A request that whoever has it may send.
pub type Presigned<O> = Result<http::Request<ByteStream>, CallError<<O as Operation>::Error>>;

impl Client {
    /// The request of an operation with its signature in the URI. Whoever has it may send it as it
    /// is, with the headers that it has, for `expires_in`: from 1 second to 7 days, and no longer
    /// than the credentials last. Nothing is sent.
    ///
    /// # Errors
    ///
    /// Why there is no such request.
    pub async fn presigned<O: Operation>(&self, input: O, expires_in: Duration) -> Presigned<O> {
        self.shared.presigned(input, &self.options, expires_in).await
    }
}

impl BlockingClient {
    /// The request of an operation with its signature in the URI: see [`Client::presigned`].
    ///
    /// # Errors
    ///
    /// Why there is no such request.
    pub fn presigned<O: Operation>(&self, input: O, expires_in: Duration) -> Presigned<O> {
        block_on(self.0.presigned(input, expires_in))
    }
}

impl Shared {
    async fn presigned<O: Operation>(
        &self,
        mut input: O,
        options: &CallOptions,
        expires_in: Duration,
    ) -> Presigned<O> {
        if self.wants_region(&input) {
            self.find_region(options).await;
        }
        let discovery = self.discovery(&input, options).map_err(CallError::Endpoint)?;
        let discovered = match discovery {
            Some(discovery) => self.discover(&discovery, O::NAME, options).await?.url,
            None => None,
        };
        let (mut request, authorization) =
            self.start(&mut input, options, discovered.as_deref())?;
        // These belong to the client that sends the request.
        for name in [USER_AGENT, INVOCATION_ID, TRACE_ID] {
            request.headers_mut().remove(name);
        }
        let credentials = if authorization.needs_credentials() {
            let found = self.credentials().await;
            authorization.identity(found).map_err(CallError::Credentials)?
        } else {
            None
        };
        let now = self.skew.correct(self.context.clock.now());
        authorization
            .presign(request, credentials.as_ref(), now, expires_in, &self.keys)
            .map_err(CallError::Credentials)
    }
}
