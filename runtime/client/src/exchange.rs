//! Exchanges the request of one attempt for its response, and enforces the timeouts of the attempt.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use super::drive::Driver;
use super::machine::Lost;
use super::stall::StallLimit;
use super::{CallInfo, TransportError, TransportErrorKind};
use whitesmith_runtime::{ByteStream, Response, StreamError, TooLarge};

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
        let (body, progress) = body.watched();
        let request = http::Request::from_parts(head, body);
        let stall =
            info.stall_timeout.map(|limit| StallLimit { limit, timer: Arc::clone(self.timer) });
        let sent = async {
            let stays_stream = |response: &Response| info.streams_output && !is_error(response);
            let received = self.receive(request, stall.clone(), stays_stream);
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
        stays_stream: impl Fn(&Response) -> bool,
    ) -> Result<Response, TransportError> {
        let response = self.context.transport.send(request).await?;
        let response = Response::from(response.map(|body| match stall {
            Some(stall) => stall.of_download(body),
            None => body,
        }));
        if stays_stream(&response) {
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
        Err(error) if error.is::<TooLarge>() => {
            TransportError::new(TransportErrorKind::Response, error)
        }
        Err(error) => TransportError::new(TransportErrorKind::Interrupted, error),
    }
}
