//! An input and the options of a call in; its output, or why there is none, out.

use super::drive::result_of;
use super::machine::Machine;
use super::retry::Verdict;
use super::shared::Shared;
use super::{CallError, CallOptions, CallResult};
use crate::Operation;

impl Shared {
    /// Calls an operation, at the endpoint that it has to discover if it has to.
    pub(super) async fn call<O: Operation>(
        &self,
        mut input: O,
        options: &CallOptions,
    ) -> CallResult<O> {
        let started = self.context.clock.now();
        if self.wants_region(&input) {
            self.find_region(options).await;
        }
        let discovery = self.discovery(&input, options).map_err(CallError::Endpoint)?;
        let Some(discovery) = discovery else {
            let machine = self.prepare(&mut input, options, None, started)?;
            drop(input);
            return self.run::<O>(machine).await;
        };
        let discovered = self.discover(&discovery, O::NAME, options).await?;
        let machine = self.prepare(&mut input, options, discovered.url.as_deref(), started)?;
        let may_repeat = machine.can_repeat_body();
        let result = self.run::<O>(machine).await;
        if !self.has_expired(&discovery, &discovered, &result) || !may_repeat {
            return result;
        }
        let discovered = self.discover(&discovery, O::NAME, options).await?;
        self.run::<O>(self.prepare(&mut input, options, discovered.url.as_deref(), started)?).await
    }

    async fn run<O: Operation>(&self, mut machine: Machine<'_>) -> CallResult<O> {
        let mut result = None;
        self.drive(&mut machine, &mut |response| {
            let parsed = O::parse(&response);
            let verdict = Verdict::of_response(&response, &parsed);
            result = Some((parsed, response));
            verdict
        })
        .await?;
        result_of::<O>(result)
    }
}
