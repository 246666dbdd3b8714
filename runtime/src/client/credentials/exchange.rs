//! A request to a service that gives credentials in; its answer out, after a few attempts.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::CredentialsError;
use crate::ByteStream;
use crate::client::{BoxFuture, CallInfo, Context, Sleep, TransportError, TransportErrorKind};

/// No answer of these services is near it.
const MAX_BODY: usize = 1 << 20;

/// The wait before the second attempt; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// How to talk to a service.
pub(super) struct Exchange<'a> {
    pub(super) context: &'a Context,
    /// Its name, as the subject of a sentence.
    pub(super) service: &'static str,
    /// What it is asked for, for transports.
    pub(super) operation: &'static str,
    /// How long one attempt may take.
    pub(super) timeout: Duration,
    /// How many attempts there are.
    pub(super) attempts: u32,
}

/// A response as a whole.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

/// A request without a body.
pub(super) fn request(
    method: Method,
    url: &str,
) -> Result<http::Request<ByteStream>, CredentialsError> {
    let request = http::Request::builder().method(method).uri(url).body(ByteStream::default());
    request.map_err(|error| CredentialsError::new("the URL cannot be used").caused_by(error))
}

/// Adds a header whose value is a secret, such as a token. `name` says what it is.
pub(super) fn add_secret(
    request: &mut http::Request<ByteStream>,
    header: &'static str,
    value: &str,
    name: &str,
) -> Result<(), CredentialsError> {
    let Ok(mut value) = HeaderValue::from_str(value) else {
        let message = format!("{name} has characters that do not fit into a header");
        return Err(CredentialsError::new(message));
    };
    value.set_sensitive(true);
    request.headers_mut().insert(HeaderName::from_static(header), value);
    Ok(())
}

impl Exchange<'_> {
    /// Sends a request until there is an answer that another attempt would not change.
    pub(super) async fn send(
        &self,
        request: &http::Request<ByteStream>,
        is_passing: fn(&Answer) -> bool,
    ) -> Result<Answer, CredentialsError> {
        let answer = self.try_send(request, is_passing).await;
        answer.map_err(|error| CredentialsError::new(self.unreachable()).caused_by(error))
    }

    /// What it means that there is no answer.
    pub(super) fn unreachable(&self) -> String {
        format!("{} cannot be reached", self.service)
    }

    /// The same as [`send`](Self::send), with the error of the last attempt.
    pub(super) async fn try_send(
        &self,
        request: &http::Request<ByteStream>,
        is_passing: fn(&Answer) -> bool,
    ) -> Result<Answer, TransportError> {
        let mut wait = FIRST_WAIT;
        let mut attempt = 1;
        loop {
            let result = self.attempt(request.clone()).await;
            let is_last = attempt >= self.attempts;
            match result {
                Ok(answer) if is_last || !(is_busy(answer.status) || is_passing(&answer)) => {
                    return Ok(answer);
                }
                Err(error) if is_last || error.kind() == TransportErrorKind::Connect => {
                    return Err(error);
                }
                Ok(_) | Err(_) => {}
            }
            self.context.sleep.sleep(wait).await;
            wait = wait.saturating_mul(2);
            attempt += 1;
        }
    }

    async fn attempt(
        &self,
        mut request: http::Request<ByteStream>,
    ) -> Result<Answer, TransportError> {
        let call = CallInfo::new(self.service, self.operation).timeout(self.timeout);
        request.extensions_mut().insert(call);
        let exchange = async {
            let response = self.context.transport.send(request).await?;
            let (head, body) = response.into_parts();
            let body = body.collect(MAX_BODY).await;
            let body = body.map_err(|e| TransportError::new(TransportErrorKind::Interrupted, e))?;
            Ok(Answer { status: head.status, body })
        };
        match within(&*self.context.sleep, self.timeout, exchange).await {
            Some(result) => result,
            None => {
                let message = format!("no answer in {:?}", self.timeout);
                Err(TransportError::new(TransportErrorKind::Timeout, message))
            }
        }
    }
}

impl Answer {
    /// Gives the answer on if it is a success, or says what else it is. `detail` may add what the
    /// body says.
    pub(super) fn successful(
        self,
        service: &str,
        detail: Option<String>,
    ) -> Result<Self, CredentialsError> {
        if self.status.is_success() {
            return Ok(self);
        }
        let mut message = format!("{service} answered with status {}", self.status.as_u16());
        if let Some(detail) = detail {
            message.push_str(": ");
            message.push_str(&detail);
        }
        Err(CredentialsError::new(message))
    }
}

/// No answer passes.
pub(super) fn never(_: &Answer) -> bool {
    false
}

fn is_busy(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// Waits for a future, but not longer than `limit`.
async fn within<F: Future>(sleep: &dyn Sleep, limit: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut timer: Option<BoxFuture<'static, ()>> = None;
    poll_fn(move |context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        // With a transport that blocks, the future is ready at once, and no timer is started.
        let timer = timer.get_or_insert_with(|| sleep.sleep(limit));
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}
