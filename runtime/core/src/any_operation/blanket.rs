//! What the type of an operation says, for code that does not know the type.

use super::{AnyOperation, AnyServiceError, AskForEndpoints, AskForSession, Facts};
use crate::operation::is_error;
use crate::{
    BuildError, BuiltIns, CreateSessions, DiscoverEndpoints, DiscoveredEndpoint, Endpoint,
    EndpointError, Operation, Request, Response, ResponseError, Service, ServiceError,
    SessionCredentials,
};

impl<O: Operation> AnyOperation for O {
    fn facts(&self) -> Facts {
        Facts {
            service: O::Service::SDK_ID,
            operation: O::NAME,
            auth: O::AUTH,
            unsigned_payload: O::UNSIGNED_PAYLOAD,
            sends_content_sha256: O::Service::SENDS_CONTENT_SHA256,
            expects_continue: O::Service::EXPECTS_CONTINUE,
            streams_output: O::STREAMS_OUTPUT,
            idempotent: O::IDEMPOTENT,
            long_poll: O::LONG_POLL,
            max_attempts: O::Service::MAX_ATTEMPTS,
            transient_retry_delay: O::Service::TRANSIENT_RETRY_DELAY,
            is_error: is_error::<O>,
        }
    }

    fn serialize(&self) -> Result<Request, BuildError> {
        self.request()
    }

    fn resolve(&self, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        O::Service::endpoint(&params(self, built_ins))
    }

    fn session(&self, built_ins: &BuiltIns) -> Option<Box<dyn AskForSession>> {
        O::Service::SESSIONS.ask(|| params(self, built_ins))
    }
}

/// The endpoint parameters of a request.
fn params<O: Operation>(
    input: &O,
    built_ins: &BuiltIns,
) -> <O::Service as Service>::EndpointParams {
    let mut params = built_ins.into();
    input.endpoint_params(&mut params);
    params
}

impl<D: DiscoverEndpoints> AskForEndpoints for D {
    fn endpoints(
        &self,
        response: &Response,
    ) -> Result<Vec<DiscoveredEndpoint>, ResponseError<AnyServiceError>> {
        let output = D::parse(response).map_err(untyped)?;
        Ok(<D as DiscoverEndpoints>::endpoints(output))
    }
}

impl<C: CreateSessions> AskForSession for C {
    fn credentials(
        &self,
        response: &Response,
    ) -> Result<Option<SessionCredentials>, ResponseError<AnyServiceError>> {
        let output = C::parse(response).map_err(untyped)?;
        Ok(<C as CreateSessions>::credentials(output))
    }
}

/// Removes the type of an operation's error.
fn untyped<E: ServiceError>(error: ResponseError<E>) -> ResponseError<AnyServiceError> {
    match error {
        ResponseError::Service(error) => ResponseError::Service(AnyServiceError(Box::new(error))),
        ResponseError::Parse(error) => ResponseError::Parse(error),
    }
}
