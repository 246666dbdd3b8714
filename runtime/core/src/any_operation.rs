//! Operations without their types: what a client needs of an operation before it sends a request. Code
//! over this trait is compiled once, not once for each operation.

mod blanket;

use std::fmt;
use std::time::Duration;

use crate::endpoint::DiscoveredEndpoint;
use crate::{
    Auth, BuildError, BuiltIns, Endpoint, EndpointError, ErrorMetadata, Request, Response,
    ResponseError, RetryHint, ServiceError, SessionCredentials,
};

/// The constants of an operation and its service.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a constant of its own")]
pub struct Facts {
    /// [`Service::SDK_ID`](crate::Service::SDK_ID)
    pub service: &'static str,
    /// [`Operation::NAME`](crate::Operation::NAME)
    pub operation: &'static str,
    /// [`Operation::AUTH`](crate::Operation::AUTH)
    pub auth: &'static [Auth],
    /// [`Operation::UNSIGNED_PAYLOAD`](crate::Operation::UNSIGNED_PAYLOAD)
    pub unsigned_payload: bool,
    /// [`Service::SENDS_CONTENT_SHA256`](crate::Service::SENDS_CONTENT_SHA256)
    pub sends_content_sha256: bool,
    /// [`Service::EXPECTS_CONTINUE`](crate::Service::EXPECTS_CONTINUE)
    pub expects_continue: bool,
    /// [`Operation::STREAMS_OUTPUT`](crate::Operation::STREAMS_OUTPUT)
    pub streams_output: bool,
    /// [`Operation::IDEMPOTENT`](crate::Operation::IDEMPOTENT)
    pub idempotent: bool,
    /// [`Operation::LONG_POLL`](crate::Operation::LONG_POLL)
    pub long_poll: bool,
    /// [`Service::MAX_ATTEMPTS`](crate::Service::MAX_ATTEMPTS)
    pub max_attempts: u32,
    /// [`Service::TRANSIENT_RETRY_DELAY`](crate::Service::TRANSIENT_RETRY_DELAY)
    pub transient_retry_delay: Duration,
    /// Whether a response is an error: by [`Protocol::is_error`](crate::protocol::Protocol::is_error), or by
    /// its body.
    pub is_error: fn(&Response) -> bool,
}

/// The input of an operation.
pub trait AnyOperation: Send + Sync {
    /// The constants of the operation.
    fn facts(&self) -> Facts;

    /// Serializes the input: [`Operation::request`](crate::Operation::request).
    ///
    /// # Errors
    ///
    /// The first member whose value cannot be sent.
    fn serialize(&self) -> Result<Request, BuildError>;

    /// Resolves the endpoint of the request by the rules of the service.
    ///
    /// # Errors
    ///
    /// The rules have no endpoint for the parameters.
    fn resolve(&self, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError>;

    /// Creates the input of the operation that creates the session for the endpoint of the request. It is
    /// `None` if the service has no such operation, or the request does not name what the session is for.
    fn session(&self, built_ins: &BuiltIns) -> Option<Box<dyn AskForSession>>;
}

/// The input of the operation that returns the endpoints of a service, for endpoint discovery.
pub trait AskForEndpoints: AnyOperation {
    /// Deserializes the response.
    ///
    /// # Errors
    ///
    /// The response is an error of the service, or the output cannot be deserialized.
    fn endpoints(
        &self,
        response: &Response,
    ) -> Result<Vec<DiscoveredEndpoint>, ResponseError<AnyServiceError>>;
}

/// The input of the operation that creates the sessions of a service.
pub trait AskForSession: AnyOperation {
    /// Deserializes the response. It is `None` if the output has no credentials.
    ///
    /// # Errors
    ///
    /// The response is an error of the service, or the output cannot be deserialized.
    fn credentials(
        &self,
        response: &Response,
    ) -> Result<Option<SessionCredentials>, ResponseError<AnyServiceError>>;
}

/// The error of any operation.
#[derive(Debug)]
pub struct AnyServiceError(Box<dyn ServiceError>);

impl fmt::Display for AnyServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AnyServiceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl ServiceError for AnyServiceError {
    fn metadata(&self) -> &ErrorMetadata {
        self.0.metadata()
    }

    fn retry_hint(&self) -> Option<RetryHint> {
        self.0.retry_hint()
    }
}
