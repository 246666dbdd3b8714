//! The inputs and outputs of the machine: events, and the next step.

use std::time::Duration;

use crate::ByteStream;
use crate::client::call_error::Failure;
use crate::client::identity::{Identity, IdentityKind};
use crate::client::retry::Verdict;
use crate::client::{CallInfo, CredentialsError, TransportError};

/// What has happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// The call starts.
    Started,
    /// The identity was resolved, or could not be.
    Identified(Result<Identity, CredentialsError>),
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
    Identify(IdentityKind, Option<Duration>),
    /// Send the request, within the timeouts of the call info, which is in its extensions too.
    Send(Box<http::Request<ByteStream>>, CallInfo),
    /// Sleep: backoff, or the rate limiter.
    Sleep(Duration),
    /// End the call: with the result of the last response, or without a response.
    Done(Result<(), Failure>),
}
