//! What has happened to a call, and what to do next.

use std::time::Duration;

use crate::ByteStream;
use crate::client::call_error::Failure;
use crate::client::identity::{Identity, IdentityKind};
use crate::client::retry::Verdict;
use crate::client::{CallInfo, CredentialsError, TransportError};

/// What has happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// Nothing yet.
    Started,
    /// The identity is known, or will not be.
    Identified(Result<Identity, CredentialsError>),
    /// The time of the call was over before the identity was known.
    Unidentified,
    /// There was a response, and it means this.
    Answered(Verdict),
    /// There was no response.
    Failed(Lost),
    /// The time to wait is over.
    Slept,
}

/// An attempt without a response.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) error: TransportError,
    /// The whole request was handed over, so the service may carry it out.
    pub(crate) was_sent: bool,
}

/// What to do next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Find an identity, in this much time.
    Identify(IdentityKind, Option<Duration>),
    /// Send the request, within the times that are said here and in its extensions.
    Send(Box<http::Request<ByteStream>>, CallInfo),
    /// Wait.
    Sleep(Duration),
    /// End: with the result of the last response, or without a response.
    Done(Result<(), Failure>),
}
