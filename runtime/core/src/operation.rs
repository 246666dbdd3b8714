//! An operation of a service: its input in, a request out; a response in, its output or error out.

use std::fmt;

use crate::{
    Auth, BuildError, EndpointDiscovery, ErrorResponse, OperationError, ParseError, Request,
    Response, Service,
};

/// An operation, implemented by its input. There is no I/O here: [`request`](Self::request) serializes
/// the input into an HTTP request, and [`parse`](Self::parse) deserializes the response. A client sends
/// the one and receives the other; so can your own code.
pub trait Operation: Send + Sync {
    /// What a response with a status of 200 to 299 holds.
    type Output: Send;

    /// What any other response holds.
    type Error: OperationError;

    /// The service that has the operation.
    type Service: Service;

    /// The name of the operation in the model.
    const NAME: &'static str;

    /// The ways to authorize the request, the best one first.
    const AUTH: &'static [Auth] = <Self::Service as Service>::AUTH;

    /// Whether the signature leaves the body out: `aws.auth#unsignedPayload`.
    const UNSIGNED_PAYLOAD: bool = false;

    /// Whether the output holds the body as a stream: the body of a response with a status of 200
    /// to 299 need not be in memory.
    const STREAMS_OUTPUT: bool = false;

    /// Whether the service may be sent the same request twice: `smithy.api#readonly` or
    /// `smithy.api#idempotent`. A client sends a request again after a timeout only then, or if the
    /// input has an idempotency token.
    const IDEMPOTENT: bool = false;

    /// Whether the service holds a request until there is something to answer, and the caller sends
    /// the next one at once: `smithy.api#longPoll`. A client waits before such a call fails, even
    /// where it does not try again.
    const LONG_POLL: bool = false;

    /// The request for this input.
    ///
    /// # Errors
    ///
    /// The first member whose value cannot be sent.
    fn request(&self) -> Result<Request, BuildError>;

    /// Reads a response with a status of 200 to 299.
    ///
    /// # Errors
    ///
    /// The first part of the response that is not what the model says.
    fn response(response: &Response) -> Result<Self::Output, ParseError>;

    /// The member with the `idempotencyToken` trait, if the input has one. Who sends the request
    /// fills it when it is empty, before [`request`](Self::request), with a token that is new for
    /// each call and the same for each attempt.
    fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
        None
    }

    /// Tells the endpoint rules what they ask of the input and the operation.
    fn endpoint_params(&self, params: &mut <Self::Service as Service>::EndpointParams) {
        let _ = params;
    }

    /// How the operation discovers its endpoint, if it does: `aws.api#clientDiscoveredEndpoint`.
    fn endpoint_discovery(&self) -> Option<EndpointDiscovery> {
        None
    }

    /// Reads a response, whatever its status is.
    ///
    /// # Errors
    ///
    /// What the service answered instead of an output, or that the output cannot be read.
    fn parse(response: &Response) -> Result<Self::Output, ResponseError<Self::Error>> {
        if response.is_success() {
            Self::response(response).map_err(ResponseError::Parse)
        } else {
            Err(ResponseError::Service(Self::Error::read(&ErrorResponse::new(response))))
        }
    }
}

/// A response without an output.
///
/// It shows what it holds, and so has the source of what it holds, not the error itself again.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseError<E> {
    /// The service answered an error.
    Service(E),
    /// The service answered an output that cannot be read.
    Parse(ParseError),
}

impl<E> ResponseError<E> {
    /// The error that the service answered, if it did.
    #[must_use]
    pub fn as_service(&self) -> Option<&E> {
        match self {
            Self::Service(error) => Some(error),
            Self::Parse(_) => None,
        }
    }
}

impl<E: fmt::Display> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Parse(error) => write!(f, "the response could not be read: {error}"),
        }
    }
}

impl<E: std::error::Error> std::error::Error for ResponseError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Service(error) => error.source(),
            Self::Parse(error) => error.source(),
        }
    }
}

impl<E> From<ParseError> for ResponseError<E> {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;
    use crate::{
        BuiltIns, Endpoint, EndpointError, ErrorMetadata, HeaderMap, Method, RequestBuilder,
        ServiceError,
    };

    #[derive(Clone, Debug, PartialEq)]
    struct PingError(ErrorMetadata);

    impl fmt::Display for PingError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    impl std::error::Error for PingError {}

    impl ServiceError for PingError {
        fn metadata(&self) -> &ErrorMetadata {
            &self.0
        }
    }

    impl OperationError for PingError {
        fn read(response: &ErrorResponse<'_>) -> Self {
            Self(response.metadata())
        }
    }

    struct PingService;

    impl Service for PingService {
        const SDK_ID: &'static str = "Ping";
        const VERSION: &'static str = "1";
        const AUTH: &'static [Auth] = &[Auth::None];
        type EndpointParams = BuiltIns;

        fn endpoint(_: &BuiltIns) -> Result<Endpoint, EndpointError> {
            Err(EndpointError::new("nowhere"))
        }
    }

    struct PingInput;

    impl Operation for PingInput {
        type Output = usize;
        type Error = PingError;
        type Service = PingService;
        const NAME: &'static str = "Ping";

        fn request(&self) -> Result<Request, BuildError> {
            let mut request = RequestBuilder::new(Method::GET);
            request.path("/ping");
            request.empty()
        }

        fn response(response: &Response) -> Result<usize, ParseError> {
            let mut members = 0;
            response.json(|r, _| {
                members += 1;
                r.skip();
            })?;
            Ok(members)
        }
    }

    fn parse(status: u16, body: &'static str) -> Result<usize, ResponseError<PingError>> {
        PingInput::parse(&Response::new(status, HeaderMap::new(), body))
    }

    #[test]
    fn the_status_decides_what_is_read() {
        assert_eq!(PingInput.request().map(|request| request.path_and_query), Ok("/ping".into()));
        assert_eq!(parse(200, r#"{"a": 1}"#), Ok(1));
        assert_eq!(parse(204, ""), Ok(0));
        for status in [199, 300, 400, 500] {
            let error = parse(status, r#"{"code": "Down"}"#).unwrap_err();
            assert_eq!(error.as_service().map(ServiceError::status), Some(status));
            assert_eq!(error.to_string(), format!("Down (HTTP {status})"));
        }
    }

    #[test]
    fn an_output_that_cannot_be_read_is_told() {
        let error = parse(200, "<html>").unwrap_err();
        assert!(error.to_string().starts_with("the response could not be read: "));
        assert!(error.as_service().is_none() && error.source().is_none());
    }
}
