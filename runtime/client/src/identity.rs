//! The interface between clients and auth schemes: an operation offers auth schemes, an auth scheme
//! has an identity provider, and an identity authorizes requests.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use whitesmith_runtime::{ByteStream, Endpoint, EndpointError, SessionCredentials};

use super::{BoxFuture, Context, CredentialsError};

/// What authorizes requests, such as a token or credentials.
pub trait Identity: fmt::Debug + Send + Sync + 'static {
    /// Returns the account id of the identity, if known, for endpoint rules.
    fn account_id(&self) -> Option<&str> {
        None
    }

    /// Returns an id that is not secret and distinguishes the identity from others, such as the
    /// access key id. Discovered endpoints and sessions are cached by it.
    fn public_id(&self) -> Option<&str> {
        None
    }

    /// Returns what makes the identity of a session from its credentials, if the endpoint requires a session
    /// that the service has created for this identity. `None` if this identity authorizes requests itself.
    fn session(&self, endpoint: &Endpoint) -> Option<OfSession> {
        let _ = endpoint;
        None
    }

    /// Authorizes a request, for example by a header or a signature.
    ///
    /// # Errors
    ///
    /// The request cannot be authorized.
    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError>;

    /// Authorizes a presigned request: a signature goes into its URI and is valid for `expires_in`. An
    /// auth scheme that sends a secret instead of a signature cannot do that.
    ///
    /// # Errors
    ///
    /// The request cannot be presigned.
    fn presign(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
        expires_in: Duration,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let _ = (request, signing, expires_in);
        Err(cannot_presign())
    }
}

/// Makes the identity of a session from its credentials.
pub type OfSession = Box<dyn Fn(SessionCredentials) -> Arc<dyn Identity> + Send + Sync>;

/// The error of presigning with an auth scheme that has no signatures.
pub(super) fn cannot_presign() -> AuthError {
    let reason = "only signed requests can be presigned; this auth scheme would put a secret into the \
                  request";
    CredentialsError::new(reason).into()
}

/// What a signature depends on besides the request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Signing<'a> {
    /// The endpoint of the request, whose properties may override the scope of the signature.
    pub endpoint: &'a Endpoint,
    /// Whether the signature does not cover the body: the trait `aws.auth#unsignedPayload`.
    pub unsigned_payload: bool,
    /// Whether the request states the SHA-256 of its body:
    /// [`Service::SENDS_CONTENT_SHA256`](whitesmith_runtime::Service::SENDS_CONTENT_SHA256).
    pub sends_content_sha256: bool,
    /// The time of the signature, corrected by the clock skew.
    pub time: SystemTime,
}

/// An identity provider, which gets identities from a file or a service, for example.
pub trait ProvideIdentity: fmt::Debug + Send + Sync + 'static {
    /// Fetches an identity. It is called before each attempt, so it should cache identities.
    ///
    /// After an error that [is absent](CredentialsError::is_absent) the client uses the operation's
    /// next auth scheme.
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
    /// Its identity comes from a provider.
    Provided(Arc<dyn ProvideIdentity>),
}

/// The error of authorizing a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuthError {
    /// The identity is missing, or cannot authorize this request.
    Credentials(CredentialsError),
    /// A property of the endpoint is missing, such as its region.
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

/// `Display` is that of the inner error, so `source` is that of the inner error too.
impl std::error::Error for AuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Credentials(error) => error.source(),
            Self::Endpoint(error) => error.source(),
        }
    }
}
