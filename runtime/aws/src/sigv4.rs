//! AWS Signature Version 4 (SigV4): signs requests by headers, or as presigned URLs.
//!
//! What is signed is the *canonical request*: method, path, query, headers and the hash of the
//! body, each normalized so that it does not depend on how clients and proxies write it. Its hash,
//! the time and the *credential scope* (day, region, service) form the *string to sign*, which is
//! signed with a key derived from the secret access key and the scope. [`Signature`] keeps both
//! texts: if a service responds with `SignatureDoesNotMatch`, its message contains its own, so that
//! they can be compared.
//!
//! See [AWS Signature Version 4 for API
//! requests](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//! use whitesmith_aws::Credentials;
//! use whitesmith_aws::sigv4::{self, Payload, SigningParams};
//! use whitesmith_runtime::protocol::RestJson1;
//! use whitesmith_runtime::{Method, RequestWriter};
//!
//! let mut writer = RequestWriter::new::<RestJson1>();
//! writer.method(Method::GET).path("/accounts/").label("AccountId", "12a3456b");
//! let request = writer.finish()?.into_http("https://service.chime.aws.amazon.com")?;
//!
//! let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
//! let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160); // SystemTime::now()
//! let (mut parts, body) = request.into_parts();
//! let params = SigningParams::new("us-east-1", "chime", time);
//! let payload = body.as_bytes().map_or(Payload::Unsigned, |bytes| Payload::Bytes(bytes));
//! let signature = sigv4::sign(&mut parts, payload, &credentials, &params)?;
//!
//! assert_eq!(parts.headers["x-amz-date"], "20150830T123600Z");
//! assert_eq!(
//!     parts.headers["authorization"].to_str()?,
//!     format!(
//!         "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/chime/aws4_request, \
//!          SignedHeaders=host;x-amz-date, Signature={signature}"
//!     )
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "sigv4a")]
mod ecdsa;
mod error;
mod headers;
mod key;
mod params;
mod path;
mod post_policy;
mod query;
mod query_signature;
mod text;

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};
use http::request::Parts;
use http::uri::{Scheme, Uri};
use sha2::{Digest as _, Sha256};

pub use error::SigningError;
pub use key::SigningKey;
pub use params::{
    Algorithm, ContentSha256, PathEncoding, PathNormalization, Payload, SessionToken,
    SignatureLocation, SigningParams,
};
pub use post_policy::{PostForm, PostPolicy};

use crate::Credentials;
use headers::Signed;
use query_signature::Draft;
use text::{Stamp, printable};
use whitesmith_runtime::internal::hex;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A signature, and the texts that it was made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    digits: String,
    canonical_request: Vec<u8>,
    string_to_sign: String,
}

impl Signature {
    /// Returns the signature in lowercase hexadecimal digits: 64 of them, or those of a DER signature with
    /// `Algorithm::SigV4a`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// Returns the canonical request. It contains the values of the signed headers and the query, and
    /// the session token if that is signed.
    #[must_use]
    pub fn canonical_request(&self) -> &[u8] {
        &self.canonical_request
    }

    /// Returns the string to sign: the algorithm, the time, the credential scope, and the hash of the
    /// canonical request.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Signature").field(&self.as_str()).finish()
    }
}

/// Signs a request: adds the headers of the signature, or makes its URI a presigned URL, depending on
/// [`SigningParams::location`]. An earlier signature is replaced.
///
/// The host is that of the `host` header, else that of the URI without the default port of its
/// scheme. All headers are signed except those that change on the way, such as `user-agent`, so a
/// signed request must be sent with its headers unchanged.
///
/// # Errors
///
/// The time, the host or the expiry is not valid, or a text cannot be part of a header. The request
/// is not changed.
#[doc(alias = "presign")]
pub fn sign(
    request: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    params: &SigningParams<'_>,
) -> Result<Signature, SigningError> {
    sign_with_key(request, payload, &SigningKey::derive(credentials, params)?, params)
}

/// Signs a request like [`sign`], with a key that was derived earlier.
///
/// # Errors
///
/// Those of [`sign`], and [`SigningError::Key`] if the key is for another day, region or service.
pub fn sign_with_key(
    request: &mut Parts,
    payload: Payload<'_>,
    key: &SigningKey,
    params: &SigningParams<'_>,
) -> Result<Signature, SigningError> {
    let stamp = Stamp::new(params.time)?;
    if !key.is_for(stamp, params) {
        return Err(SigningError::Key);
    }
    let digits;
    let payload_hash = match payload {
        Payload::Bytes(body) => {
            digits = hex(&Sha256::digest(body).into());
            str::from_utf8(&digits).unwrap_or_default()
        }
        Payload::Precomputed(hash) => printable("hash of the body", hash)?,
        Payload::Unsigned => "UNSIGNED-PAYLOAD",
    };
    let signing = Signing { key, params, stamp, payload_hash };
    match params.location {
        SignatureLocation::Headers => signing.in_headers(request),
        SignatureLocation::Query { expires_in } => signing.in_query(request, expires_in),
    }
}

/// What all steps of signing a request need.
struct Signing<'a> {
    key: &'a SigningKey,
    params: &'a SigningParams<'a>,
    stamp: Stamp,
    payload_hash: &'a str,
}

impl Signing<'_> {
    fn in_headers(&self, request: &mut Parts) -> Result<Signature, SigningError> {
        let stamp = self.stamp.as_str();
        let (signed_token, token) = self.session_token();
        let (token_header, _) = self.token_names();
        let hash = match self.params.content_sha256 {
            ContentSha256::Sent => Some(self.payload_hash),
            ContentSha256::NotSent => None,
        };
        let added = [
            added_host(request)?,
            Some((&headers::DATE, stamp)),
            signed_token.map(|token| (token_header, token)),
            hash.map(|hash| (&headers::CONTENT_SHA256, hash)),
            self.key.region_set().map(|regions| (&headers::REGION_SET, regions)),
        ];
        let signed = headers::signed(&request.headers, added, self.params.location);
        let names = headers::names(&signed);
        let query = request.uri.query().unwrap_or_default();
        let signature = self.signature(request, query, &signed, &names);
        let authorization = [
            self.key.algorithm(),
            " Credential=",
            self.key.credentials().access_key_id(),
            "/",
            self.key.scope(),
            ", SignedHeaders=",
            &names,
            ", Signature=",
            signature.as_str(),
        ];
        let authorization = secret(value("authorization", authorization.concat())?);
        let stamp = value("time", stamp)?;
        let token = token.map(|token| value("session token", token).map(secret)).transpose()?;
        let hash = hash.map(|hash| value("hash of the body", hash)).transpose()?;
        let regions = self.key.region_set().map(|set| value("region", set)).transpose()?;
        let new = [
            (&headers::REGION_SET, regions),
            (&headers::DATE, Some(stamp)),
            (token_header, token),
            (&headers::CONTENT_SHA256, hash),
            (&headers::AUTHORIZATION, Some(authorization)),
        ];
        request.headers.try_reserve(new.len()).map_err(|_| SigningError::Headers)?;
        replace_signature(request);
        for (name, value) in new {
            if let Some(value) = value {
                request.headers.insert(name, value);
            }
        }
        Ok(signature)
    }

    fn in_query(&self, request: &mut Parts, expires: Duration) -> Result<Signature, SigningError> {
        let added = [added_host(request)?, None, None, None, None];
        let signed = headers::signed(&request.headers, added, self.params.location);
        let names = headers::names(&signed);
        let (signed_token, token) = self.session_token();
        let (_, token_parameter) = self.token_names();
        let credential = [self.key.credentials().access_key_id(), "/", self.key.scope()].concat();
        let draft = Draft {
            algorithm: self.key.algorithm(),
            region_set: self.key.region_set(),
            credential: &credential,
            stamp: self.stamp.as_str(),
            signed_headers: &names,
            expires_in: expires,
            token: signed_token.map(|token| (token_parameter, token)),
        };
        let query = draft.query(request.uri.query().unwrap_or_default())?;
        let signature = self.signature(request, &query, &signed, &names);
        let unsigned_token = token.filter(|_| signed_token.is_none());
        let uri = &request.uri;
        let uri = query_signature::complete(uri, query, unsigned_token, signature.as_str())?;
        replace_signature(request);
        request.uri = uri;
        Ok(signature)
    }

    /// Returns the session token to sign, if it is signed, and the session token to send.
    fn session_token(&self) -> (Option<&str>, Option<&str>) {
        let token = self.key.credentials().session_token();
        match self.params.session_token {
            SessionToken::Signed | SessionToken::S3Session => (token, token),
            SessionToken::Unsigned => (None, token),
        }
    }

    /// Returns the header and the query parameter of the session token.
    fn token_names(&self) -> (&'static HeaderName, &'static str) {
        match self.params.session_token {
            SessionToken::Signed | SessionToken::Unsigned => {
                (&headers::SECURITY_TOKEN, query_signature::SECURITY_TOKEN)
            }
            SessionToken::S3Session => {
                (&headers::S3_SESSION_TOKEN, query_signature::S3_SESSION_TOKEN)
            }
        }
    }

    fn signature(
        &self,
        request: &Parts,
        query: &str,
        signed: &[Signed<'_>],
        names: &str,
    ) -> Signature {
        let path = request.uri.path();
        let mut canonical = Vec::with_capacity(512 + path.len() + query.len() + 2 * names.len());
        canonical.extend_from_slice(request.method.as_str().as_bytes());
        canonical.push(b'\n');
        path::push(&mut canonical, path, self.params);
        canonical.push(b'\n');
        query::push(&mut canonical, query);
        canonical.push(b'\n');
        headers::push(&mut canonical, signed, &request.headers);
        for part in ["\n", names, "\n", self.payload_hash] {
            canonical.extend_from_slice(part.as_bytes());
        }
        let hash = hex(&Sha256::digest(&canonical).into());
        let hash = str::from_utf8(&hash).unwrap_or_default();
        let algorithm = self.key.algorithm();
        let string_to_sign = [algorithm, self.stamp.as_str(), self.key.scope(), hash].join("\n");
        let digits = self.key.sign(string_to_sign.as_bytes());
        Signature { digits, canonical_request: canonical, string_to_sign }
    }
}

/// Returns the host to add, if the request has no header for it.
fn added_host(request: &Parts) -> Result<Option<(&'static HeaderName, &str)>, SigningError> {
    if request.headers.contains_key(&headers::HOST) {
        return Ok(None);
    }
    host(&request.uri).map(|host| Some((&headers::HOST, host))).ok_or(SigningError::Host)
}

/// Returns the host of a URI, with its port unless that is the default of the scheme.
fn host(uri: &Uri) -> Option<&str> {
    let authority = uri.authority()?;
    let is_default = match (uri.scheme(), authority.port_u16()) {
        (Some(scheme), Some(80)) => *scheme == Scheme::HTTP,
        (Some(scheme), Some(443)) => *scheme == Scheme::HTTPS,
        _ => false,
    };
    if is_default {
        return Some(authority.host());
    }
    // User info does not belong into a `host` header.
    let text = authority.as_str();
    Some(text.rsplit_once('@').map_or(text, |(_, host)| host))
}

/// Removes the headers of an earlier signature.
fn replace_signature(request: &mut Parts) {
    for name in headers::OF_SIGNATURE {
        request.headers.remove(name);
    }
}

fn value(part: &'static str, text: impl AsRef<str>) -> Result<HeaderValue, SigningError> {
    HeaderValue::from_str(text.as_ref()).map_err(|_| SigningError::Text(part))
}

fn secret(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}
