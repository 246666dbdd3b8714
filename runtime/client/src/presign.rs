//! Presigned requests.

use std::time::Duration;

use http::header::{CONTENT_LENGTH, EXPECT, HeaderValue, USER_AGENT};

use super::call_error::Failure;
use super::prepare::{INVOCATION_ID, Start};
use super::shared::Shared;
use super::trace_id::TRACE_ID;
use super::{CallError, CallOptions, Client};
use whitesmith_runtime::internal::AnyOperation as _;
use whitesmith_runtime::{ByteStream, Operation};

/// A presigned request: anyone who holds it can send it until it expires.
pub type Presigned<O> = Result<http::Request<ByteStream>, CallError<<O as Operation>::Error>>;

impl Client {
    /// Creates a presigned request for an operation, with the signature in its URI. Anyone who
    /// holds it can send it as it is, with its headers, for `expires_in`: from 1 second to 7 days,
    /// and not longer than the credentials are valid. Nothing is sent, except to get the endpoint or the
    /// credentials.
    ///
    /// # Errors
    ///
    /// The request cannot be built, its endpoint cannot be resolved, or it cannot be signed.
    pub async fn presigned<O: Operation>(&self, input: O, expires_in: Duration) -> Presigned<O> {
        self.shared.presigned(input, &self.options, expires_in).await
    }
}

impl Shared {
    async fn presigned<O: Operation>(
        &self,
        mut input: O,
        options: &CallOptions,
        expires_in: Duration,
    ) -> Presigned<O> {
        let at = self.now();
        self.find_missing(&input, options).await;
        let has_token = self.add_idempotency_token(&mut input);
        let start = Start { options, has_token, at };
        let discovery = self.discovery(&input, options).map_err(CallError::Endpoint)?;
        let discovered = match discovery {
            Some(discovery) => self.discover(&input.facts(), &discovery, &start).await?.url,
            None => None,
        };
        let mut draft = self.draft(&input, options, discovered)?;
        draft.leave_out_checksums();
        let schemes = self.schemes(O::AUTH).map_err(CallError::Credentials)?;
        let mut identity = self.identity(&schemes, None).await.map_err(CallError::Credentials)?;
        let located = draft.locate(&identity)?;
        if let Some(session) = &located.session {
            identity = session.provide(&self.context).await.map_err(CallError::Credentials)?;
        }
        let mut request = located.request.clone();
        // The client that sends the request sets these.
        for name in [EXPECT, USER_AGENT, INVOCATION_ID, TRACE_ID] {
            request.headers_mut().remove(name);
        }
        // Without a body it is left to the sender what to upload. A signed length would be that of nothing.
        let is_zero = |length: &HeaderValue| length == "0";
        if request.body().is_empty() && request.headers().get(CONTENT_LENGTH).is_some_and(is_zero) {
            request.headers_mut().remove(CONTENT_LENGTH);
        }
        let time = self.context.skew.correct(self.now());
        let signing = located.signing(time);
        Ok(identity.presign(request, &signing, expires_in).map_err(Failure::from)?)
    }
}
