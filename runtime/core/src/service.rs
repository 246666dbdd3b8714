//! What all operations of a service have in common: its names, its protocol, the auth schemes of its
//! requests, and the endpoint for a configuration.

use std::time::Duration;

use crate::protocol::Protocol;
use crate::{BuiltIns, Endpoint, EndpointError, Sessions};

/// The default maximum number of attempts, including the first.
pub const MAX_ATTEMPTS: u32 = 3;

/// The default maximum delay after a first attempt that failed with a transient error.
pub const TRANSIENT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// A service. A generated crate implements it once.
pub trait Service: Send + Sync + 'static {
    /// The SDK id of the service: `sdkId` of the `aws.api#service` trait, or the name of the shape.
    const SDK_ID: &'static str;

    /// The version of the service in its model.
    const VERSION: &'static str;

    /// The auth schemes of the service, in order of preference; empty if requests are not authorized.
    const AUTH: &'static [Auth];

    /// Whether signed requests state the SHA-256 of their body in the header `x-amz-content-sha256`, and
    /// presigned ones do not sign the body, as Amazon S3 requires.
    const SENDS_CONTENT_SHA256: bool = false;

    /// Whether requests with a long body ask the service to accept their head first, by the header
    /// `expect: 100-continue`.
    const EXPECTS_CONTINUE: bool = false;

    /// The protocol of requests and responses.
    type Protocol: Protocol;

    /// The maximum number of attempts of a client, including the first, unless it is configured.
    const MAX_ATTEMPTS: u32 = MAX_ATTEMPTS;

    /// The maximum delay after a first attempt that failed with a transient error, such as HTTP 500. It
    /// doubles with each attempt.
    const TRANSIENT_RETRY_DELAY: Duration = TRANSIENT_RETRY_DELAY;

    /// The parameters of the model's endpoint rules.
    type EndpointParams: for<'a> From<&'a BuiltIns>;

    /// How calls create the sessions that the auth schemes of some endpoints require.
    const SESSIONS: Sessions<Self::EndpointParams> = Sessions::NONE;

    /// Resolves the endpoint of a request.
    ///
    /// # Errors
    ///
    /// The message of the rules for parameters without an endpoint.
    fn endpoint(params: &Self::EndpointParams) -> Result<Endpoint, EndpointError>;
}

/// An auth scheme (<https://smithy.io/2.0/spec/authentication-traits.html>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// `aws.auth#sigv4`: AWS Signature Version 4.
    SigV4 {
        /// The name of the service in the scope of the signature.
        service: &'static str,
    },
    /// `smithy.api#httpBearerAuth`: a token in the header `authorization`.
    Bearer,
    /// `smithy.api#httpApiKeyAuth` in a header: the key, after the scheme if there is one.
    ApiKeyHeader {
        /// The name of the header.
        name: &'static str,
        /// The text before the key.
        scheme: Option<&'static str>,
    },
    /// `smithy.api#httpApiKeyAuth` in the query.
    ApiKeyQuery {
        /// The name of the parameter.
        name: &'static str,
    },
    /// `smithy.api#httpBasicAuth`: a name and a password in the header `authorization`.
    Basic,
    /// The request needs no authorization: `smithy.api#optionalAuth`.
    None,
}
