//! The machine of a call in; what it asks for done, until it is done, out.

#[cfg(test)]
mod tests;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::call_error::Failure;
use super::machine::{Event, Machine, Step};
use super::retry::Verdict;
use super::shared::Shared;
use super::{
    CallError, CallResult, CredentialsError, TransportError, TransportErrorKind, UnreadableOutput,
};
use crate::{ByteStream, Credentials, Operation, Response, ResponseError, StreamError, TooLarge};

/// Reads a response at a time, keeps what it says, and tells what it means for the call.
type Read<'r> = &'r mut (dyn FnMut(Response) -> Verdict + Send);

/// A response, and what was read from it.
type Parsed<O> =
    (Result<<O as Operation>::Output, ResponseError<<O as Operation>::Error>>, Response);

impl Shared {
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
                Step::Identify(left) => match self.credentials_within(left).await {
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

    /// Gets credentials, if that takes no longer than `limit`.
    pub(super) async fn credentials_within(
        &self,
        limit: Option<Duration>,
    ) -> Option<Result<Credentials, CredentialsError>> {
        match limit {
            None => Some(self.credentials().await),
            Some(limit) => first(self.credentials(), self.timer.sleep(limit)).await,
        }
    }

    pub(super) async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        match &self.credentials {
            Some(cache) => cache.get(&self.context).await,
            None => Err(CredentialsError::new("there are no credentials")),
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
            let body = body.collect(self.config.max_response).await.map_err(of_body)?;
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
pub(super) fn result_of<O: Operation>(last: Option<Parsed<O>>) -> CallResult<O> {
    match last {
        Some((Ok(output), _)) => Ok(output),
        Some((Err(ResponseError::Service(error)), _)) => Err(CallError::Service(error)),
        Some((Err(ResponseError::Parse(error)), response)) => {
            Err(CallError::Parse(UnreadableOutput { error, metadata: (&response).into() }))
        }
        // The machine never ends like this.
        None => Err(CallError::Credentials(CredentialsError::new("nothing was sent"))),
    }
}
