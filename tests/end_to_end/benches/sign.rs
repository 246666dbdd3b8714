//! Measures signing the request of `UpdateAccount`: with a signing key that is derived each time,
//! with a cached one, and with AWS's own crate.
//!
//! All must give the same signature, which is checked before the measurement.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sigv4::http_request::{
    self as sdk, SignableBody, SignableRequest, SigningParams as SdkParams, SigningSettings,
};
use divan::{AllocProfiler, Bencher};
use generated::Operation;
use generated::operation::update_account::UpdateAccountInput;
use http::Request;
use whitesmith_aws::Credentials;
use whitesmith_aws::sigv4::{self, Payload, SigningKey, SigningParams};
use whitesmith_runtime::Bytes;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const REGION: &str = "us-east-1";
const SERVICE: &str = "chime";
const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn main() {
    let credentials = Credentials::new(ID, SECRET);
    let key = SigningKey::derive(&credentials, &SigningParams::new(REGION, SERVICE, time()));
    let ours = [signed(request(), &credentials), signed_with(request(), &key.unwrap())];
    with_sdk_params(|params| {
        let theirs = signed_by_sdk(request(), params);
        assert!(theirs.headers().contains_key("authorization"));
        assert!(ours.iter().all(|ours| ours.headers() == theirs.headers()));
    });
    divan::main();
}

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn request() -> Request<Bytes> {
    let request = UpdateAccountInput::new("12a3456b").name("Sales").request().unwrap();
    let request = request.into_http("https://service.chime.aws.amazon.com").unwrap();
    request.map(|body| body.as_bytes().cloned().unwrap_or_default())
}

fn signed(request: Request<Bytes>, credentials: &Credentials) -> Request<Bytes> {
    let params = SigningParams::new(REGION, SERVICE, time());
    let (mut parts, body) = request.into_parts();
    sigv4::sign(&mut parts, Payload::Bytes(&body), credentials, &params).unwrap();
    Request::from_parts(parts, body)
}

fn signed_with(request: Request<Bytes>, key: &SigningKey) -> Request<Bytes> {
    let params = SigningParams::new(REGION, SERVICE, time());
    let (mut parts, body) = request.into_parts();
    sigv4::sign_with_key(&mut parts, Payload::Bytes(&body), key, &params).unwrap();
    Request::from_parts(parts, body)
}

fn signed_by_sdk(request: Request<Bytes>, params: &SdkParams<'_>) -> Request<Bytes> {
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let body = SignableBody::Bytes(request.body());
    let uri = request.uri().to_string();
    let signable = SignableRequest::new(request.method().as_str(), uri, headers, body).unwrap();
    let (instructions, _) = sdk::sign(signable, params).unwrap().into_parts();
    let mut request = request;
    instructions.apply_to_request_http1x(&mut request);
    request
}

/// Calls a function with the parameters of the SDK's crate, which are created before the
/// measurement.
fn with_sdk_params(call: impl FnOnce(&SdkParams<'_>)) {
    let credentials = aws_credential_types::Credentials::new(ID, SECRET, None, None, "bench");
    let identity = credentials.into();
    let params = aws_sigv4::sign::v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(SERVICE)
        .time(time())
        .settings(SigningSettings::default())
        .build()
        .unwrap();
    call(&params.into());
}

#[divan::bench]
fn whitesmith(bencher: Bencher) {
    let credentials = Credentials::new(ID, SECRET);
    bencher.with_inputs(request).bench_values(|request| signed(request, &credentials));
}

#[divan::bench]
fn whitesmith_with_kept_key(bencher: Bencher) {
    let params = SigningParams::new(REGION, SERVICE, time());
    let key = SigningKey::derive(&Credentials::new(ID, SECRET), &params).unwrap();
    bencher.with_inputs(request).bench_values(|request| signed_with(request, &key));
}

#[divan::bench]
fn aws_sigv4(bencher: Bencher) {
    with_sdk_params(|params| {
        bencher.with_inputs(request).bench_values(|request| signed_by_sdk(request, params));
    });
}
