//! What AWS's signing test suite does not cover: hosts, errors, reused keys, and requests that are
//! signed again.

use std::time::{SystemTime, UNIX_EPOCH};

use http::Request;
use http::header::HOST;

use super::*;

const CHIME: &str = "https://service.chime.aws.amazon.com/accounts/1?a=1";

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn params() -> SigningParams<'static> {
    SigningParams::new("us-east-1", "chime", time())
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret")
}

fn in_query(seconds: u64) -> SigningParams<'static> {
    let expires_in = Duration::from_secs(seconds);
    params().location(SignatureLocation::Query { expires_in })
}

fn parts(uri: &str) -> Parts {
    Request::get(uri).body(()).unwrap().into_parts().0
}

fn sign_get(parts: &mut Parts, params: &SigningParams<'_>) -> Result<Signature, SigningError> {
    sign(parts, Payload::Bytes(b""), &credentials(), params)
}

fn canonical(signature: &Signature) -> &str {
    str::from_utf8(signature.canonical_request()).unwrap()
}

#[test]
fn the_host_is_that_of_the_header_or_of_the_uri() {
    for (uri, expected) in [
        ("https://example.com/", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://example.com:80/", "example.com"),
        ("https://example.com:80/", "example.com:80"),
        ("http://localhost:8000/", "localhost:8000"),
        ("http://user:word@localhost:8000/", "localhost:8000"),
        ("http://user@localhost:80/", "localhost"),
        ("http://[::1]:8000/", "[::1]:8000"),
    ] {
        let signature = sign_get(&mut parts(uri), &params()).unwrap();
        assert!(canonical(&signature).contains(&format!("\nhost:{expected}\n")), "{uri}");
    }
    let mut with_header = parts("https://example.com/");
    with_header.headers.insert(HOST, HeaderValue::from_static("other.com"));
    let signature = sign_get(&mut with_header, &params()).unwrap();
    assert!(canonical(&signature).contains("\nhost:other.com\n"));
    assert_eq!(sign_get(&mut parts("/"), &params()), Err(SigningError::Host));
}

#[test]
fn what_cannot_be_signed_is_refused_and_left_alone() {
    let early = UNIX_EPOCH - Duration::from_secs(1);
    let late = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    let week = 7 * 24 * 60 * 60;
    let at = |time| SigningParams { time, ..params() };
    for (params, payload, credentials, error) in [
        (at(early), Payload::Unsigned, credentials(), SigningError::Time),
        (at(late), Payload::Unsigned, credentials(), SigningError::Time),
        (in_query(0), Payload::Unsigned, credentials(), SigningError::ExpiresIn(Duration::ZERO)),
        (
            in_query(week + 1),
            Payload::Unsigned,
            credentials(),
            SigningError::ExpiresIn(Duration::from_secs(week + 1)),
        ),
        (
            params(),
            Payload::Precomputed("a\nb"),
            credentials(),
            SigningError::Text("hash of the body"),
        ),
        (
            params(),
            Payload::Unsigned,
            Credentials::new("a\nb", ""),
            SigningError::Text("id of the access key"),
        ),
        (
            in_query(1),
            Payload::Unsigned,
            credentials().with_session_token("ü"),
            SigningError::Text("session token"),
        ),
        (
            SigningParams { region: "a\r", ..params() },
            Payload::Unsigned,
            credentials(),
            SigningError::Text("region"),
        ),
    ] {
        let mut request = parts(CHIME);
        assert_eq!(sign(&mut request, payload, &credentials, &params), Err(error));
        assert_eq!((request.uri.to_string(), request.headers.len()), (CHIME.to_owned(), 0));
    }
    let long = format!("https://example.com/?{}", "a".repeat(65_400));
    assert_eq!(sign_get(&mut parts(&long), &in_query(1)), Err(SigningError::Uri));
    sign_get(&mut parts(CHIME), &in_query(week)).unwrap();
    sign_get(&mut parts(CHIME), &at(UNIX_EPOCH)).unwrap();
}

#[test]
fn errors_say_what_is_wrong() {
    assert_eq!(
        SigningError::Text("region").to_string(),
        "cannot sign the request: the region has characters that are not printable ASCII characters"
    );
    assert_eq!(
        SigningError::ExpiresIn(Duration::ZERO).to_string(),
        "cannot sign the request: it has to expire in 1 second to 7 days, not in 0ns"
    );
}

#[test]
fn a_key_fits_its_day_region_service_and_credentials() {
    let key = SigningKey::derive(&credentials(), &params()).unwrap();
    let later = SigningParams { time: time() + Duration::from_secs(3600), ..params() };
    assert!(key.fits(&credentials(), &later));
    let (mut once, mut again) = (parts(CHIME), parts(CHIME));
    let expected = sign_get(&mut once, &later).unwrap();
    assert_eq!(sign_with_key(&mut again, Payload::Bytes(b""), &key, &later).unwrap(), expected);
    assert_eq!(once.headers, again.headers);
    for other in [
        SigningParams { time: time() + Duration::from_secs(86_400), ..params() },
        SigningParams { region: "us-east-2", ..params() },
        SigningParams { service: "chim", ..params() },
    ] {
        assert!(!key.fits(&credentials(), &other));
        let result = sign_with_key(&mut parts(CHIME), Payload::Unsigned, &key, &other);
        assert_eq!(result, Err(SigningError::Key));
    }
    assert!(!key.fits(&Credentials::new("AKIDEXAMPLE", "other"), &params()));
    assert!(!format!("{key:?}").contains("secret\""));
}

#[test]
fn signing_again_replaces_the_signature() {
    let temporary = credentials().with_session_token("token");
    let earlier = |params: SigningParams<'static>| SigningParams { time: UNIX_EPOCH, ..params };
    for params in [params().content_sha256(ContentSha256::Sent), in_query(60)] {
        for session_token in [SessionToken::Signed, SessionToken::Unsigned] {
            let params = params.session_token(session_token);
            let (mut once, mut twice) = (parts(CHIME), parts(CHIME));
            let expected = sign_get(&mut once, &params).unwrap();
            sign(&mut twice, Payload::Unsigned, &temporary, &earlier(params)).unwrap();
            assert_ne!((&once.headers, &once.uri), (&twice.headers, &twice.uri));
            assert_eq!(sign_get(&mut twice, &params).unwrap(), expected);
            assert_eq!((&once.headers, &once.uri), (&twice.headers, &twice.uri));
        }
    }
}

#[test]
fn a_session_token_is_sent_whether_it_is_signed_or_not() {
    let temporary = credentials().with_session_token("a/b=");
    for (session_token, is_signed) in
        [(SessionToken::Signed, true), (SessionToken::Unsigned, false)]
    {
        let mut request = parts(CHIME);
        let params = params().session_token(session_token);
        let signature = sign(&mut request, Payload::Unsigned, &temporary, &params).unwrap();
        assert_eq!(request.headers["x-amz-security-token"], "a/b=");
        assert!(request.headers["x-amz-security-token"].is_sensitive());
        assert_eq!(canonical(&signature).contains("a/b="), is_signed);
        let mut request = parts(CHIME);
        let params = in_query(60).session_token(session_token);
        let signature = sign(&mut request, Payload::Unsigned, &temporary, &params).unwrap();
        let uri = request.uri.to_string();
        assert!(
            uri.contains(&format!("&X-Amz-Security-Token=a%2Fb%3D&X-Amz-Signature={signature}"))
        );
        assert!(request.headers.is_empty());
        assert_eq!(canonical(&signature).contains("a%2Fb%3D"), is_signed);
    }
}

#[test]
fn debug_shows_neither_bodies_nor_tokens() {
    assert_eq!(format!("{:?}", Payload::Bytes(b"secret")), "Bytes(6 bytes)");
    assert_eq!(format!("{:?}", Payload::Unsigned), "Unsigned");
    let signature = sign_get(&mut parts(CHIME), &params()).unwrap();
    assert_eq!(format!("{signature:?}"), format!("Signature(\"{signature}\")"));
}

/// The signatures are those of `S3ExpressAuth` and `S3ExpressQueryAuth` of botocore 1.43.11, for a request
/// without headers and the clock set to this time.
#[test]
fn the_token_of_an_s3_session_has_a_name_of_its_own() {
    let uri = "https://bucket--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/a%20key?x-id=GetObject";
    let session =
        Credentials::new("AKIDSESSION", "session secret").with_session_token("session/token+1==");
    let time = UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    let params = SigningParams::new("us-west-2", "s3express", time)
        .path_encoding(PathEncoding::Once)
        .path_normalization(PathNormalization::Off)
        .content_sha256(ContentSha256::Sent)
        .session_token(SessionToken::S3Session);
    let mut request = parts(uri);
    sign(&mut request, Payload::Bytes(b""), &session, &params).unwrap();
    assert_eq!(request.headers["x-amz-s3session-token"], "session/token+1==");
    assert!(request.headers["x-amz-s3session-token"].is_sensitive());
    assert_eq!(request.headers.get("x-amz-security-token"), None);
    assert_eq!(
        request.headers["authorization"],
        "AWS4-HMAC-SHA256 Credential=AKIDSESSION/20260101/us-west-2/s3express/aws4_request, \
         SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-s3session-token, \
         Signature=a773ad758df13e92db8e782af987b0b58e01e29f006ea310b3a2735730e8be1b"
    );
    // The signature of another name is replaced.
    let expires_in = Duration::from_secs(300);
    let in_query = params.location(SignatureLocation::Query { expires_in });
    let in_headers = params.content_sha256(ContentSha256::NotSent);
    for earlier in [in_query.session_token(SessionToken::Signed), in_headers, in_query] {
        let mut request = parts(uri);
        sign(&mut request, Payload::Unsigned, &session, &earlier).unwrap();
        let signature = sign(&mut request, Payload::Unsigned, &session, &in_query).unwrap();
        assert_eq!(
            signature.as_str(),
            "f56e42c175bc01aa0d20660c83be92dbc53a181e34db7d84d3511557a04335fe"
        );
        let uri = request.uri.to_string();
        assert_eq!(uri.matches("&X-Amz-S3session-Token=session%2Ftoken%2B1%3D%3D&").count(), 1);
        assert!(!uri.contains("X-Amz-Security-Token"), "{uri}");
    }
}
