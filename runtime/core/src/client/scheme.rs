//! In: the auth schemes of an operation, and a configuration. Out: the schemes that the
//! configuration has an identity for, in the operation's order of preference.

use http::HeaderName;

use super::authorize::Authorization;
use super::identity::IdentityKind;
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
    /// A token in the header `authorization`.
    Bearer,
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
            Auth::Bearer => return config.bearer_token.is_some().then_some(Self::Bearer),
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

    /// The kind of identity that is asked for before each attempt.
    pub(super) fn identity(&self) -> Option<IdentityKind> {
        match self {
            Self::SigV4 { .. } => Some(IdentityKind::Credentials),
            Self::Bearer => Some(IdentityKind::BearerToken),
            Self::Ready(_) => None,
        }
    }
}

fn no_identity(auth: &[Auth]) -> CredentialsError {
    let needs = auth.iter().filter_map(|auth| match auth {
        Auth::SigV4 { .. } => Some("credentials (Config::credentials)"),
        Auth::Bearer => Some("a bearer token (Config::bearer_token)"),
        Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. } => {
            Some("an API key (Config::api_key)")
        }
        Auth::Basic => Some("a user name and a password (Config::basic_auth)"),
        Auth::None => None,
    });
    let needs: Vec<&str> = needs.collect();
    CredentialsError::new(format!("the configuration needs {}", needs.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Credentials;

    const ALL: [Auth; 3] = [Auth::Bearer, Auth::SigV4 { service: "a" }, Auth::None];

    fn kinds(auth: &[Auth], config: &Config) -> Result<Vec<Option<IdentityKind>>, String> {
        match Scheme::all(auth, config) {
            Ok(schemes) => Ok(schemes.iter().map(Scheme::identity).collect()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn schemes_need_an_identity_of_the_configuration() {
        let (token, credentials) = (IdentityKind::BearerToken, IdentityKind::Credentials);
        let none = Config::new();
        let signed = Config::new().credentials(Credentials::new("a", "b"));
        let both = signed.clone().bearer_token("c");
        assert_eq!(kinds(&ALL, &none), Ok(vec![None]));
        assert_eq!(kinds(&ALL, &signed), Ok(vec![Some(credentials), None]));
        assert_eq!(kinds(&ALL, &both), Ok(vec![Some(token), Some(credentials), None]));
        assert_eq!(kinds(&[], &none), Ok(vec![None]));
        let expected = "the configuration needs a bearer token (Config::bearer_token) or credentials \
                        (Config::credentials)";
        assert_eq!(kinds(ALL.get(..2).unwrap(), &none), Err(expected.to_owned()));
        let keys = Config::new().api_key("k").basic_auth("me", "p");
        for auth in [
            Auth::Basic,
            Auth::ApiKeyQuery { name: "k" },
            Auth::ApiKeyHeader { name: "k", scheme: None },
        ] {
            assert!(kinds(&[auth], &none).is_err());
            assert_eq!(kinds(&[auth], &keys), Ok(vec![None]));
        }
    }
}
