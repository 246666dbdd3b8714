//! An operation of a service: its input becomes a request, its response an output or an error.

use bytes::Bytes;

use crate::protocol::Protocol;
use crate::{
    Auth, BuildError, EndpointDiscovery, ErrorReader, OperationError, Request, RequestWriter,
    Response, ResponseError, ResponseReader, Service,
};

/// The protocol of an operation.
type ProtocolOf<O> = <<O as Operation>::Service as Service>::Protocol;

/// An operation, implemented by its input. It performs no I/O: [`request`](Self::request) serializes the
/// input into an HTTP request, and [`parse`](Self::parse) deserializes the response. A client, or your own
/// code, sends the request and receives the response.
///
/// Emitted code implements [`write_request`](Self::write_request) and
/// [`read_response`](Self::read_response), one statement for each member.
pub trait Operation: Send + Sync {
    /// The output of the operation.
    type Output: Send;

    /// The errors of the operation.
    type Error: OperationError;

    /// The service that the operation belongs to.
    type Service: Service;

    /// The name of the operation in the model.
    const NAME: &'static str;

    /// The auth schemes of the operation, in order of preference.
    const AUTH: &'static [Auth] = <Self::Service as Service>::AUTH;

    /// Whether the signature does not cover the body: `aws.auth#unsignedPayload`.
    const UNSIGNED_PAYLOAD: bool = false;

    /// Whether the output has the body as a stream, so that the body of a response that is not an error
    /// need not be in memory.
    const STREAMS_OUTPUT: bool = false;

    /// Whether the output has the body as bytes or text, which no codec deserializes, so that what the body says
    /// does not make the response an error.
    const RAW_OUTPUT: bool = Self::STREAMS_OUTPUT;

    /// Whether the same request may be sent twice: `smithy.api#readonly` or `smithy.api#idempotent`. After
    /// a timeout a client retries a request only then, or if the input has an idempotency token.
    const IDEMPOTENT: bool = false;

    /// Whether the service holds a request until it has something to answer, and the caller sends the next
    /// request at once: `smithy.api#longPoll`. A client applies its backoff before such a call fails, even
    /// if it does not retry.
    const LONG_POLL: bool = false;

    /// Serializes the input: method, path, query, headers and body.
    fn write_request(&self, request: &mut RequestWriter);

    /// Deserializes the output from a response that is not an error. What cannot be read is kept in the
    /// reader.
    fn read_response(response: &mut ResponseReader<'_>) -> Self::Output;

    /// Serializes the input into a request.
    ///
    /// # Errors
    ///
    /// The first member whose value cannot be sent.
    fn request(&self) -> Result<Request, BuildError> {
        let mut request = RequestWriter::new::<ProtocolOf<Self>>();
        self.write_request(&mut request);
        request.finish()
    }

    /// The member with the `idempotencyToken` trait, if the input has one. If it is empty, the sender of
    /// the request sets it before [`request`](Self::request), to a token that is new for each call and the
    /// same for each attempt.
    fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
        None
    }

    /// Sets the parameters of the endpoint rules that come from the input or the operation.
    fn endpoint_params(&self, params: &mut <Self::Service as Service>::EndpointParams) {
        let _ = params;
    }

    /// How the operation discovers its endpoint, if it does: `aws.api#clientDiscoveredEndpoint`.
    fn endpoint_discovery(&self) -> Option<EndpointDiscovery> {
        None
    }

    /// Deserializes a response, whatever its status is. The protocol of the service decides whether it
    /// holds an output or an error: by the status, or by the body.
    ///
    /// # Errors
    ///
    /// The error that the service answered, or why the output cannot be read.
    fn parse(response: &Response) -> Result<Self::Output, ResponseError<Self::Error>> {
        if is_error::<Self>(response) {
            let error = ErrorReader::new::<ProtocolOf<Self>>(response);
            return Err(ResponseError::Service(Self::Error::read(error)));
        }
        ProtocolOf::<Self>::check(response)?;
        let mut reader = ResponseReader::new(response);
        let output = Self::read_response(&mut reader);
        reader.finish().map(|()| output).map_err(ResponseError::Parse)
    }
}

/// Whether a response holds an error: by its status, or by its body, if the protocol has errors in responses of
/// success. Only a body in memory is looked at.
pub(crate) fn is_error<O: Operation + ?Sized>(response: &Response) -> bool {
    let says_error = |body: &Bytes| ProtocolOf::<O>::is_error_body(body);
    ProtocolOf::<O>::is_error(response)
        || (!O::RAW_OUTPUT && response.body().as_bytes().is_some_and(says_error))
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::fmt;
    use std::marker::PhantomData;

    use super::*;
    use crate::protocol::{ErrorHead, RestJson1};
    use crate::{
        BuiltIns, ByteStream, Endpoint, EndpointError, ErrorMetadata, HeaderMap, Method,
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
        fn read(error: ErrorReader<'_>) -> Self {
            Self(error.unhandled())
        }
    }

    struct PingService<P>(PhantomData<P>);

    impl<P: Protocol> Service for PingService<P> {
        const SDK_ID: &'static str = "Ping";
        const VERSION: &'static str = "1";
        const AUTH: &'static [Auth] = &[Auth::None];
        type Protocol = P;
        type EndpointParams = BuiltIns;

        fn endpoint(_: &BuiltIns) -> Result<Endpoint, EndpointError> {
            Err(EndpointError::new("nowhere"))
        }
    }

    struct PingInput<P>(PhantomData<P>);

    impl<P: Protocol> Operation for PingInput<P> {
        type Output = Option<String>;
        type Error = PingError;
        type Service = PingService<P>;
        const NAME: &'static str = "Ping";

        fn write_request(&self, request: &mut RequestWriter) {
            request.method(Method::GET).path("/ping");
        }

        fn read_response(response: &mut ResponseReader<'_>) -> Option<String> {
            let mut output = None;
            response.text_payload(&mut output);
            output
        }
    }

    /// A protocol in which a body, not a status, says that a response is an error.
    struct ErrorsInBodies;

    impl Protocol for ErrorsInBodies {
        const CONTENT_TYPE: &'static str = "text/plain";

        fn is_error(response: &Response) -> bool {
            response.body().as_bytes().is_some_and(|body| body.starts_with(b"!"))
        }

        fn error(_: &Response) -> ErrorHead<'_> {
            ErrorHead { code: "Down".into(), ..ErrorHead::default() }
        }
    }

    /// A protocol in which responses of success may hold errors.
    struct ErrorsInSuccess;

    impl Protocol for ErrorsInSuccess {
        const CONTENT_TYPE: &'static str = "text/plain";

        fn is_error_body(body: &[u8]) -> bool {
            body.starts_with(b"!")
        }

        fn error(_: &Response) -> ErrorHead<'_> {
            ErrorHead { code: "Down".into(), ..ErrorHead::default() }
        }
    }

    /// An operation whose output has the body as bytes.
    struct RawInput;

    impl Operation for RawInput {
        type Output = Option<String>;
        type Error = PingError;
        type Service = PingService<ErrorsInSuccess>;
        const NAME: &'static str = "Raw";
        const RAW_OUTPUT: bool = true;

        fn write_request(&self, _: &mut RequestWriter) {}

        fn read_response(response: &mut ResponseReader<'_>) -> Option<String> {
            PingInput::<ErrorsInSuccess>::read_response(response)
        }
    }

    fn parse<P: Protocol>(
        status: u16,
        body: &'static [u8],
    ) -> Result<Option<String>, ResponseError<PingError>> {
        PingInput::<P>::parse(&Response::new(status, HeaderMap::new(), body))
    }

    #[test]
    fn the_status_decides_what_is_read() {
        let request = PingInput::<RestJson1>(PhantomData).request();
        assert_eq!(request.map(|request| request.path_and_query), Ok("/ping".into()));
        assert_eq!(parse::<RestJson1>(200, b"a"), Ok(Some("a".to_owned())));
        assert_eq!(parse::<RestJson1>(204, b""), Ok(None));
        for status in [199, 300, 400, 500] {
            let error = parse::<RestJson1>(status, br#"{"code": "Down"}"#).unwrap_err();
            assert_eq!(error.as_service().map(ServiceError::status), Some(status));
            assert_eq!(error.to_string(), format!("Down (HTTP {status})"));
        }
    }

    #[test]
    fn a_protocol_may_decide_otherwise() {
        assert_eq!(parse::<ErrorsInBodies>(400, b"a"), Ok(Some("a".to_owned())));
        let error = parse::<ErrorsInBodies>(200, b"!").unwrap_err();
        assert_eq!(error.to_string(), "Down (HTTP 200)");
    }

    #[test]
    fn a_response_of_success_may_hold_an_error() {
        let error = parse::<ErrorsInSuccess>(200, b"!").unwrap_err();
        assert_eq!(error.to_string(), "Down (HTTP 200)");
        assert_eq!(parse::<ErrorsInSuccess>(200, b"a"), Ok(Some("a".to_owned())));
        assert!(parse::<ErrorsInSuccess>(400, b"a").is_err());
        let response = Response::new(200, HeaderMap::new(), "!");
        assert_eq!(RawInput::parse(&response), Ok(Some("!".to_owned())));
        let stream = ByteStream::from_reader(&b"!"[..], None);
        assert!(!is_error::<PingInput<ErrorsInSuccess>>(&Response::new(
            200,
            HeaderMap::new(),
            stream
        )));
    }

    #[test]
    fn an_output_that_cannot_be_read_is_an_error() {
        let error = parse::<RestJson1>(200, b"\xff").unwrap_err();
        assert!(error.to_string().starts_with("the response could not be read: "));
        assert!(error.as_service().is_none() && error.source().is_none());
    }
}
