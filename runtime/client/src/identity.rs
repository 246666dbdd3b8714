//! The seam between a client and auth schemes: an operation offers auth schemes, an auth scheme has a
//! provider of identities, and an identity authorizes requests.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use whitesmith_runtime::{ByteStream, Endpoint, EndpointError};

use super::{BoxFuture, Context, CredentialsError};

/// What a request is authorized with, such as a token or credentials.
pub trait Identity: fmt::Debug + Send + Sync + 'static {
    /// The account that the identity belongs to, if it is known: endpoint rules may ask for it.
    fn account_id(&self) -> Option<&str> {
        None
    }

    /// What distinguishes the identity from others, and is not a secret, such as the id of an access
    /// key. Endpoints that a service tells are kept for each of them.
    fn public_id(&self) -> Option<&str> {
        None
    }

    /// Authorizes a request, for example by a header or a signature.
    ///
    /// # Errors
    ///
    /// Why the request cannot be authorized.
    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError>;

    /// Authorizes a presigned request: a signature goes into its URI and is valid for `expires_in`.
    /// An auth scheme that does not sign authorizes it like any other request.
    ///
    /// # Errors
    ///
    /// Why the request cannot be authorized.
    fn presign(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
        expires_in: Duration,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let _ = expires_in;
        self.authorize(request, signing)
    }
}

/// What a signature depends on beside the request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Signing<'a> {
    /// The endpoint that the request goes to; its properties may override how requests are signed.
    pub endpoint: &'a Endpoint,
    /// Whether the signature leaves the body out: `aws.auth#unsignedPayload`.
    pub unsigned_payload: bool,
    /// The time of the signature, by the clock of the service as far as that is known.
    pub time: SystemTime,
}

/// Gets identities, for example from a file or a service.
pub trait ProvideIdentity: fmt::Debug + Send + Sync + 'static {
    /// Gets an identity. It is asked for before each attempt, and so should be cached.
    ///
    /// An error that [is absent](CredentialsError::is_absent) has the client use the next auth scheme of
    /// the operation.
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>>;
}

/// An auth scheme that a client can use.
#[derive(Clone, Debug)]
pub enum Scheme {
    /// Its identity is part of the configuration.
    Ready(Arc<dyn Identity>),
    /// Its identity has to be asked for.
    Provided(Arc<dyn ProvideIdentity>),
}

/// Why a request cannot be authorized.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuthError {
    /// The identity is missing, or cannot authorize this request.
    Credentials(CredentialsError),
    /// The endpoint is not known well enough, for example its region.
    Endpoint(EndpointError),
}

impl From<CredentialsError> for AuthError {
    fn from(error: CredentialsError) -> Self {
        Self::Credentials(error)
    }
}

impl From<EndpointError> for AuthError {
    fn from(error: EndpointError) -> Self {
        Self::Endpoint(error)
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credentials(error) => error.fmt(f),
            Self::Endpoint(error) => error.fmt(f),
        }
    }
}

/// `Display` shows what it holds, so the source is that of what it holds.
impl std::error::Error for AuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Credentials(error) => error.source(),
            Self::Endpoint(error) => error.source(),
        }
    }
}
