//! Exchanges the request of one attempt for its response, and enforces the timeouts of the attempt.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use super::drive::Driver;
use super::machine::Lost;
use super::stall::StallLimit;
use super::{CallInfo, TransportError, TransportErrorKind};
use whitesmith_runtime::checksum::{ChecksumMismatch, ResponseChecksum};
use whitesmith_runtime::{ByteStream, Response, StreamError, TooLarge};

/// How the body of a response is read.
#[derive(Clone, Copy)]
struct Reading {
    /// Whether the body of a response that is not an error stays a stream.
    streams_output: bool,
    is_error: fn(&Response) -> bool,
    /// The checksum of a response that is not an error.
    checksum: Option<ResponseChecksum>,
}

impl Driver<'_> {
    /// Sends a request and receives the response: all of it, or only its head if the output is streamed
    /// and the response is not an error.
    pub(super) async fn exchange(
        &self,
        request: http::Request<ByteStream>,
        info: CallInfo,
        is_error: fn(&Response) -> bool,
    ) -> Result<Response, Lost> {
        let (head, body) = request.into_parts();
        let checksum = head.extensions.get::<ResponseChecksum>().copied();
        let (body, progress) = body.watched();
        let request = http::Request::from_parts(head, body);
        let stall =
            info.stall_timeout.map(|limit| StallLimit { limit, timer: Arc::clone(self.timer) });
        let sent = async {
            let reading = Reading { streams_output: info.streams_output, is_error, checksum };
            let received = self.receive(request, stall.clone(), reading);
            match &stall {
                None => received.await,
                Some(stall) => first(received, stall.of_upload(&progress))
                    .await
                    .unwrap_or_else(|| Err(stall.error())),
            }
        };
        let response = match info.timeout {
            None => sent.await,
            Some(timeout) => first(sent, self.timer.sleep(timeout)).await.unwrap_or_else(|| {
                let message = format!("no complete response within {timeout:?}");
                Err(TransportError::new(TransportErrorKind::Timeout, message).at_limit())
            }),
        };
        response.map_err(|error| Lost { error, was_sent: progress.is_sent() })
    }

    async fn receive(
        &self,
        request: http::Request<ByteStream>,
        stall: Option<StallLimit>,
        reading: Reading,
    ) -> Result<Response, TransportError> {
        let response = self.context.transport.send(request).await?;
        let response = Response::from(response.map(|body| match stall {
            Some(stall) => stall.of_download(body),
            None => body,
        }));
        let is_error = (reading.is_error)(&response);
        let response = match reading.checksum {
            Some(checksum) if !is_error => checksum.validate(response).map_err(of_body)?,
            Some(_) | None => response,
        };
        if reading.streams_output && !is_error {
            return Ok(response);
        }
        let (metadata, body) = response.into_parts();
        let body = body.collect(self.max_response).await.map_err(of_body)?;
        Ok(Response::from_parts(metadata, body))
    }
}

/// Returns the output of `future`, or `None` if `over` is ready first.
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

/// Converts an error while reading the body of a response.
fn of_body(error: StreamError) -> TransportError {
    match error.into_inner().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) if error.is::<TooLarge>() || error.is::<ChecksumMismatch>() => {
            TransportError::new(TransportErrorKind::Response, error)
        }
        Err(error) => TransportError::new(TransportErrorKind::Interrupted, error),
    }
}
