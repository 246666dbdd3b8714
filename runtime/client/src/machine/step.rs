//! The inputs and outputs of the machine: events, and the next step.

use std::sync::Arc;
use std::time::Duration;

use crate::call_error::Failure;
use crate::retry::Verdict;
use crate::{CallInfo, CredentialsError, Identity, ProvideIdentity, TransportError};
use whitesmith_runtime::ByteStream;

/// What has happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// The call starts.
    Started,
    /// The identity was resolved, or could not be.
    Identified(Result<Arc<dyn Identity>, CredentialsError>),
    /// The call timed out before the identity was resolved.
    Unidentified,
    /// There was a response, which is classified like this.
    Answered(Verdict),
    /// There was no response.
    Failed(Lost),
    /// The sleep has ended.
    Slept,
}

/// An attempt without a response.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) error: TransportError,
    /// The whole request was handed over to the transport, so the service may carry it out.
    pub(crate) was_sent: bool,
}

/// What to do next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Resolve the identity, within this time.
    Identify(Arc<dyn ProvideIdentity>, Option<Duration>),
    /// Send the request, within the timeouts of the call info, which is in its extensions too.
    Send(Box<http::Request<ByteStream>>, CallInfo),
    /// Sleep: backoff, or the rate limiter.
    Sleep(Duration),
    /// End the call: with the result of the last response, or without a response.
    Done(Result<(), Failure>),
}
