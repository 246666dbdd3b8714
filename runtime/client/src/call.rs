//! Runs a call: prepares its machine, drives it, and deserializes the response.

use std::fmt;

use super::exchange::first;
use super::observe::Span;
use super::prepare::Start;
use super::shared::Shared;
use super::{CallError, CallOptions, CallResultWithMetadata};
use whitesmith_runtime::internal::AnyOperation;
use whitesmith_runtime::{BuiltIns, Operation, ResponseMetadata, Service as _};

/// The output of a call with the status, headers and request ids of its response, or an error.
pub(super) type Outcome<T, E> = Result<(T, ResponseMetadata), CallError<E>>;

impl Shared {
    /// Calls an operation. If the operation uses endpoint discovery, the endpoint is discovered
    /// first, and once more if the service reports that it has expired.
    pub(super) async fn call<O: Operation>(
        &self,
        input: O,
        options: &CallOptions,
    ) -> CallResultWithMetadata<O> {
        let mut span = Span::of_call(O::Service::SDK_ID, O::NAME);
        let result = self.attempt(input, options, &mut span).await;
        ended(&span, &result);
        result
    }

    async fn attempt<O: Operation>(
        &self,
        mut input: O,
        options: &CallOptions,
        span: &mut Span,
    ) -> CallResultWithMetadata<O> {
        let at = self.now();
        self.find_missing(&input, options).await;
        let (has_token, facts) = (self.add_idempotency_token(&mut input), input.facts());
        let start = Start { options, has_token, at };
        let discovery = self.discovery(&input, options).map_err(CallError::Endpoint)?;
        let Some(discovery) = discovery else {
            let mut machine = self.prepare(&input, &start, None)?;
            return self.driver().run(&mut machine, &facts, span, O::parse).await;
        };
        let discovered = self.discover(&facts, &discovery, &start).await?;
        let mut machine = self.prepare(&input, &start, discovered.url.clone())?;
        let result = self.driver().run(&mut machine, &facts, span, O::parse).await;
        if !self.has_expired(&discovery, &discovered, &result) || !machine.can_repeat_body() {
            return result;
        }
        let discovered = self.discover(&facts, &discovery, &start).await?;
        let mut machine = self.prepare(&input, &start, discovered.url)?;
        self.driver().run(&mut machine, &facts, span, O::parse).await
    }

    /// Fetches a value that the endpoint depends on and that is not known yet, within the timeout
    /// of the call.
    pub(super) async fn find_missing(&self, operation: &dyn AnyOperation, options: &CallOptions) {
        let rules = |built_ins: &BuiltIns| operation.resolve(built_ins);
        let missing = self.vendor.find_missing(operation.facts().auth, &rules, &self.context);
        let Some(missing) = missing else { return };
        match self.time_limit(options) {
            // What is not found before this call times out, the next one may find.
            Some(limit) => drop(first(missing, self.timer.sleep(limit)).await),
            None => missing.await,
        }
    }
}

/// Records the end of a call in its span.
pub(super) fn ended<T, E: fmt::Display>(span: &Span, result: &Outcome<T, E>) {
    span.ended(match result {
        // The last attempt has been recorded by the driver.
        Ok(_) | Err(CallError::Service(_) | CallError::Parse(_)) => None,
        Err(error) => Some(error as &dyn fmt::Display),
    });
}
