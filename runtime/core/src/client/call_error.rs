//! How a call failed: where it stopped, and what is known of it.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use super::{CredentialsError, TransportError};
use crate::{BuildError, EndpointError, ErrorCode, ErrorMetadata, ParseError, ServiceError};

/// Why a call has no output. `E` is the error of the operation.
///
/// Its `Display` is one line that says what happened, where, after how many attempts, and why. As it
/// shows all causes, `source` is `None` unless an error of a service has a source of its own.
///
/// ```
/// use whitesmith_runtime::ErrorMetadata;
/// use whitesmith_runtime::client::CallError;
///
/// # type E = ErrorMetadata;
/// let metadata = ErrorMetadata::new(404, "NotFoundException", "No such account.");
/// let error: CallError<E> = CallError::Service(metadata);
/// assert_eq!(error.to_string(), "NotFoundException: No such account. (HTTP 404)");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The input cannot be turned into a request. Nothing was sent.
    Build(BuildError),
    /// There is no place to send the request to. Nothing was sent.
    Endpoint(EndpointError),
    /// The request cannot be authorized. Nothing was sent in this attempt.
    Credentials(CredentialsError),
    /// There is no response, or not all of it.
    Transport(TransportFailure),
    /// The time was over.
    Timeout(TimeoutError),
    /// The service answered an output that cannot be read.
    Parse(UnreadableOutput),
    /// The service answered an error.
    Service(E),
}

impl<E> CallError<E> {
    /// The error that the service answered, if it did.
    #[must_use]
    pub fn as_service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error) => Some(error),
            Self::Build(_)
            | Self::Endpoint(_)
            | Self::Credentials(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::Parse(_) => None,
        }
    }
}

impl<E: From<ErrorMetadata> + fmt::Display> CallError<E> {
    /// The error that the service answered. A call that failed otherwise gives an unhandled error
    /// whose message says how, and whose status is 0 if there was no response.
    #[must_use]
    pub fn into_service_error(self) -> E {
        match self {
            Self::Service(error) => error,
            Self::Parse(unreadable) => {
                let message = unreadable.to_string();
                E::from(unreadable.metadata.with_message(message))
            }
            other => E::from(ErrorMetadata::default().with_message(other.to_string())),
        }
    }
}

impl<E: ServiceError> CallError<E> {
    /// What the service said: of an error everything, of an output that cannot be read its status and
    /// ids. `None` if it did not answer.
    #[must_use]
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Service(error) => Some(error.metadata()),
            Self::Parse(unreadable) => Some(&unreadable.metadata),
            Self::Build(_)
            | Self::Endpoint(_)
            | Self::Credentials(_)
            | Self::Transport(_)
            | Self::Timeout(_) => None,
        }
    }

    /// The name of the error that the service answered, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// What the service says about the error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.metadata()?.message()
    }

    /// The HTTP status, if the service answered.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        Some(self.metadata()?.status())
    }

    /// The id that the service gave the request, if it answered. Support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.metadata()?.request_id()
    }

    /// The second id that S3 and some other services give a request, `x-amz-id-2`.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        self.metadata()?.extended_request_id()
    }
}

impl<E: ServiceError> ErrorCode for CallError<E> {
    fn error_code(&self) -> Option<&str> {
        self.as_service_error().and_then(ServiceError::code)
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "the input cannot be sent: {error}"),
            Self::Endpoint(error) => write!(f, "there is no endpoint: {error}"),
            Self::Credentials(error) => write!(f, "the request cannot be authorized: {error}"),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Parse(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error> std::error::Error for CallError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Build(error) => error.source(),
            Self::Endpoint(error) => error.source(),
            Self::Credentials(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Parse(error) => error.source(),
            Self::Service(error) => error.source(),
        }
    }
}

/// An exchange without a complete response, in the last attempt of a call.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportFailure {
    /// What went wrong.
    pub error: TransportError,
    /// The service and the operation, such as `Chime.UpdateAccount`.
    pub operation: String,
    /// The host that the request was for, with its port if it has one.
    pub host: String,
    /// How many attempts were made.
    pub attempts: u32,
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { error, operation, host, attempts } = self;
        write!(f, "{operation} at {host}: {error} ({})", Attempts(*attempts))
    }
}

impl std::error::Error for TransportFailure {}

/// A call that was not done in time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimeoutError {
    /// The service and the operation, such as `Chime.UpdateAccount`.
    pub operation: String,
    /// The host that the request was for, with its port if it has one; empty if the time was over
    /// before there was an endpoint.
    pub host: String,
    /// The limit that was exceeded.
    pub limit: Duration,
    /// What the limit is for.
    pub kind: TimeoutKind,
    /// How many attempts were made.
    pub attempts: u32,
}

/// What a limit of time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The whole call: [`Config::timeout`](super::Config::timeout).
    Call,
    /// Its last attempt: [`Config::attempt_timeout`](super::Config::attempt_timeout).
    Attempt,
    /// A pause in a body: [`Config::stall_timeout`](super::Config::stall_timeout).
    Stall,
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, host, limit, kind, attempts } = self;
        f.write_str(operation)?;
        if !host.is_empty() {
            write!(f, " at {host}")?;
        }
        match kind {
            TimeoutKind::Call => write!(f, ": no answer in the {limit:?} of the call")?,
            TimeoutKind::Attempt => write!(f, ": no answer in the {limit:?} of the attempt")?,
            TimeoutKind::Stall => write!(f, ": no byte was sent or received for {limit:?}")?,
        }
        write!(f, " ({})", Attempts(*attempts))
    }
}

impl std::error::Error for TimeoutError {}

/// A response with a status of 200 to 299 that is not what the model says.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnreadableOutput {
    /// What is wrong with it.
    pub error: ParseError,
    /// Its status and request id.
    pub metadata: ErrorMetadata,
}

impl fmt::Display for UnreadableOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { error, metadata } = self;
        write!(f, "the output could not be read: {error} (HTTP {}", metadata.status())?;
        match metadata.request_id() {
            Some(id) => write!(f, ", request id {id})"),
            None => f.write_str(")"),
        }
    }
}

impl std::error::Error for UnreadableOutput {}

struct Attempts(u32);

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 attempt"),
            several => write!(f, "{several} attempts"),
        }
    }
}

/// How a call failed before, or without, a response.
#[derive(Debug)]
pub(super) enum Failure {
    Build(BuildError),
    Endpoint(EndpointError),
    Credentials(CredentialsError),
    Transport(TransportFailure),
    Timeout(TimeoutError),
}

impl<E> From<Failure> for CallError<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Build(error) => Self::Build(error),
            Failure::Endpoint(error) => Self::Endpoint(error),
            Failure::Credentials(error) => Self::Credentials(error),
            Failure::Transport(failure) => Self::Transport(failure),
            Failure::Timeout(error) => Self::Timeout(error),
        }
    }
}
