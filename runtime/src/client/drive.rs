//! The machine of a call in; what it asks for done, until it is done, out.

#[cfg(test)]
mod tests;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::bearer_token::KeptToken;
use super::call_error::Failure;
use super::identity::{Identity, IdentityKind};
use super::machine::{Event, Machine, Step};
use super::retry::Verdict;
use super::{
    CallError, CallResultWithMetadata, Context, CredentialsCache, CredentialsError, Sleep,
    TransportError, TransportErrorKind, UnreadableOutput,
};
use crate::{ByteStream, Operation, Response, ResponseError, StreamError, TooLarge};

/// Reads a response at a time, keeps what it says, and tells what it means for the call.
type Read<'r> = &'r mut (dyn FnMut(Response) -> Verdict + Send);

/// A response, and what was read from it.
type Parsed<O> =
    (Result<<O as Operation>::Output, ResponseError<<O as Operation>::Error>>, Response);

/// What carries out the steps of a machine.
pub(super) struct Driver<'d> {
    pub(super) context: &'d Context,
    pub(super) credentials: Option<&'d CredentialsCache>,
    pub(super) bearer_token: Option<&'d KeptToken>,
    /// Tells calls that wait for others, of any client, that their time is over: it never blocks.
    pub(super) timer: &'d dyn Sleep,
    /// The longest response that is read into memory.
    pub(super) max_response: usize,
}

impl Driver<'_> {
    /// The loop of all calls.
    pub(super) async fn drive(
        &self,
        machine: &mut Machine<'_>,
        read: Read<'_>,
    ) -> Result<(), Failure> {
        let span = machine.span();
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
                Step::Send(request, timeout) => {
                    match self.exchange(*request, timeout, machine.streams_output()).await {
                        Ok(response) => {
                            span.answered(machine.attempts(), &response);
                            Event::Answered(read(response))
                        }
                        Err(error) => {
                            span.failed(machine.attempts(), &error);
                            Event::Failed(error)
                        }
                    }
                }
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

    /// Sends a request and reads the response, or its head if the body stays a stream.
    async fn exchange(
        &self,
        request: http::Request<ByteStream>,
        timeout: Option<Duration>,
        streams_output: bool,
    ) -> Result<Response, TransportError> {
        let exchange = async {
            let response = self.context.transport.send(request).await?;
            let (head, body) = response.into_parts();
            if streams_output && head.status.is_success() {
                return Ok(Response::new(head.status.as_u16(), head.headers, body));
            }
            let body = body.collect(self.max_response).await.map_err(of_body)?;
            Ok(Response::new(head.status.as_u16(), head.headers, body))
        };
        match timeout {
            None => exchange.await,
            Some(timeout) => {
                let over = self.context.sleep.sleep(timeout);
                first(exchange, over).await.unwrap_or_else(|| {
                    Err(TransportError::new(
                        TransportErrorKind::Timeout,
                        format!("no complete response in {timeout:?}"),
                    ))
                })
            }
        }
    }
}

/// What the future gives, if it does before the time is over.
pub(super) async fn first<T>(
    future: impl Future<Output = T>,
    over: impl Future<Output = ()>,
) -> Option<T> {
    let (mut future, mut over) = (pin!(future), pin!(over));
    poll_fn(move |context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        over.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Why a body could not be read to its end.
fn of_body(error: StreamError) -> TransportError {
    match error.into_inner().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) if error.is::<TooLarge>() => {
            TransportError::new(TransportErrorKind::Response, error)
        }
        Err(error) => TransportError::new(TransportErrorKind::Interrupted, error),
    }
}

/// The result of a call that ended with a response.
pub(super) fn result_of<O: Operation>(last: Option<Parsed<O>>) -> CallResultWithMetadata<O> {
    match last {
        Some((Ok(output), response)) => Ok((output, response.into_metadata())),
        Some((Err(ResponseError::Service(error)), _)) => Err(CallError::Service(error)),
        Some((Err(ResponseError::Parse(error)), response)) => {
            Err(CallError::Parse(UnreadableOutput { error, metadata: (&response).into() }))
        }
        // The machine never ends like this.
        None => Err(CallError::Credentials(CredentialsError::new("nothing was sent"))),
    }
}
