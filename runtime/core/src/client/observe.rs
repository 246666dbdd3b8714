//! A call and its attempts in; a span and events of the crate `tracing` out, or nothing without the
//! feature `tracing`. Neither holds a body, a header, or a secret.
//!
//! All of them have the target `whitesmith_runtime::client`:
//!
//! | what | level |
//! |---|---|
//! | an attempt that has a response, or none | DEBUG |
//! | a wait before the next attempt | INFO |
//! | a call that ends because the service refuses it: HTTP 400 to 499 | INFO |
//! | a call that ends otherwise without an output, sent or not; a setting that is ignored | WARN |
//!
//! The span of a call is named `call`, at the level INFO. Requests of credentials providers, and those
//! that discover an endpoint, are calls with a span of their own.

use std::fmt;
use std::time::Duration;

use super::retry::Verdict;
use super::{SettingsError, TransportError};
use crate::Response;

/// Public, and the same whatever module says it: filters name it.
#[cfg(feature = "tracing")]
const TARGET: &str = "whitesmith_runtime::client";

/// A setting that is malformed, or a file that cannot be read.
#[cfg(feature = "tracing")]
pub(super) fn setting_ignored(error: &SettingsError) {
    tracing::warn!(target: TARGET, %error, "a setting was ignored");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn setting_ignored(_: &SettingsError) {}

/// The span of a call.
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

    /// An attempt that has a response.
    pub(super) fn answered(&mut self, attempt: u32, response: &Response) {
        self.traced.answered(attempt, response);
    }

    /// What that response means.
    pub(super) fn judged(&mut self, verdict: &Verdict) {
        self.traced.judged(verdict);
    }

    /// An attempt that has none.
    pub(super) fn failed(&mut self, attempt: u32, error: &TransportError) {
        self.traced.failed(attempt, error);
    }

    /// The call goes on after a while.
    pub(super) fn waits(&self, attempt: u32, delay: Duration) {
        self.traced.waits(attempt, delay);
    }

    /// The call is over: with what the last attempt gave, or with an error of the client.
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
        /// How many attempts there were, at all endpoints.
        attempts: u32,
        /// How the last attempt ended: nothing if it succeeded.
        last: Option<Ended>,
    }

    /// How an attempt ended without an output.
    #[derive(Debug)]
    struct Ended {
        why: String,
        request_id: Option<String>,
        /// The service will not do what it was asked for.
        is_refused: bool,
    }

    impl Traced {
        pub(super) fn new(service: &'static str, operation: &'static str) -> Self {
            let span = tracing::info_span!(target: TARGET, "call", service, operation);
            Self { span, service, operation, attempts: 0, last: None }
        }

        pub(super) fn answered(&mut self, attempt: u32, response: &Response) {
            self.attempts += 1;
            let (status, request_id) = (response.status(), response.metadata().request_id());
            self.span.in_scope(|| {
                tracing::debug!(target: TARGET, attempt, status, request_id, "the service answered");
            });
            let is_refused = (400..500).contains(&status);
            let why = if response.is_success() {
                format!("HTTP {status}, and the output could not be read")
            } else {
                format!("HTTP {status}")
            };
            self.last = Some(Ended { why, request_id: request_id.map(str::to_owned), is_refused });
        }

        pub(super) fn judged(&mut self, verdict: &Verdict) {
            match (verdict, &mut self.last) {
                (Verdict::Success, last) => *last = None,
                // Another attempt may not be refused.
                (Verdict::Retry { .. } | Verdict::Skewed { .. }, Some(last)) => {
                    last.is_refused = false;
                }
                (Verdict::Failure | Verdict::Retry { .. } | Verdict::Skewed { .. }, _) => {}
            }
        }

        pub(super) fn failed(&mut self, attempt: u32, error: &TransportError) {
            self.attempts += 1;
            self.span.in_scope(|| {
                tracing::debug!(target: TARGET, attempt, %error, "there is no response");
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
                        target: TARGET, service, operation, attempts, why, request_id, "the service refused the call"
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

    pub(super) fn answered(&mut self, _: u32, _: &Response) {}

    pub(super) fn judged(&mut self, _: &Verdict) {}

    pub(super) fn failed(&mut self, _: u32, _: &TransportError) {}

    pub(super) fn waits(&self, _: u32, _: Duration) {}

    pub(super) fn ended(&self, _: Option<&dyn fmt::Display>) {}
}
