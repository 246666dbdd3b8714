//! The auth scheme `aws.auth#sigv4`: signs requests with credentials, and with `aws.auth#sigv4a` or the
//! credentials of a session where the endpoint requires it.

mod keys;
mod scheme;
mod scope;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use whitesmith_client::{
    AuthError, BoxFuture, Context, Identity, OfSession, ProvideIdentity, Signing,
};
use whitesmith_runtime::{ByteStream, Endpoint, EndpointError, SessionCredentials};

use super::aws_client::AwsClient;
use super::sigv4::{
    Algorithm, ContentSha256, PathEncoding, PathNormalization, SessionToken, SignatureLocation,
};
use super::{Credentials, CredentialsError};

pub(super) use keys::SigningKeys;
use scheme::{S3_EXPRESS, no_scheme, no_session, selected, signing_region};
pub(super) use scope::SigningScope;

/// The auth scheme of a client.
pub(super) struct SigV4 {
    /// The signing name of the service.
    pub(super) service: &'static str,
    pub(super) client: Arc<AwsClient>,
}

impl ProvideIdentity for SigV4 {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>> {
        Box::pin(async move {
            let Some(cache) = &self.client.credentials else {
                return Err(CredentialsError::new("there are no credentials"));
            };
            let credentials = cache.get(context).await?;
            let (service, client) = (self.service, Arc::clone(&self.client));
            let session_token = SessionToken::Signed;
            Ok(Arc::new(Signer { credentials, session_token, service, client })
                as Arc<dyn Identity>)
        })
    }
}

impl fmt::Debug for SigV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigV4").field("service", &self.service).finish_non_exhaustive()
    }
}

/// Credentials that sign the requests of a client, in the credential scope of the endpoint.
#[derive(Clone)]
struct Signer {
    credentials: Credentials,
    session_token: SessionToken,
    service: &'static str,
    client: Arc<AwsClient>,
}

impl Signer {
    /// Returns the signer of a session. It belongs to the same account.
    fn of_session(&self, session: SessionCredentials) -> Arc<dyn Identity> {
        let SessionCredentials { access_key_id, secret_access_key, session_token, expiry, .. } =
            session;
        let credentials = Credentials::new(access_key_id, secret_access_key)
            .with_session_token(session_token)
            .with_expiry(expiry);
        Arc::new(Self { credentials, session_token: SessionToken::S3Session, ..self.clone() })
    }

    fn sign(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
        location: SignatureLocation,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let scope = self.scope(signing)?;
        Ok(scope.sign(request, &self.credentials, signing.time, location, &self.client.keys)?)
    }

    /// Returns the credential scope: that of the endpoint, else that of the service and the
    /// configuration.
    fn scope(&self, signing: &Signing<'_>) -> Result<SigningScope, AuthError> {
        let Signing { endpoint, unsigned_payload, sends_content_sha256, .. } = *signing;
        let scheme = selected(endpoint);
        if scheme.is_none() && !endpoint.auth_schemes.is_empty() {
            return Err(AuthError::Credentials(no_scheme(endpoint)));
        }
        if scheme.is_some_and(|(scheme, _)| scheme.name == S3_EXPRESS)
            && self.session_token != SessionToken::S3Session
        {
            return Err(AuthError::Credentials(no_session()));
        }
        let algorithm = scheme.map_or(Algorithm::SigV4, |(_, algorithm)| algorithm);
        let scheme = scheme.map(|(scheme, _)| scheme);
        let region = scheme.and_then(|scheme| signing_region(scheme, algorithm));
        let region = region.or_else(|| self.client.known_built_ins().region.clone());
        let no_region = || AuthError::Endpoint(EndpointError::new(self.client.no_region()));
        let name = scheme.and_then(|scheme| scheme.signing_name.as_deref());
        let is_once = scheme.is_some_and(|scheme| scheme.disable_double_encoding);
        let is_as_is = scheme.is_some_and(|scheme| scheme.disable_normalize_path);
        Ok(SigningScope {
            algorithm,
            service: name.unwrap_or(self.service).to_owned(),
            region: region.ok_or_else(no_region)?,
            session_token: self.session_token,
            path_encoding: if is_once { PathEncoding::Once } else { PathEncoding::Twice },
            path_normalization: if is_as_is {
                PathNormalization::Off
            } else {
                PathNormalization::On
            },
            unsigned_payload,
            content_sha256: if sends_content_sha256 {
                ContentSha256::Sent
            } else {
                ContentSha256::NotSent
            },
        })
    }
}

impl Identity for Signer {
    fn account_id(&self) -> Option<&str> {
        self.credentials.account_id()
    }

    fn public_id(&self) -> Option<&str> {
        Some(self.credentials.access_key_id())
    }

    fn session(&self, endpoint: &Endpoint) -> Option<OfSession> {
        let (scheme, _) = selected(endpoint)?;
        (scheme.name == S3_EXPRESS).then(|| {
            let signer = self.clone();
            Box::new(move |session| signer.of_session(session)) as OfSession
        })
    }

    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        self.sign(request, signing, SignatureLocation::Headers)
    }

    fn presign(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
        expires_in: Duration,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        self.sign(request, signing, SignatureLocation::Query { expires_in })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("service", &self.service)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
