//! A transport with canned responses, for tests of code that calls a service.
//!
//! No request leaves the process:
//!
//! ```
//! use whitesmith_client::test_util::Canned;
//! use whitesmith_client::{Config, TransportErrorKind};
//!
//! let service = Canned::new()
//!     .fails(TransportErrorKind::Connect)
//!     .answers(200, r#"{"Name": "Sales"}"#);
//! let config: Config = service.config(); // for `Client::new` of an emitted crate
//! // … call the code under test with a client of this configuration, then:
//! assert_eq!(service.requests().len(), 0);
//! ```
//!
//! For responses that depend on the request use a closure, which is a transport too; see
//! [`Transport`].

#![allow(clippy::panic)] // A mistake in the setup of a test ends the test.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::{BlockingTransport, BoxFuture, Config, Transport, TransportError, TransportErrorKind};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::try_block_on;

/// A transport that returns its responses in order, one for each request, and records the requests.
/// Clones share them.
#[derive(Clone, Debug, Default)]
#[doc(alias("mock", "fake"))]
pub struct Canned(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportErrorKind>>,
    requests: Vec<http::Request<Bytes>>,
}

impl Canned {
    /// Creates a transport without responses. A request without a response left fails.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with this status code and body.
    ///
    /// # Panics
    ///
    /// `status` is not a valid HTTP status code.
    #[must_use]
    #[track_caller]
    pub fn answers(self, status: u16, body: impl Into<Bytes>) -> Self {
        let mut answer = http::Response::new(body.into());
        let Ok(status) = http::StatusCode::from_u16(status) else {
            panic!("{status} is not an HTTP status code")
        };
        *answer.status_mut() = status;
        self.answers_with(answer)
    }

    /// Adds a response.
    #[must_use]
    pub fn answers_with(self, answer: http::Response<Bytes>) -> Self {
        self.state().answers.push_back(Ok(answer));
        self
    }

    /// Adds a header to the last response.
    ///
    /// # Panics
    ///
    /// The header is not valid, or there is no response.
    #[must_use]
    #[track_caller]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        let header = (HeaderName::try_from(name), HeaderValue::try_from(value));
        {
            let mut state = self.state();
            match (header, state.answers.back_mut()) {
                ((Ok(name), Ok(value)), Some(Ok(answer))) => {
                    answer.headers_mut().append(name, value);
                }
                _ => panic!("{name:?} is not a valid header, or there is no response to add it to"),
            }
        }
        self
    }

    /// Adds a failure: the request gets no response, but an error of this kind.
    #[must_use]
    pub fn fails(self, kind: TransportErrorKind) -> Self {
        self.state().answers.push_back(Err(kind));
        self
    }

    /// Returns the requests so far as they were sent: signed, with all headers.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Creates a configuration for asynchronous and blocking clients that use this transport, and retry
    /// without backoff. It is a [`Config`], or a `whitesmith_aws::Config` with the region `us-east-1` and
    /// dummy credentials. To chain setters, name its type:
    ///
    /// ```
    /// use whitesmith_client::Config;
    /// use whitesmith_client::test_util::Canned;
    ///
    /// let canned = Canned::new().answers(200, "{}");
    /// let config = canned.config::<Config>().max_attempts(1);
    /// let same = Config::from(&canned).max_attempts(1);
    /// # drop((config, same));
    /// ```
    #[must_use]
    pub fn config<C: for<'a> From<&'a Self>>(&self) -> C {
        C::from(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn exchange(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        let (head, body) = request.into_parts();
        let body = body.collect(usize::MAX).await;
        let body = body.map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
        let what = format!("{} {}", head.method, head.uri);
        let mut state = self.state();
        state.requests.push(http::Request::from_parts(head, body));
        match state.answers.pop_front() {
            Some(Ok(answer)) => Ok(answer.map(ByteStream::from)),
            Some(Err(kind)) => Err(TransportError::new(kind, "simulated by the test")),
            None => {
                let what = format!("the test has no response for {what}");
                Err(TransportError::new(TransportErrorKind::Other, what))
            }
        }
    }
}

impl From<&Canned> for Config {
    fn from(canned: &Canned) -> Self {
        Self::new()
            .transport(canned.clone())
            .blocking_transport(canned.clone())
            .attempt_timeout(None)
            .sleep(|_| ready(()))
    }
}

impl Transport for Canned {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl BlockingTransport for Canned {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        try_block_on(self.exchange(request))
            .unwrap_or_else(|error| Err(TransportError::new(TransportErrorKind::Other, error)))
    }
}
