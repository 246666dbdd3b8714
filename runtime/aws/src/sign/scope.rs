//! Signs requests in a credential scope, and states the hash of their bodies.

use std::time::SystemTime;

use http::header::HeaderName;
use http::{HeaderMap, HeaderValue};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::{VerbatimPath, headers};

use super::SigningKeys;
use crate::sigv4::{
    self, Algorithm, ContentSha256, PathEncoding, PathNormalization, Payload, SessionToken,
    SignatureLocation, SigningError, SigningParams,
};
use crate::{Credentials, CredentialsError};

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED_PAYLOAD: HeaderValue = HeaderValue::from_static("UNSIGNED-PAYLOAD");
/// A body that is not signed and has its checksum in a trailer.
const UNSIGNED_WITH_TRAILER: HeaderValue =
    HeaderValue::from_static("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

/// The scope and options of a signature.
#[derive(Clone, Debug)]
pub(crate) struct SigningScope {
    pub(crate) algorithm: Algorithm,
    pub(crate) service: String,
    pub(crate) region: String,
    pub(crate) session_token: SessionToken,
    pub(crate) path_encoding: PathEncoding,
    pub(crate) path_normalization: PathNormalization,
    /// Whether the signature does not cover the body.
    pub(crate) unsigned_payload: bool,
    /// Whether the service reads the hash of the body from a header.
    pub(crate) content_sha256: ContentSha256,
}

impl SigningScope {
    pub(crate) fn sign(
        &self,
        request: http::Request<ByteStream>,
        credentials: &Credentials,
        time: SystemTime,
        location: SignatureLocation,
        keys: &SigningKeys,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        let is_verbatim = request.extensions().get::<VerbatimPath>().is_some();
        let path_normalization =
            if is_verbatim { PathNormalization::Off } else { self.path_normalization };
        let params = SigningParams::new(&self.region, &self.service, time)
            .algorithm(self.algorithm)
            .path_encoding(self.path_encoding)
            .path_normalization(path_normalization)
            .content_sha256(self.content_sha256)
            .session_token(self.session_token)
            .location(location);
        let (mut head, body) = request.into_parts();
        let error = |error: SigningError| {
            CredentialsError::new("the request cannot be signed").caused_by(error)
        };
        let is_unsigned = self.is_unsigned_in(location);
        let stated = if is_unsigned {
            None
        } else {
            self.stated_payload(&mut head.headers, &body).map_err(error)?
        };
        let payload = match (&stated, body.as_bytes()) {
            (Some(hash), _) => Payload::Precomputed(hash),
            (None, Some(bytes)) if !is_unsigned => Payload::Bytes(bytes),
            (None, _) => Payload::Unsigned,
        };
        keys.key(credentials, &params)
            .and_then(|key| sigv4::sign_with_key(&mut head, payload, &key, &params))
            .map_err(error)?;
        Ok(http::Request::from_parts(head, body))
    }

    /// Whether no signature there covers the body or states a hash of it: the presigned URLs of services that
    /// read the hash from a header, which the sender of such a URL does not have
    /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>).
    fn is_unsigned_in(&self, location: SignatureLocation) -> bool {
        match (self.content_sha256, location) {
            (ContentSha256::Sent, SignatureLocation::Query { .. }) => true,
            (ContentSha256::Sent, SignatureLocation::Headers) | (ContentSha256::NotSent, _) => {
                false
            }
        }
    }

    /// Returns the value of `x-amz-content-sha256`, if the request needs that header: the service
    /// verifies the signature with it instead of a hash of the body. It is set if the signature
    /// does not cover the body
    /// (<https://smithy.io/2.0/aws/aws-auth.html#unsigned-payloads-and-signature-version-4>), and
    /// for a stream, which cannot be hashed before it is sent.
    fn stated_payload(
        &self,
        all: &mut HeaderMap,
        body: &ByteStream,
    ) -> Result<Option<String>, SigningError> {
        let has_trailer = all.get(&CONTENT_SHA256) == Some(&UNSIGNED_WITH_TRAILER);
        let set = if self.unsigned_payload && !has_trailer {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn applied(
        scope: &SigningScope,
        request: http::Request<ByteStream>,
    ) -> Result<http::Request<ByteStream>, CredentialsError> {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let location = SignatureLocation::Headers;
        scope.sign(request, &credentials, time, location, &SigningKeys::default())
    }

    fn apply(scope: &SigningScope, uri: &str) -> http::Request<ByteStream> {
        applied(scope, http::Request::get(uri).body(ByteStream::default()).unwrap()).unwrap()
    }

    fn scope(unsigned_payload: bool) -> SigningScope {
        SigningScope {
            algorithm: Algorithm::SigV4,
            service: "chime".to_owned(),
            region: "us-east-1".to_owned(),
            session_token: SessionToken::Signed,
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            unsigned_payload,
            content_sha256: ContentSha256::NotSent,
        }
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
        // As in botocore, the scheme of the endpoint does not matter.
        let plain = apply(&scope(true), "http://example.com/");
        assert_eq!(plain.headers()[CONTENT_SHA256], UNSIGNED_PAYLOAD);
    }

    #[test]
    fn a_verbatim_path_is_not_normalized() {
        let signature = |uri: &str, is_verbatim: bool| {
            let mut request = http::Request::get(uri).body(ByteStream::default()).unwrap();
            if is_verbatim {
                request.extensions_mut().insert(VerbatimPath);
            }
            applied(&scope(false), request).unwrap().headers()["authorization"].clone()
        };
        let (url, normalized) = ("https://example.com/a//b", "https://example.com/a/b");
        assert_eq!(signature(url, false), signature(normalized, false));
        assert_eq!(signature(url, false), signature(normalized, true));
        assert_ne!(signature(url, true), signature(normalized, true));
    }

    #[test]
    fn a_service_may_read_the_hash_from_a_header() {
        let scope = SigningScope { content_sha256: ContentSha256::Sent, ..scope(false) };
        let hash = |scope: &SigningScope, location, stated: Option<HeaderValue>, body| {
            let mut request = http::Request::put("https://example.com/").body(body).unwrap();
            if let Some(stated) = stated {
                request.headers_mut().insert(CONTENT_SHA256, stated);
            }
            let credentials = Credentials::new("AKIDEXAMPLE", "secret");
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
            let request =
                scope.sign(request, &credentials, time, location, &SigningKeys::default()).unwrap();
            let value = request.headers().get(CONTENT_SHA256);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        let in_headers = SignatureLocation::Headers;
        let expires_in = Duration::from_secs(60);
        let in_query = SignatureLocation::Query { expires_in };
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let stream = || ByteStream::from_reader(&b"bytes"[..], None);
        assert_eq!(hash(&scope, in_headers, None, "".into()).as_deref(), Some(empty));
        assert_eq!(hash(&scope, in_headers, None, stream()).as_deref(), Some("UNSIGNED-PAYLOAD"));
        let trailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        for unsigned_payload in [false, true] {
            let scope = SigningScope { unsigned_payload, ..scope.clone() };
            let stated = hash(&scope, in_headers, Some(UNSIGNED_WITH_TRAILER), stream());
            assert_eq!(stated.as_deref(), Some(trailer));
        }
        // The sender of a presigned URL chooses its body.
        for body in ["".into(), stream()] {
            assert_eq!(hash(&scope, in_query, None, body), None);
        }
        let signature = |body: &'static str| {
            let request = http::Request::put("https://example.com/").body(body.into()).unwrap();
            let credentials = Credentials::new("AKIDEXAMPLE", "secret");
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
            let keys = SigningKeys::default();
            scope.sign(request, &credentials, time, in_query, &keys).unwrap().uri().clone()
        };
        assert_eq!(signature("a"), signature("b"));
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
