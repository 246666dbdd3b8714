//! A call and its attempts in; a span and events of the crate `tracing` out, or nothing without the
//! feature `tracing`. Neither holds a body, a header, or a secret.

use std::time::Duration;

use super::{SettingsError, TransportError};
use crate::Response;

/// A setting that is malformed, or a file that cannot be read.
#[cfg(feature = "tracing")]
pub(super) fn setting_ignored(error: &SettingsError) {
    tracing::warn!(%error, "a setting was ignored");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn setting_ignored(_: &SettingsError) {}

/// The span of a call.
#[derive(Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn of_call(service: &'static str, operation: &'static str) -> Self {
        Self { span: tracing::debug_span!("call", service, operation) }
    }

    /// An attempt that has a response.
    pub(super) fn answered(&self, attempt: u32, response: &Response) {
        let (status, request_id) = (response.status(), response.metadata().request_id());
        self.span.in_scope(|| {
            tracing::debug!(attempt, status, request_id, "the service answered");
        });
    }

    /// An attempt that has none.
    pub(super) fn failed(&self, attempt: u32, error: &TransportError) {
        self.span.in_scope(|| tracing::debug!(attempt, %error, "there is no response"));
    }

    /// The call goes on after a while.
    pub(super) fn waits(&self, attempt: u32, delay: Duration) {
        self.span.in_scope(|| tracing::debug!(attempt, ?delay, "trying again"));
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self)] // So that callers need not know of the feature.
impl Span {
    pub(super) fn of_call(_: &'static str, _: &'static str) -> Self {
        Self {}
    }

    pub(super) fn answered(&self, _: u32, _: &Response) {}

    pub(super) fn failed(&self, _: u32, _: &TransportError) {}

    pub(super) fn waits(&self, _: u32, _: Duration) {}
}
