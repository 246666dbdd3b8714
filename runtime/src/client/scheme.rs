//! In: the auth schemes of an operation, and a configuration. Out: the schemes that the
//! configuration has an identity for, in the operation's order of preference.

use http::HeaderName;

use super::authorize::Authorization;
use super::{Config, CredentialsError};
use crate::Auth;

/// An auth scheme that a call may use.
#[derive(Clone, Debug)]
pub(super) enum Scheme {
    /// AWS Signature Version 4: needs credentials.
    SigV4 {
        /// The signing name of the service.
        service: &'static str,
    },
    /// Needs nothing but what the configuration holds.
    Ready(Authorization),
}

impl Scheme {
    /// The schemes that the configuration can be used with; at least one.
    ///
    /// # Errors
    ///
    /// The operation must be authorized, and the configuration has an identity for none of its
    /// schemes.
    pub(super) fn all(auth: &[Auth], config: &Config) -> Result<Vec<Self>, CredentialsError> {
        if auth.is_empty() {
            return Ok(vec![Self::Ready(Authorization::None)]);
        }
        let schemes: Vec<Self> = auth.iter().filter_map(|auth| Self::of(auth, config)).collect();
        if schemes.is_empty() { Err(no_identity(auth)) } else { Ok(schemes) }
    }

    fn of(auth: &Auth, config: &Config) -> Option<Self> {
        let ready = match auth {
            Auth::SigV4 { service } => {
                return config.credentials.is_some().then_some(Self::SigV4 { service });
            }
            Auth::Bearer => Authorization::bearer(config.bearer_token.as_ref()?),
            Auth::Basic => {
                let (name, secret) = config.basic.as_ref()?;
                Authorization::basic(name, secret)
            }
            Auth::ApiKeyHeader { name, scheme } => {
                let header = HeaderName::try_from(*name).ok()?;
                Authorization::api_key(header, *scheme, config.api_key.as_ref()?)
            }
            Auth::ApiKeyQuery { name } => Authorization::Query(name, config.api_key.clone()?),
            Auth::None => Authorization::None,
        };
        Some(Self::Ready(ready))
    }

    /// Whether requests are signed with AWS credentials.
    pub(super) fn needs_credentials(&self) -> bool {
        match self {
            Self::SigV4 { .. } => true,
            Self::Ready(_) => false,
        }
    }
}

fn no_identity(auth: &[Auth]) -> CredentialsError {
    let needs = auth.iter().map(|auth| match auth {
        Auth::SigV4 { .. } => "credentials (Config::credentials)",
        Auth::Bearer => "a token (Config::bearer_token)",
        Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. } => "a key (Config::api_key)",
        Auth::Basic => "a name and a password (Config::basic_auth)",
        Auth::None => "nothing",
    });
    let needs: Vec<&str> = needs.collect();
    CredentialsError::new(format!("the configuration needs {}", needs.join(" or ")))
}
