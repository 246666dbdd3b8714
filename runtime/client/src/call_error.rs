//! The error of a call: a variant for each stage that can fail, with the details known there.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use super::{AuthError, CredentialsError, TransportError};
use whitesmith_runtime::{
    BuildError, EndpointError, ErrorCode, ErrorMetadata, ParseError, ServiceError,
};

/// The error of a call. `E` is the error type of the operation.
///
/// Its `Display` is one line with the operation, the host, the number of attempts and the cause. As
/// that line contains all causes, `source` is `None` unless a service error has a source of its
/// own.
///
/// ```
/// use whitesmith_runtime::ErrorMetadata;
/// use whitesmith_client::CallError;
///
/// # type E = ErrorMetadata;
/// let metadata = ErrorMetadata::new(404, "NotFoundException", "No such account.");
/// let error: CallError<E> = CallError::Service(metadata);
/// assert_eq!(error.to_string(), "NotFoundException: No such account. (HTTP 404)");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The input could not be serialized into a request. Nothing was sent.
    Build(BuildError),
    /// The endpoint could not be resolved. Nothing was sent.
    Endpoint(EndpointError),
    /// The request could not be authorized: the credentials provider failed, or no auth scheme fits.
    /// Nothing was sent in this attempt.
    Credentials(CredentialsError),
    /// The exchange failed without a complete response: connection, TLS, HTTP.
    Transport(TransportFailure),
    /// A timeout elapsed.
    Timeout(TimeoutError),
    /// The service responded with success, but the output could not be deserialized.
    Parse(UnreadableOutput),
    /// The service responded with an error.
    Service(E),
}

impl<E> CallError<E> {
    /// Returns the error that the service responded with, if any.
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
    /// Converts into the error type of the operation. Any other failure becomes an unhandled error
    /// whose message describes it, and whose status is 0 if there was no response.
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
    /// Returns the metadata of the response: for a service error all of it, for an output that could
    /// not be deserialized its status and request ids. `None` if there was no complete response.
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

    /// Returns the error code that the service responded with, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// Returns the message of the service error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.metadata()?.message()
    }

    /// Returns the HTTP status code, if there was a complete response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        Some(self.metadata()?.status())
    }

    /// Returns the request id of the response, if any. Quote it in support cases.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.metadata()?.request_id()
    }

    /// Returns the extended request id, `x-amz-id-2`, which S3 and some other services send.
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
            Self::Build(error) => write!(f, "the request cannot be built: {error}"),
            Self::Endpoint(error) => write!(f, "the endpoint cannot be resolved: {error}"),
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

/// A failed exchange in the last attempt of a call: there is no complete response.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportFailure {
    /// The error of the transport.
    pub error: TransportError,
    /// The service and the operation, such as `Chime.UpdateAccount`.
    pub operation: String,
    /// The host that the request was for, with its port if it has one.
    pub host: String,
    /// The number of attempts made.
    pub attempts: u32,
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { error, operation, host, attempts } = self;
        write!(f, "{operation} at {host}: {error} ({})", Attempts(*attempts))
    }
}

impl std::error::Error for TransportFailure {}

/// A call that exceeded a timeout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimeoutError {
    /// The service and the operation, such as `Chime.UpdateAccount`.
    pub operation: String,
    /// The host that the request was for, with its port if it has one; empty if the timeout elapsed
    /// before an endpoint was resolved.
    pub host: String,
    /// The timeout that elapsed.
    pub limit: Duration,
    /// Which of the timeouts it is.
    pub kind: TimeoutKind,
    /// The number of attempts made.
    pub attempts: u32,
}

/// Which timeout elapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The timeout of the whole call, retries included: [`Config::timeout`](super::Config::timeout).
    Call,
    /// The timeout of one attempt: [`Config::attempt_timeout`](super::Config::attempt_timeout).
    Attempt,
    /// No byte of a body moved for this long:
    /// [`Config::stall_timeout`](super::Config::stall_timeout).
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
            TimeoutKind::Call => write!(f, ": the call timed out after {limit:?}")?,
            TimeoutKind::Attempt => write!(f, ": the attempt timed out after {limit:?}")?,
            TimeoutKind::Stall => write!(f, ": no byte was sent or received for {limit:?}")?,
        }
        write!(f, " ({})", Attempts(*attempts))
    }
}

impl std::error::Error for TimeoutError {}

/// A response with a status of 200 to 299 whose output could not be deserialized.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnreadableOutput {
    /// Why deserialization failed.
    pub error: ParseError,
    /// The status and request ids of the response.
    pub metadata: ErrorMetadata,
}

impl fmt::Display for UnreadableOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { error, metadata } = self;
        write!(f, "the output could not be deserialized: {error} (HTTP {}", metadata.status())?;
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

/// A call that failed before, or without, a response: [`CallError`] without the operation's error
/// type.
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

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::Credentials(error) => Self::Credentials(error),
            AuthError::Endpoint(error) => Self::Endpoint(error),
        }
    }
}
