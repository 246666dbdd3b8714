//! What all operations of a service have in common: its names, its protocol, the auth schemes of its
//! requests, and the endpoint for a configuration.

use std::time::Duration;

use crate::protocol::Protocol;
use crate::{BuiltIns, Endpoint, EndpointError};

/// How often a request is sent by default, the first time included.
pub const MAX_ATTEMPTS: u32 = 3;

/// The longest delay after a first attempt that failed with a transient error, by default.
pub const TRANSIENT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// A service. A generated crate implements it once.
pub trait Service: Send + Sync + 'static {
    /// What AWS calls the service: the `sdkId` of the `aws.api#service` trait, or the shape's name.
    const SDK_ID: &'static str;

    /// The version of the service, as its model gives it.
    const VERSION: &'static str;

    /// The ways to authorize a request, the best one first; none if requests go as they are.
    const AUTH: &'static [Auth];

    /// The protocol that requests and responses are in.
    type Protocol: Protocol;

    /// How often a client sends a request at most, the first time included, unless it is configured
    /// otherwise.
    const MAX_ATTEMPTS: u32 = MAX_ATTEMPTS;

    /// The longest delay after a first attempt that failed with a transient error, such as HTTP 500.
    /// It doubles with each attempt.
    const TRANSIENT_RETRY_DELAY: Duration = TRANSIENT_RETRY_DELAY;

    /// What decides where a request goes: the parameters of the model's endpoint rules.
    type EndpointParams: for<'a> From<&'a BuiltIns>;

    /// Where a request goes.
    ///
    /// # Errors
    ///
    /// What the rules say about parameters that lead nowhere.
    fn endpoint(params: &Self::EndpointParams) -> Result<Endpoint, EndpointError>;
}

/// A way to authorize a request (<https://smithy.io/2.0/spec/authentication-traits.html>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// `aws.auth#sigv4`: AWS Signature Version 4, under this name of the service.
    SigV4 {
        /// The name that the signature has for the service.
        service: &'static str,
    },
    /// `smithy.api#httpBearerAuth`: a token in the header `authorization`.
    Bearer,
    /// `smithy.api#httpApiKeyAuth` in a header: the key after the scheme, if there is one.
    ApiKeyHeader {
        /// The header's name.
        name: &'static str,
        /// What comes before the key.
        scheme: Option<&'static str>,
    },
    /// `smithy.api#httpApiKeyAuth` in the query.
    ApiKeyQuery {
        /// The parameter's name.
        name: &'static str,
    },
    /// `smithy.api#httpBasicAuth`: a name and a password in the header `authorization`.
    Basic,
    /// The request may go as it is: `smithy.api#optionalAuth`.
    None,
}
