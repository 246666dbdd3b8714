//! The identities of auth schemes without signatures: API keys, passwords, and none.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName};
use http::uri::PathAndQuery;
use http::{HeaderValue, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::identity::cannot_presign;
use super::secret::Secret;
use super::{AuthError, CredentialsError, Identity, Signing, host};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::headers;

/// How to authorize the requests of a call, if that is known before it.
#[derive(Clone, Debug)]
pub(super) enum Authorization {
    /// The header `authorization` with a password, which requires TLS.
    Password(Secret),
    /// A header whose value is an API key.
    Header(HeaderName, Secret),
    /// A query parameter whose value is a secret.
    Query(&'static str, Secret),
    None,
}

impl Authorization {
    /// Creates an API key in a header, after its scheme if there is one.
    pub(super) fn api_key(name: HeaderName, scheme: Option<&str>, key: &Secret) -> Self {
        match scheme {
            Some(scheme) => Self::Header(name, Secret::new(format!("{scheme} {}", key.expose()))),
            None => Self::Header(name, key.clone()),
        }
    }

    /// Creates basic authentication: a user name and password in the header `authorization`.
    pub(super) fn basic(name: &str, password: &Secret) -> Self {
        let pair = STANDARD.encode(format!("{name}:{}", password.expose()));
        Self::Password(Secret::new(format!("Basic {pair}")))
    }
}

impl Identity for Authorization {
    fn authorize(
        &self,
        request: http::Request<ByteStream>,
        _: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        Ok(match self {
            Self::Password(secret) => with_confidential_header(request, secret)?,
            Self::Header(name, secret) => with_header(request, name, secret)?,
            Self::Query(name, secret) => with_parameter(request, name, secret)?,
            Self::None => request,
        })
    }

    fn presign(
        &self,
        request: http::Request<ByteStream>,
        _: &Signing<'_>,
        _: Duration,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        match self {
            Self::None => Ok(request),
            Self::Password(_) | Self::Header(..) | Self::Query(..) => Err(cannot_presign()),
        }
    }
}

/// Sets the header `authorization` to a token or a password, which requires TLS.
pub(super) fn with_confidential_header(
    request: http::Request<ByteStream>,
    secret: &Secret,
) -> Result<http::Request<ByteStream>, CredentialsError> {
    refuse_clear_text(request.uri())?;
    with_header(request, &AUTHORIZATION, secret)
}

/// Checks that TLS is used, as tokens and passwords require it (RFC 6750, section 5.3; RFC 7617,
/// section 4), or that the host is a loopback address.
fn refuse_clear_text(uri: &Uri) -> Result<(), CredentialsError> {
    let host = uri.host().unwrap_or_default();
    if uri.scheme_str() != Some("http") || host::is_loopback(host) {
        return Ok(());
    }
    Err(CredentialsError::new(format!(
        "a token or a password is not sent over plain HTTP to {host}: use an endpoint with https://"
    )))
}

fn with_header(
    mut request: http::Request<ByteStream>,
    name: &HeaderName,
    secret: &Secret,
) -> Result<http::Request<ByteStream>, CredentialsError> {
    let mut value = HeaderValue::try_from(secret.expose()).map_err(|_| {
        CredentialsError::new(format!("the secret cannot be the value of the header `{name}`"))
    })?;
    value.set_sensitive(true);
    headers::set(request.headers_mut(), name.clone(), value).map_err(|error| {
        CredentialsError::new("the request cannot be authorized").caused_by(error)
    })?;
    Ok(request)
}

fn with_parameter(
    mut request: http::Request<ByteStream>,
    name: &str,
    secret: &Secret,
) -> Result<http::Request<ByteStream>, CredentialsError> {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let (path, query) = (request.uri().path(), request.uri().query());
    let query = query.map(|query| format!("{query}&")).unwrap_or_default();
    let path = format!("{path}?{query}{}={}", encode(name), encode(secret.expose()));
    let error = || CredentialsError::new(format!("`{name}` cannot be put into the query"));
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(|_| error())?);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| error())?;
    Ok(request)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use whitesmith_runtime::Endpoint;

    use super::*;
    use crate::BearerToken;

    fn apply(identity: &dyn Identity, uri: &str) -> http::Request<ByteStream> {
        applied(identity, http::Request::get(uri).body(ByteStream::default()).unwrap()).unwrap()
    }

    fn applied(
        identity: &dyn Identity,
        request: http::Request<ByteStream>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let endpoint = Endpoint::default();
        let signing = Signing {
            endpoint: &endpoint,
            unsigned_payload: false,
            sends_content_sha256: false,
            time,
        };
        identity.authorize(request, &signing)
    }

    #[test]
    fn secrets_go_where_they_belong_and_nowhere_else() {
        let secret = Secret::new("a b/c".to_owned());
        let request = apply(&BearerToken::new("a b/c"), "https://example.com/");
        assert_eq!(request.headers()["authorization"], "Bearer a b/c");
        assert!(!format!("{request:?}").contains("a b/c"));
        let request = apply(&Authorization::basic("me", &secret), "https://example.com/");
        assert_eq!(request.headers()["authorization"], "Basic bWU6YSBiL2M=");
        let key = Authorization::Query("api key", secret.clone());
        let request = apply(&key, "https://example.com/a?b=c");
        assert_eq!(request.uri(), "https://example.com/a?b=c&api%20key=a%20b%2Fc");
        assert_eq!(apply(&key, "https://example.com/a").uri().query(), Some("api%20key=a%20b%2Fc"));
        assert!(apply(&Authorization::None, "https://example.com/").headers().is_empty());
        assert!(!format!("{key:?}").contains("a b"));
    }

    #[test]
    fn tokens_and_passwords_are_not_sent_in_the_clear() {
        let secret = Secret::new("secret".to_owned());
        let (token, basic) = (BearerToken::new("token"), Authorization::basic("me", &secret));
        let ways: [&dyn Identity; 2] = [&token, &basic];
        for way in ways {
            for uri in ["https://example.com/", "http://localhost:1/", "http://127.0.0.2/"] {
                assert!(apply(way, uri).headers().contains_key("authorization"), "{uri}");
            }
            for uri in ["http://example.com/", "http://10.0.0.1/", "http://localhost.example.com/"]
            {
                let request = http::Request::get(uri).body(ByteStream::default()).unwrap();
                let error = applied(way, request).unwrap_err().to_string();
                assert!(error.contains("is not sent over plain HTTP"), "{error}");
            }
        }
        let key = Authorization::Query("key", secret);
        assert!(apply(&key, "http://example.com/").uri().query().is_some());
    }
}
