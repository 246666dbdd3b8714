//! The requests of credentials providers to AWS services.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use super::Credentials;
use crate::Settings;
use crate::followed::Retries;
use crate::sign::{SigningKeys, SigningScope};
use crate::sigv4::{
    Algorithm, ContentSha256, PathEncoding, PathNormalization, SessionToken, SignatureLocation,
};
use whitesmith_client::{AuthError, Context, Identity, Signing};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::{MAX_ATTEMPTS, TRANSIENT_RETRY_DELAY};

pub(super) use whitesmith_client::internal::{
    Exchange, Failed, Refusal, add_secret, body, request,
};

/// The timeout of an attempt to call an AWS service.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Creates an exchange with an AWS service. Its retries are those that the client is configured with,
/// else those of the provider's `settings`.
pub(super) fn with_aws<'a>(
    context: &'a Context,
    service: &'static str,
    operation: &'static str,
    settings: &Settings,
) -> Exchange<'a> {
    let Retries { attempts, default_attempts, behavior } = Retries::of(context);
    let attempts = attempts.or(settings.max_attempts).or(default_attempts);
    Exchange {
        context,
        service,
        operation,
        timeout: TIMEOUT,
        attempts: attempts.unwrap_or(MAX_ATTEMPTS),
        behavior: behavior.or(settings.retry_behavior).unwrap_or_default(),
        first_delay: TRANSIENT_RETRY_DELAY,
        retries_connect: true,
    }
}

/// Credentials that sign the attempts of a provider's request, in a scope that does not depend on the
/// endpoint.
#[derive(Debug)]
pub(super) struct ScopedCredentials {
    credentials: Credentials,
    scope: SigningScope,
    keys: SigningKeys,
}

impl ScopedCredentials {
    pub(super) fn identity(
        credentials: &Credentials,
        service: &str,
        region: &str,
    ) -> Arc<dyn Identity> {
        let scope = SigningScope {
            algorithm: Algorithm::SigV4,
            service: service.to_owned(),
            region: region.to_owned(),
            session_token: SessionToken::Signed,
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            unsigned_payload: false,
            content_sha256: ContentSha256::NotSent,
        };
        Arc::new(Self { credentials: credentials.clone(), scope, keys: SigningKeys::default() })
    }
}

impl Identity for ScopedCredentials {
    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        signing: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let Self { credentials, scope, keys } = self;
        Ok(scope.sign(request, credentials, signing.time, SignatureLocation::Headers, keys)?)
    }
}
