//! The machine of a call in; what it asks for done, until it is done, out.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use super::bearer_token::KeptToken;
use super::call_error::Failure;
use super::exchange::first;
use super::identity::{Identity, IdentityKind};
use super::machine::{Event, Machine, Step};
use super::observe::Span;
use super::retry::Verdict;
use super::{
    CallError, CallResultWithMetadata, Context, CredentialsCache, CredentialsError, Sleep,
    UnreadableOutput,
};
use crate::{Operation, Response, ResponseError};

/// How the responses of a call are read.
pub(super) struct Reading<'r> {
    /// Whether a response is an error, whose body is received as a whole.
    pub(super) is_error: fn(&Response) -> bool,
    /// Reads a response, keeps what was read, and says what it means for the call.
    pub(super) read: &'r mut (dyn FnMut(Response) -> Verdict + Send),
}

/// A response, and what was read from it.
type Parsed<O> =
    (Result<<O as Operation>::Output, ResponseError<<O as Operation>::Error>>, Response);

/// What carries out the steps of a machine.
pub(super) struct Driver<'d> {
    pub(super) context: &'d Context,
    pub(super) credentials: Option<&'d CredentialsCache>,
    pub(super) bearer_token: Option<&'d KeptToken>,
    /// Tells calls that wait for others, of any client, that their time is over: it never blocks.
    pub(super) timer: &'d Arc<dyn Sleep>,
    /// The longest response that is read into memory.
    pub(super) max_response: usize,
}

impl Driver<'_> {
    /// The loop of all calls.
    pub(super) async fn drive(
        &self,
        machine: &mut Machine<'_>,
        reading: Reading<'_>,
        span: &mut Span,
    ) -> Result<(), Failure> {
        let Reading { is_error, read } = reading;
        let mut event = Event::Started;
        loop {
            event = match machine.next(event, self.context.clock.now()) {
                Step::Identify(kind, left) => match self.identity_within(kind, left).await {
                    Some(result) => Event::Identified(result),
                    None => Event::Unidentified,
                },
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

    /// Gets an identity, if that takes no longer than `limit`.
    pub(super) async fn identity_within(
        &self,
        kind: IdentityKind,
        limit: Option<Duration>,
    ) -> Option<Result<Identity, CredentialsError>> {
        match limit {
            None => Some(self.identity(kind).await),
            Some(limit) => first(self.identity(kind), self.timer.sleep(limit)).await,
        }
    }

    /// Gets an identity: what is kept, or what a provider gives.
    pub(super) async fn identity(&self, kind: IdentityKind) -> Result<Identity, CredentialsError> {
        match kind {
            IdentityKind::Credentials => match self.credentials {
                Some(cache) => cache.get(self.context).await.map(Identity::Credentials),
                None => Err(CredentialsError::new("there are no credentials")),
            },
            IdentityKind::BearerToken => match self.bearer_token {
                Some(token) => token.get(self.context).await.map(Identity::BearerToken),
                None => Err(CredentialsError::new("there is no bearer token")),
            },
        }
    }
}

/// The result of a call that ended with a response.
pub(super) fn result_of<O: Operation>(last: Option<Parsed<O>>) -> CallResultWithMetadata<O> {
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
