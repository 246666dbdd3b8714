//! What the type of an operation says, for code that does not know the type.

use super::{AnyOperation, AnyServiceError, AskForEndpoints, Facts};
use crate::operation::is_error;
use crate::{
    BuildError, BuiltIns, DiscoverEndpoints, DiscoveredEndpoint, Endpoint, EndpointError,
    Operation, Request, Response, ResponseError, Service,
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
        let mut params = built_ins.into();
        self.endpoint_params(&mut params);
        O::Service::endpoint(&params)
    }
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
