//! Runs a call: prepares its machine, drives it, and deserializes the response.

use std::fmt;

use super::drive::{Reading, result_of};
use super::machine::Machine;
use super::observe::Span;
use super::prepare::Start;
use super::retry::Verdict;
use super::shared::Shared;
use super::{CallError, CallOptions, CallResultWithMetadata};
use crate::protocol::Protocol;
use crate::{Operation, Response, Service};

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
        span.ended(match &result {
            // The last attempt has been recorded by the driver.
            Ok(_) | Err(CallError::Service(_) | CallError::Parse(_)) => None,
            Err(error) => Some(error as &dyn fmt::Display),
        });
        result
    }

    async fn attempt<O: Operation>(
        &self,
        mut input: O,
        options: &CallOptions,
        span: &mut Span,
    ) -> CallResultWithMetadata<O> {
        let at = self.context.clock.now();
        if self.wants_region(&input) {
            self.find_region(options).await;
        }
        let has_token = self.add_idempotency_token(&mut input);
        let start = Start { options, has_token, at };
        let discovery = self.discovery(&input, options).map_err(CallError::Endpoint)?;
        let Some(discovery) = discovery else {
            return self.run::<O>(&mut self.prepare(&input, &start, None)?, span).await;
        };
        let discovered = self.discover::<O>(&discovery, &start).await?;
        let mut machine = self.prepare(&input, &start, discovered.url.clone())?;
        let result = self.run::<O>(&mut machine, span).await;
        if !self.has_expired(&discovery, &discovered, &result) || !machine.can_repeat_body() {
            return result;
        }
        let discovered = self.discover::<O>(&discovery, &start).await?;
        self.run::<O>(&mut self.prepare(&input, &start, discovered.url)?, span).await
    }

    async fn run<O: Operation>(
        &self,
        machine: &mut Machine<'_>,
        span: &mut Span,
    ) -> CallResultWithMetadata<O> {
        let mut result = None;
        let mut read = |response: Response| {
            let parsed = O::parse(&response);
            let verdict = Verdict::of_response(&response, &parsed);
            result = Some((parsed, response));
            verdict
        };
        let is_error = <<O::Service as Service>::Protocol as Protocol>::is_error;
        let reading = Reading { is_error, read: &mut read };
        self.driver().drive(machine, reading, span).await?;
        result_of::<O>(result)
    }
}
