//! Traces calls and their attempts with the crate `tracing`; without the feature `tracing` nothing is
//! emitted. Spans and events contain no bodies, headers or secrets.
//!
//! All of them have the target `whitesmith_client`:
//!
//! | what | level |
//! |---|---|
//! | an attempt that ended, with or without a response | DEBUG |
//! | a retry: the wait before the next attempt | INFO |
//! | a call that failed with an error of the client: HTTP 400 to 499 | INFO |
//! | a call that failed otherwise; a setting that is ignored | WARN |
//!
//! The span of a call is named `call` and has the level INFO. Requests of credentials providers and
//! of endpoint discovery are calls, with spans of their own.

use std::fmt;
use std::time::Duration;

use super::TransportError;
use super::retry::Verdict;
use whitesmith_runtime::Response;

/// The target of all spans and events. It is public API, as users filter by it.
#[cfg(feature = "tracing")]
const TARGET: &str = "whitesmith_client";

/// The span of a call, and what has been observed of it so far.
#[derive(Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    traced: traced::Traced,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn of_call(service: &'static str, operation: &'static str) -> Self {
        Self { traced: traced::Traced::new(service, operation) }
    }

    /// Records an attempt that has a response.
    pub(super) fn answered(&mut self, attempt: u32, response: &Response, is_error: bool) {
        self.traced.answered(attempt, response, is_error);
    }

    /// Records how that response is classified.
    pub(super) fn judged(&mut self, verdict: &Verdict) {
        self.traced.judged(verdict);
    }

    /// Records an attempt without a response.
    pub(super) fn failed(&mut self, attempt: u32, error: &TransportError) {
        self.traced.failed(attempt, error);
    }

    /// Records the backoff before the next attempt.
    pub(super) fn waits(&self, attempt: u32, delay: Duration) {
        self.traced.waits(attempt, delay);
    }

    /// Records the end of the call: `None` if the last attempt decides, or an error of the client.
    pub(super) fn ended(&self, error: Option<&dyn fmt::Display>) {
        self.traced.ended(error);
    }
}

#[cfg(feature = "tracing")]
mod traced {
    use std::time::Duration;

    use super::{Response, TARGET, TransportError, Verdict, fmt};

    #[derive(Debug)]
    pub(super) struct Traced {
        span: tracing::Span,
        service: &'static str,
        operation: &'static str,
        /// The number of attempts, at all endpoints.
        attempts: u32,
        /// How the last attempt ended; `None` if it succeeded.
        last: Option<Ended>,
    }

    /// How an attempt ended without an output.
    #[derive(Debug)]
    struct Ended {
        why: String,
        request_id: Option<String>,
        /// The service rejected the request: HTTP 400 to 499.
        is_refused: bool,
    }

    impl Traced {
        pub(super) fn new(service: &'static str, operation: &'static str) -> Self {
            let span = tracing::info_span!(target: TARGET, "call", service, operation);
            Self { span, service, operation, attempts: 0, last: None }
        }

        pub(super) fn answered(&mut self, attempt: u32, response: &Response, is_error: bool) {
            self.attempts += 1;
            let (status, request_id) = (response.status(), response.metadata().request_id());
            self.span.in_scope(|| {
                tracing::debug!(target: TARGET, attempt, status, request_id, "received a response");
            });
            let is_refused = (400..500).contains(&status);
            let why = if is_error {
                format!("HTTP {status}")
            } else {
                format!("HTTP {status}, and the output could not be deserialized")
            };
            self.last = Some(Ended { why, request_id: request_id.map(str::to_owned), is_refused });
        }

        pub(super) fn judged(&mut self, verdict: &Verdict) {
            match (verdict, &mut self.last) {
                (Verdict::Success, last) => *last = None,
                // It is retried, so the service has not rejected the call.
                (Verdict::Retry { .. } | Verdict::Skewed { .. }, Some(last)) => {
                    last.is_refused = false;
                }
                (Verdict::Failure | Verdict::Retry { .. } | Verdict::Skewed { .. }, _) => {}
            }
        }

        pub(super) fn failed(&mut self, attempt: u32, error: &TransportError) {
            self.attempts += 1;
            self.span.in_scope(|| {
                tracing::debug!(target: TARGET, attempt, %error, "received no response");
            });
            let why = error.to_string();
            self.last = Some(Ended { why, request_id: None, is_refused: false });
        }

        pub(super) fn waits(&self, attempt: u32, delay: Duration) {
            let Self { span, service, operation, last, .. } = self;
            let why = last.as_ref().map(|last| last.why.as_str());
            span.in_scope(|| {
                tracing::info!(
                    target: TARGET, service, operation, attempt, ?delay, why, "waiting before the next attempt"
                );
            });
        }

        pub(super) fn ended(&self, error: Option<&dyn fmt::Display>) {
            let Self { span, service, operation, attempts, last } = self;
            span.in_scope(|| match (error, last) {
                (Some(error), _) => {
                    tracing::warn!(target: TARGET, service, operation, attempts, %error, "the call failed");
                }
                (None, None) => {}
                (None, Some(Ended { why, request_id, is_refused: true })) => {
                    tracing::info!(
                        target: TARGET, service, operation, attempts, why, request_id, "the service rejected the call"
                    );
                }
                (None, Some(Ended { why, request_id, is_refused: false })) => {
                    tracing::warn!(
                        target: TARGET, service, operation, attempts, why, request_id, "the call failed"
                    );
                }
            });
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self)] // So that callers need not know of the feature.
impl Span {
    pub(super) fn of_call(_: &'static str, _: &'static str) -> Self {
        Self {}
    }

    pub(super) fn answered(&mut self, _: u32, _: &Response, _: bool) {}

    pub(super) fn judged(&mut self, _: &Verdict) {}

    pub(super) fn failed(&mut self, _: u32, _: &TransportError) {}

    pub(super) fn waits(&self, _: u32, _: Duration) {}

    pub(super) fn ended(&self, _: Option<&dyn fmt::Display>) {}
}
