//! Compares our signatures of random requests, with a fixed seed, with those of AWS's own crate, in
//! the headers and in the query string.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sigv4::http_request::{
    self as sdk, PayloadChecksumKind, PercentEncodingMode, SessionTokenMode, SignableBody,
    SignableRequest, SigningSettings,
};
use http::Request;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use whitesmith_aws::Credentials;
use whitesmith_aws::sigv4::{
    self, ContentSha256, PathEncoding, PathNormalization, Payload, SessionToken, SignatureLocation,
    SigningParams,
};

/// The headers that we do not sign. The SDK's crate signs some of them unless it is configured not
/// to.
const UNSIGNED: [&str; 6] =
    ["user-agent", "x-amzn-trace-id", "transfer-encoding", "expect", "te", "connection"];

#[derive(Clone, Debug)]
struct Case {
    method: &'static str,
    authority: &'static str,
    path: String,
    query: Option<String>,
    headers: Vec<(&'static str, String)>,
    body: Body,
    keys: (String, String),
    token: Option<String>,
    region: String,
    service: String,
    seconds: u64,
    path_encoding: PathEncoding,
    path_normalization: PathNormalization,
    content_sha256: ContentSha256,
    session_token: SessionToken,
    location: SignatureLocation,
}

#[derive(Clone, Debug)]
enum Body {
    Bytes(Vec<u8>),
    Precomputed(String),
    Unsigned,
}

#[test]
fn signatures_are_those_of_the_sdk() {
    let config = Config { cases: 1_000, failure_persistence: None, ..Config::default() };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&case(), |case| {
        let (ours, our_signature) = case.ours();
        let (theirs, their_signature) = case.theirs();
        prop_assert_eq!(our_signature, their_signature);
        prop_assert_eq!(sorted_headers(&ours), sorted_headers(&theirs));
        prop_assert_eq!(ours.uri().path(), theirs.uri().path());
        prop_assert_eq!(sorted_query(&ours), sorted_query(&theirs));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

impl Case {
    fn request(&self) -> Request<()> {
        let query = self.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        let uri = format!("{}{}{query}", self.authority, self.path);
        let mut request = Request::builder().method(self.method).uri(uri);
        for (name, value) in &self.headers {
            request = request.header(*name, value.as_bytes());
        }
        request.body(()).unwrap()
    }

    fn time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.seconds)
    }

    fn ours(&self) -> (Request<()>, String) {
        let (mut parts, ()) = self.request().into_parts();
        let mut credentials = Credentials::new(&self.keys.0, &self.keys.1);
        if let Some(token) = &self.token {
            credentials = credentials.with_session_token(token);
        }
        let payload = match &self.body {
            Body::Bytes(bytes) => Payload::Bytes(bytes),
            Body::Precomputed(hash) => Payload::Precomputed(hash),
            Body::Unsigned => Payload::Unsigned,
        };
        let params = SigningParams::new(&self.region, &self.service, self.time())
            .path_encoding(self.path_encoding)
            .path_normalization(self.path_normalization)
            .content_sha256(self.content_sha256)
            .session_token(self.session_token)
            .location(self.location);
        let signature = sigv4::sign(&mut parts, payload, &credentials, &params).unwrap();
        (Request::from_parts(parts, ()), signature.to_string())
    }

    fn settings(&self) -> SigningSettings {
        let mut settings = SigningSettings::default();
        if let Some(excluded) = &mut settings.excluded_headers {
            excluded.extend(UNSIGNED.map(Cow::Borrowed));
        }
        settings.percent_encoding_mode = match self.path_encoding {
            PathEncoding::Once => PercentEncodingMode::Single,
            PathEncoding::Twice => PercentEncodingMode::Double,
        };
        settings.uri_path_normalization_mode =
            (self.path_normalization == PathNormalization::On).into();
        settings.payload_checksum_kind = match self.content_sha256 {
            ContentSha256::Sent => PayloadChecksumKind::XAmzSha256,
            ContentSha256::NotSent => PayloadChecksumKind::NoHeader,
        };
        settings.session_token_mode = match self.session_token {
            SessionToken::Signed | SessionToken::S3Session => SessionTokenMode::Include,
            SessionToken::Unsigned => SessionTokenMode::Exclude,
        };
        if let SignatureLocation::Query { expires_in } = self.location {
            settings.signature_location = sdk::SignatureLocation::QueryParams;
            settings.expires_in = Some(expires_in);
        }
        if self.session_token == SessionToken::S3Session {
            settings.session_token_name_override = Some(match self.location {
                SignatureLocation::Headers => "x-amz-s3session-token",
                SignatureLocation::Query { .. } => "X-Amz-S3session-Token",
            });
        }
        settings
    }

    fn theirs(&self) -> (Request<()>, String) {
        let mut request = self.request();
        let (id, secret) = self.keys.clone();
        let credentials =
            aws_credential_types::Credentials::new(id, secret, self.token.clone(), None, "test");
        let identity = credentials.into();
        let params = aws_sigv4::sign::v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(self.time())
            .settings(self.settings())
            .build()
            .unwrap()
            .into();
        let body = match &self.body {
            Body::Bytes(bytes) => SignableBody::Bytes(bytes),
            Body::Precomputed(hash) => SignableBody::Precomputed(hash.clone()),
            Body::Unsigned => SignableBody::UnsignedPayload,
        };
        let headers = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let uri = request.uri().to_string();
        let signable = SignableRequest::new(self.method, uri, headers, body).unwrap();
        let (instructions, signature) = sdk::sign(signable, &params).unwrap().into_parts();
        instructions.apply_to_request_http1x(&mut request);
        (request, signature)
    }
}

/// Names and values, sorted.
fn sorted_headers(request: &Request<()>) -> BTreeSet<(&str, &[u8])> {
    request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}

/// The query parameters that are not empty, sorted.
fn sorted_query(request: &Request<()>) -> Vec<&str> {
    let parameters = request.uri().query().unwrap_or_default().split('&');
    let mut parameters: Vec<&str> = parameters.filter(|text| !text.is_empty()).collect();
    parameters.sort_unstable();
    parameters
}

fn case() -> impl Strategy<Value = Case> {
    let request = (method(), authority(), query(), headers(), body());
    let who = (("[A-Z0-9]{16,20}", "\\PC{1,80}"), proptest::option::of("[ -~&&[^ ]]{1,200}"));
    let scope = ("[a-z]{2}-[a-z]{4,9}-[1-9]|\\*", "[a-z0-9-]{1,20}", 0..253_402_300_799_u64);
    let normalization = either(PathNormalization::On, PathNormalization::Off);
    let content_sha256 = either(ContentSha256::Sent, ContentSha256::NotSent);
    let session_token = prop::sample::select(vec![
        SessionToken::Signed,
        SessionToken::Unsigned,
        SessionToken::S3Session,
    ]);
    let how = (paths(), normalization, content_sha256, session_token, location());
    (request, who, scope, how).prop_map(
        |(request, (keys, token), (region, service, seconds), how)| {
            let (method, authority, query, headers, body) = request;
            let (path, path_normalization, content_sha256, session_token, location) = how;
            let (path_encoding, path) = path;
            Case {
                method,
                authority,
                path,
                query,
                headers,
                body,
                keys,
                token,
                region,
                service,
                seconds,
                path_encoding,
                path_normalization,
                content_sha256,
                session_token,
                location,
            }
        },
    )
}

fn method() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"])
}

fn authority() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "https://service.chime.aws.amazon.com",
        "https://example.com:443",
        "https://example.com:80",
        "http://example.com:80",
        "http://localhost:8000",
        "http://[::1]:4566",
    ])
}

fn either<T: Clone + std::fmt::Debug>(one: T, other: T) -> impl Strategy<Value = T> {
    prop_oneof![Just(one), Just(other)]
}

fn location() -> impl Strategy<Value = SignatureLocation> {
    let expires_in = (1..=604_800_u64).prop_map(Duration::from_secs);
    prop_oneof![
        Just(SignatureLocation::Headers),
        expires_in.prop_map(|expires_in| SignatureLocation::Query { expires_in }),
    ]
}

/// The encoding of the path, and the path. A path that is encoded once has only characters that
/// need no encoding, because the SDK's crate signs it unchanged.
fn paths() -> impl Strategy<Value = (PathEncoding, String)> {
    let path =
        |segment: &'static str| vec(segment, 0..6).prop_map(|all| format!("/{}", all.join("/")));
    let once = path("\\.{0,3}|([a-zA-Z0-9._~-]|%2F|%20|%C3%BC){0,8}");
    let twice = path("\\.{0,3}|([a-zA-Z0-9._~!$&'()*+,;=:@-]|%2F|%25|%c3%bc|ü|木){0,8}");
    prop_oneof![
        once.prop_map(|path| (PathEncoding::Once, path)),
        twice.prop_map(|path| (PathEncoding::Twice, path))
    ]
}

fn query() -> impl Strategy<Value = Option<String>> {
    let text = "([x-zX-Z._~!$'()*+,;:@/?-]|%2F|%26|%3D|%20|%7E|%c3%bc|%|ü|木){0,6}";
    let parameter = (text, proptest::option::of(text));
    let parameter = parameter.prop_map(|(name, value)| match value {
        Some(value) => format!("{name}={value}"),
        None => name,
    });
    proptest::option::of(vec(parameter, 1..8).prop_map(|parameters| parameters.join("&")))
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let names = [
        "accept",
        "content-type",
        "content-length",
        "host",
        "range",
        "x-amz-target",
        "x-amz-meta-a",
        "x-amz-meta-a-b",
        "x-amz-user-agent",
        "x-amz-checksum-mode",
    ];
    let name = prop::sample::select([&names[..], &UNSIGNED[..]].concat());
    vec((name, "( {0,3}[!-~é]{0,6}){0,4} {0,3}"), 0..10)
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        vec(any::<u8>(), 0..200).prop_map(Body::Bytes),
        "[0-9a-f]{64}".prop_map(Body::Precomputed),
        Just(Body::Unsigned),
    ]
}
