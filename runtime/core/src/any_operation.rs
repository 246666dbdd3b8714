//! Operations without their types: what a client asks of an operation before it sends a request. Code
//! that needs no more is compiled once, not once for each operation.

use std::fmt;
use std::time::Duration;

use crate::endpoint::{DiscoverEndpoints, DiscoveredEndpoint};
use crate::protocol::Protocol;
use crate::{
    Auth, BuildError, BuiltIns, Endpoint, EndpointError, ErrorMetadata, Operation, Request,
    Response, ResponseError, RetryHint, Service, ServiceError,
};

/// The constants of an operation and its service.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a constant of its own")]
pub struct Facts {
    /// [`Service::SDK_ID`]
    pub service: &'static str,
    /// [`Operation::NAME`]
    pub operation: &'static str,
    /// [`Operation::AUTH`]
    pub auth: &'static [Auth],
    /// [`Operation::UNSIGNED_PAYLOAD`]
    pub unsigned_payload: bool,
    /// [`Operation::STREAMS_OUTPUT`]
    pub streams_output: bool,
    /// [`Operation::IDEMPOTENT`]
    pub idempotent: bool,
    /// [`Operation::LONG_POLL`]
    pub long_poll: bool,
    /// [`Service::MAX_ATTEMPTS`]
    pub max_attempts: u32,
    /// [`Service::TRANSIENT_RETRY_DELAY`]
    pub transient_retry_delay: Duration,
    /// Whether a response is an error: [`Protocol::is_error`]
    pub is_error: fn(&Response) -> bool,
}

/// The input of an operation.
pub trait AnyOperation: Send + Sync {
    /// The constants of the operation.
    fn facts(&self) -> Facts;

    /// Serializes the input: [`Operation::request`].
    ///
    /// # Errors
    ///
    /// The first member whose value cannot be sent.
    fn serialize(&self) -> Result<Request, BuildError>;

    /// Resolves the endpoint of the request by the rules of the service.
    ///
    /// # Errors
    ///
    /// What the rules say about parameters that lead nowhere.
    fn resolve(&self, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError>;
}

impl<O: Operation> AnyOperation for O {
    fn facts(&self) -> Facts {
        Facts {
            service: O::Service::SDK_ID,
            operation: O::NAME,
            auth: O::AUTH,
            unsigned_payload: O::UNSIGNED_PAYLOAD,
            streams_output: O::STREAMS_OUTPUT,
            idempotent: O::IDEMPOTENT,
            long_poll: O::LONG_POLL,
            max_attempts: O::Service::MAX_ATTEMPTS,
            transient_retry_delay: O::Service::TRANSIENT_RETRY_DELAY,
            is_error: <O::Service as Service>::Protocol::is_error,
        }
    }

    fn serialize(&self) -> Result<Request, BuildError> {
        self.request()
    }

    fn resolve(&self, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let mut params = built_ins.into();
        self.endpoint_params(&mut params);
        O::Service::endpoint(&params)
    }
}

/// The input of the operation that tells the endpoints of a service.
pub trait AskForEndpoints: AnyOperation {
    /// Deserializes the response.
    ///
    /// # Errors
    ///
    /// What the service answered instead of endpoints, or that the output cannot be read.
    fn endpoints(
        &self,
        response: &Response,
    ) -> Result<Vec<DiscoveredEndpoint>, ResponseError<AnyServiceError>>;
}

impl<D: DiscoverEndpoints> AskForEndpoints for D {
    fn endpoints(
        &self,
        response: &Response,
    ) -> Result<Vec<DiscoveredEndpoint>, ResponseError<AnyServiceError>> {
        match D::parse(response) {
            Ok(output) => Ok(<D as DiscoverEndpoints>::endpoints(output)),
            Err(ResponseError::Service(error)) => {
                Err(ResponseError::Service(AnyServiceError(Box::new(error))))
            }
            Err(ResponseError::Parse(error)) => Err(ResponseError::Parse(error)),
        }
    }
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
