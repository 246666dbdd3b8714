//! What all operations of a service have in common: its names, how its requests are authorized,
//! and the way from a configuration to an endpoint.

use crate::{BuiltIns, Endpoint, EndpointError};

/// A service. A generated crate implements it once.
pub trait Service: Send + Sync + 'static {
    /// What AWS calls the service: the `sdkId` of the `aws.api#service` trait, or the shape's name.
    const SDK_ID: &'static str;

    /// The version of the service, as its model gives it.
    const VERSION: &'static str;

    /// The ways to authorize a request, the best one first; none if requests go as they are.
    const AUTH: &'static [Auth];

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
