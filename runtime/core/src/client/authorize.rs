//! A request, who calls and when in; the request that the service will believe out.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::identity::Identity;
use super::secret::Secret;
use super::signing_keys::SigningKeys;
use super::{CredentialsError, host};
use crate::sigv4::{
    self, PathEncoding, PathNormalization, Payload, SignatureLocation, SigningError, SigningParams,
};
use crate::{ByteStream, Credentials, headers};

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED_PAYLOAD: HeaderValue = HeaderValue::from_static("UNSIGNED-PAYLOAD");

/// How the requests of a call are authorized.
#[derive(Clone, Debug)]
pub(super) enum Authorization {
    SigV4(SigningScope),
    /// A token in the header `authorization`, which may not be sent in the clear.
    Bearer,
    /// The header `authorization` with a password, which may not be sent in the clear.
    Password(Secret),
    /// A header, whose value is an API key.
    Header(HeaderName, Secret),
    /// A parameter of the query, whose value is a secret.
    Query(&'static str, Secret),
    None,
}

/// What a signature is for.
#[derive(Clone, Debug)]
pub(super) struct SigningScope {
    pub(super) service: String,
    pub(super) region: String,
    pub(super) path_encoding: PathEncoding,
    pub(super) path_normalization: PathNormalization,
    /// The signature leaves the body out.
    pub(super) unsigned_payload: bool,
}

impl Authorization {
    /// A key in a header, after its scheme if there is one.
    pub(super) fn api_key(name: HeaderName, scheme: Option<&str>, key: &Secret) -> Self {
        match scheme {
            Some(scheme) => Self::Header(name, Secret::new(format!("{scheme} {}", key.expose()))),
            None => Self::Header(name, key.clone()),
        }
    }

    /// A name and a password in the header `authorization`.
    pub(super) fn basic(name: &str, password: &Secret) -> Self {
        let pair = STANDARD.encode(format!("{name}:{}", password.expose()));
        Self::Password(Secret::new(format!("Basic {pair}")))
    }

    /// Authorizes a request at a time.
    pub(super) fn apply(
        &self,
        request: http::Request<ByteStream>,
        identity: Option<&Identity>,
        time: SystemTime,
        keys: &SigningKeys,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        match self {
            Self::SigV4(scope) => match identity {
                Some(Identity::Credentials(credentials)) => {
                    scope.sign(request, credentials, time, SignatureLocation::Headers, keys)
                }
                Some(Identity::BearerToken(_)) | None => {
                    Err(CredentialsError::new("there are no credentials"))
                }
            },
            Self::Bearer => match identity {
                Some(Identity::BearerToken(token)) => {
                    refuse_clear_text(request.uri())?;
                    let value = Secret::new(format!("Bearer {}", token.token()));
                    with_header(request, &AUTHORIZATION, &value)
                }
                Some(Identity::Credentials(_)) | None => {
                    Err(CredentialsError::new("there is no bearer token"))
                }
            },
            Self::Password(secret) => {
                refuse_clear_text(request.uri())?;
                with_header(request, &AUTHORIZATION, secret)
            }
            Self::Header(name, secret) => with_header(request, name, secret),
            Self::Query(name, secret) => with_parameter(request, name, secret),
            Self::None => Ok(request),
        }
    }
}

impl Authorization {
    /// Authorizes a presigned request: a signature goes into the query.
    pub(super) fn presign(
        &self,
        request: http::Request<ByteStream>,
        identity: Option<&Identity>,
        time: SystemTime,
        expires_in: Duration,
        keys: &SigningKeys,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        match (self, identity) {
            (Self::SigV4(scope), Some(Identity::Credentials(credentials))) => {
                let location = SignatureLocation::Query { expires_in };
                scope.sign(request, credentials, time, location, keys)
            }
            _ => self.apply(request, identity, time, keys),
        }
    }
}

impl SigningScope {
    fn sign(
        &self,
        request: http::Request<ByteStream>,
        credentials: &Credentials,
        time: SystemTime,
        location: SignatureLocation,
        keys: &SigningKeys,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        let params = SigningParams::new(&self.region, &self.service, time)
            .path_encoding(self.path_encoding)
            .path_normalization(self.path_normalization)
            .location(location);
        let (mut head, body) = request.into_parts();
        let error = |error: SigningError| {
            CredentialsError::new("the request cannot be signed").caused_by(error)
        };
        let stated = self.stated_payload(&mut head.headers, &body).map_err(error)?;
        let payload = match (&stated, body.as_bytes()) {
            (Some(hash), _) => Payload::Precomputed(hash),
            (None, Some(bytes)) => Payload::Bytes(bytes),
            (None, None) => Payload::Unsigned,
        };
        keys.key(credentials, &params)
            .and_then(|key| sigv4::sign_with_key(&mut head, payload, &key, &params))
            .map_err(error)?;
        Ok(http::Request::from_parts(head, body))
    }

    /// The value of `x-amz-content-sha256`, if the request has that header: the service verifies the
    /// signature with it instead of a hash of the body. It is set where the signature leaves the
    /// body out (<https://smithy.io/2.0/aws/aws-auth.html#unsigned-payloads-and-signature-version-4>),
    /// and for a stream, which cannot be hashed before it is sent.
    fn stated_payload(
        &self,
        all: &mut HeaderMap,
        body: &ByteStream,
    ) -> Result<Option<String>, SigningError> {
        let set = if self.unsigned_payload {
            headers::set(all, CONTENT_SHA256, UNSIGNED_PAYLOAD)
        } else if body.as_bytes().is_none() {
            headers::set_if_absent(all, CONTENT_SHA256, || UNSIGNED_PAYLOAD)
        } else {
            Ok(())
        };
        set.map_err(|_| SigningError::Headers)?;
        let Some(stated) = all.get(&CONTENT_SHA256) else { return Ok(None) };
        let text = stated.to_str().map_err(|_| SigningError::Text("hash of the body"))?;
        Ok(Some(text.to_owned()))
    }
}

/// Tokens and passwords need TLS (RFC 6750, section 5.3; RFC 7617, section 4). What stays on this
/// machine does not pass a network.
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
    use std::time::Duration;

    use super::*;
    use crate::client::BearerToken;

    fn apply(authorization: &Authorization, uri: &str) -> http::Request<ByteStream> {
        applied(authorization, http::Request::get(uri).body(ByteStream::default()).unwrap())
            .unwrap()
    }

    fn applied(
        authorization: &Authorization,
        request: http::Request<ByteStream>,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        let identity = match authorization {
            Authorization::Bearer => Identity::BearerToken(BearerToken::new("a b/c")),
            _ => Identity::Credentials(Credentials::new("AKIDEXAMPLE", "secret")),
        };
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        authorization.apply(request, Some(&identity), time, &SigningKeys::default())
    }

    #[test]
    fn secrets_go_where_they_belong_and_nowhere_else() {
        let secret = Secret::new("a b/c".to_owned());
        let request = apply(&Authorization::Bearer, "https://example.com/");
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
        let ways = [Authorization::Bearer, Authorization::basic("me", &secret)];
        for way in &ways {
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

    fn scope(unsigned_payload: bool) -> Authorization {
        Authorization::SigV4(SigningScope {
            service: "chime".to_owned(),
            region: "us-east-1".to_owned(),
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            unsigned_payload,
        })
    }

    #[test]
    fn signatures_cover_what_they_should() {
        let signature = |unsigned| {
            let request = apply(&scope(unsigned), "https://example.com/");
            request.headers()["authorization"].to_str().unwrap().to_owned()
        };
        assert!(signature(false).starts_with(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/chime/aws4_request, "
        ));
        assert_ne!(signature(false), signature(true));
        // As with botocore, the scheme of the endpoint does not matter.
        let plain = apply(&scope(true), "http://example.com/");
        assert_eq!(plain.headers()[CONTENT_SHA256], UNSIGNED_PAYLOAD);
    }

    #[test]
    fn a_payload_that_is_not_hashed_is_stated() {
        let stated = |unsigned, stated: Option<&str>, body: ByteStream| {
            let mut request = http::Request::put("https://example.com/").body(body).unwrap();
            if let Some(stated) = stated {
                request.headers_mut().insert(CONTENT_SHA256, stated.parse().unwrap());
            }
            let request = applied(&scope(unsigned), request).unwrap();
            let is_signed = request.headers()["authorization"]
                .to_str()
                .unwrap()
                .contains(";x-amz-content-sha256;");
            let value = request.headers().get(CONTENT_SHA256);
            assert_eq!(is_signed, value.is_some());
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        let unsigned = Some("UNSIGNED-PAYLOAD".to_owned());
        let bytes = || ByteStream::from("bytes");
        let stream = || ByteStream::from_reader(&b"bytes"[..], None);
        assert_eq!(stated(false, None, bytes()), None);
        assert_eq!(stated(true, None, bytes()), unsigned);
        assert_eq!(stated(true, Some("abc"), bytes()), unsigned);
        assert_eq!(stated(true, None, stream()), unsigned);
        assert_eq!(stated(false, None, stream()), unsigned);
        assert_eq!(stated(false, Some("abc"), stream()).as_deref(), Some("abc"));
    }
}
