//! Runs the machine of a call: does what each step asks for, until the call is done.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use super::call::Outcome;
use super::call_error::Failure;
use super::exchange::first;
use super::machine::{Event, Machine, Step};
use super::observe::Span;
use super::retry::Verdict;
use super::{
    BoxFuture, CallError, Context, CredentialsError, Identity, ProvideIdentity, Sleep,
    UnreadableOutput,
};
use whitesmith_runtime::internal::Facts;
use whitesmith_runtime::{Response, ResponseError, ServiceError};

/// How the responses of a call are read.
pub(super) struct Reading<'r> {
    /// Whether a response is an error, whose body is read into memory.
    pub(super) is_error: fn(&Response) -> bool,
    /// Reads a response, keeps the result, and classifies the attempt.
    pub(super) read: &'r mut (dyn FnMut(Response) -> Verdict + Send),
}

/// The result of reading a response, and the response.
type Parsed<T, E> = (Result<T, ResponseError<E>>, Response);

/// Carries out the steps of a machine.
pub(super) struct Driver<'d> {
    pub(super) context: &'d Context,
    /// Times calls that wait for each other, also of other clients. It never blocks.
    pub(super) timer: &'d Arc<dyn Sleep>,
    /// The maximum size of a response that is read into memory.
    pub(super) max_response: usize,
}

impl Driver<'_> {
    /// Does the steps of a machine until the call is done. The future is boxed, because the compiler copies the
    /// code of a future into each of its units that await it, and this is the largest one.
    pub(super) fn drive<'a>(
        &'a self,
        machine: &'a mut Machine<'_>,
        reading: Reading<'a>,
        span: &'a mut Span,
    ) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(self.steps(machine, reading, span))
    }

    /// The loop of all calls.
    async fn steps(
        &self,
        machine: &mut Machine<'_>,
        reading: Reading<'_>,
        span: &mut Span,
    ) -> Result<(), Failure> {
        let Reading { is_error, read } = reading;
        let mut event = Event::Started;
        loop {
            event = match machine.next(event, self.context.clock.now()) {
                Step::Identify(provider, left) => {
                    match self.identity_within(&*provider, left).await {
                        Some(result) => Event::Identified(result),
                        None => Event::Unidentified,
                    }
                }
                Step::Sleep(duration) => {
                    span.waits(machine.attempts(), duration);
                    self.context.sleep.sleep(duration).await;
                    Event::Slept
                }
                Step::Send(request, info) => match self.exchange(*request, info, is_error).await {
                    Ok(response) => {
                        span.answered(machine.attempts(), &response, is_error(&response));
                        let verdict = read(response);
                        span.judged(&verdict);
                        Event::Answered(verdict)
                    }
                    Err(lost) => {
                        span.failed(machine.attempts(), &lost.error);
                        Event::Failed(lost)
                    }
                },
                Step::Done(result) => return result,
            };
        }
    }

    /// Drives a call to its end, and deserializes its responses with `parse`.
    pub(super) async fn run<T: Send, E: ServiceError>(
        &self,
        machine: &mut Machine<'_>,
        facts: &Facts,
        span: &mut Span,
        parse: impl Fn(&Response) -> Result<T, ResponseError<E>> + Sync,
    ) -> Outcome<T, E> {
        let mut result = None;
        let mut read = |response: Response| {
            let parsed = parse(&response);
            let verdict = Verdict::of_response(&response, &parsed);
            result = Some((parsed, response));
            verdict
        };
        let reading = Reading { is_error: facts.is_error, read: &mut read };
        self.drive(machine, reading, span).await?;
        result_of(result)
    }

    /// Resolves an identity, for at most `limit`.
    pub(super) async fn identity_within(
        &self,
        provider: &dyn ProvideIdentity,
        limit: Option<Duration>,
    ) -> Option<Result<Arc<dyn Identity>, CredentialsError>> {
        let identity = provider.provide(self.context);
        match limit {
            None => Some(identity.await),
            Some(limit) => first(identity, self.timer.sleep(limit)).await,
        }
    }
}

/// Returns the result of a call that ended with a response.
fn result_of<T, E>(last: Option<Parsed<T, E>>) -> Outcome<T, E> {
    match last {
        Some((Ok(output), response)) => Ok((output, response.into_metadata())),
        Some((Err(ResponseError::Service(error)), _)) => Err(CallError::Service(error)),
        Some((Err(ResponseError::Parse(error)), response)) => {
            Err(CallError::Parse(UnreadableOutput { error, metadata: response.metadata().into() }))
        }
        // The machine never ends like this.
        None => Err(CallError::Credentials(CredentialsError::new("nothing was sent"))),
    }
}
