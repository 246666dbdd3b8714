//! Selects auth schemes: those of an operation that the client has an identity for, in the
//! operation's order of preference.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;

use super::authorize::Authorization;
use super::shared::Shared;
use super::{CredentialsError, Identity, Scheme};
use whitesmith_runtime::Auth;

impl Shared {
    /// Returns the auth schemes that the client can use, at least one.
    ///
    /// # Errors
    ///
    /// The operation requires authorization, and the configuration has an identity for none of its
    /// auth schemes.
    pub(super) fn schemes(&self, auth: &[Auth]) -> Result<Vec<Scheme>, CredentialsError> {
        if auth.is_empty() {
            return Ok(vec![ready(Authorization::None)]);
        }
        let schemes: Vec<Scheme> = auth.iter().filter_map(|auth| self.scheme(auth)).collect();
        if schemes.is_empty() { Err(no_identity(auth)) } else { Ok(schemes) }
    }

    /// Returns the identity of the first of these auth schemes that has one. A provider that takes longer
    /// than `limit` ends the search.
    ///
    /// # Errors
    ///
    /// A provider failed; or none has an identity, which is an absent identity.
    pub(super) async fn identity(
        &self,
        schemes: &[Scheme],
        limit: Option<Duration>,
    ) -> Result<Arc<dyn Identity>, CredentialsError> {
        let mut absent = CredentialsError::new("the operation has no auth scheme");
        for scheme in schemes {
            let provider = match scheme {
                Scheme::Ready(identity) => return Ok(Arc::clone(identity)),
                Scheme::Provided(provider) => provider,
            };
            match self.driver().identity_within(&**provider, limit).await {
                Some(Ok(identity)) => return Ok(identity),
                Some(Err(error)) if error.is_absent() => absent = error,
                Some(Err(error)) => return Err(error),
                None => return Err(CredentialsError::absent("no identity within the timeout")),
            }
        }
        Err(absent)
    }

    fn scheme(&self, auth: &Auth) -> Option<Scheme> {
        let common = &self.config.common;
        Some(ready(match auth {
            Auth::Bearer => {
                let token = Arc::clone(self.bearer_token.as_ref()?);
                return Some(Scheme::Provided(token));
            }
            Auth::Basic => {
                let (name, secret) = common.basic.as_ref()?;
                Authorization::basic(name, secret)
            }
            Auth::ApiKeyHeader { name, scheme } => {
                let header = HeaderName::try_from(*name).ok()?;
                Authorization::api_key(header, *scheme, common.api_key.as_ref()?)
            }
            Auth::ApiKeyQuery { name } => Authorization::Query(name, common.api_key.clone()?),
            Auth::None => Authorization::None,
            // Signature Version 4, or an auth scheme of a later version.
            _ => return Arc::clone(&self.vendor).scheme(auth),
        }))
    }
}

fn ready(authorization: Authorization) -> Scheme {
    Scheme::Ready(Arc::new(authorization))
}

fn no_identity(auth: &[Auth]) -> CredentialsError {
    let needs = auth.iter().filter_map(|auth| match auth {
        Auth::SigV4 { .. } => Some("credentials (whitesmith_aws::Config::credentials)"),
        Auth::Bearer => Some("a bearer token (Config::bearer_token)"),
        Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. } => {
            Some("an API key (Config::api_key)")
        }
        Auth::Basic => Some("a user name and a password (Config::basic_auth)"),
        _ => None,
    });
    let needs: Vec<&str> = needs.collect();
    CredentialsError::new(format!("the configuration needs {}", needs.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake_list::ListService;
    use crate::{Client, Config};

    const ALL: [Auth; 3] = [Auth::Bearer, Auth::SigV4 { service: "a" }, Auth::None];

    /// Whether each auth scheme has an identity that has to be resolved.
    fn kinds(auth: &[Auth], config: &Config) -> Result<Vec<bool>, String> {
        let client = Client::new::<ListService>(config.clone());
        match client.shared.schemes(auth) {
            Ok(schemes) => {
                let is_asked = |scheme: &Scheme| matches!(scheme, Scheme::Provided(_));
                Ok(schemes.iter().map(is_asked).collect())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn schemes_need_an_identity_of_the_configuration() {
        let none = Config::new();
        let token = Config::new().bearer_token("c");
        assert_eq!(kinds(&ALL, &none), Ok(vec![false]));
        assert_eq!(kinds(&ALL, &token), Ok(vec![true, false]));
        assert_eq!(kinds(&[], &none), Ok(vec![false]));
        let expected = "the configuration needs a bearer token (Config::bearer_token) or credentials \
                        (whitesmith_aws::Config::credentials)";
        assert_eq!(kinds(ALL.get(..2).unwrap(), &none), Err(expected.to_owned()));
        let keys = Config::new().api_key("k").basic_auth("me", "p");
        for auth in [
            Auth::Basic,
            Auth::ApiKeyQuery { name: "k" },
            Auth::ApiKeyHeader { name: "k", scheme: None },
        ] {
            assert!(kinds(&[auth], &none).is_err());
            assert_eq!(kinds(&[auth], &keys), Ok(vec![false]));
        }
    }
}
