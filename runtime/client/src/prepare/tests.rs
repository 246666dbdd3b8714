//! Host prefixes and configurations: the requests that the transport gets.

use std::sync::{Arc, Mutex};

use super::*;
use whitesmith_runtime::internal::block_on;
use crate::fake_list::{ListError, Page};
use crate::testing::FakeEnvironment;
use crate::{Client, Config, TransportError};
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{BuiltIns, Method, RequestWriter, Response, ResponseReader};

struct DataService;

impl Service for DataService {
    const SDK_ID: &'static str = "Data";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::None];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        built_ins.endpoint()
    }
}

struct PutData;

impl Operation for PutData {
    type Output = Page;
    type Error = ListError;
    type Service = DataService;
    const NAME: &'static str = "PutData";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::PUT).host("data-");
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

/// Returns the request that a client sends, or the error of the call.
fn sent(config: Config, options: CallOptions) -> Result<http::Request<ByteStream>, String> {
    let taken = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&taken);
    let config = config.transport(move |request: http::Request<ByteStream>| {
        *keep.lock().unwrap() = Some(request);
        std::future::ready(Ok::<_, TransportError>(http::Response::new(ByteStream::from("{}"))))
    });
    let client = Client::new::<DataService>(config).with(options);
    block_on(client.call(PutData)).map_err(|error| error.to_string())?;
    Ok(taken.lock().unwrap().take().unwrap())
}

fn host(config: Config, url: &str) -> String {
    let request = sent(config.endpoint_url(url), CallOptions::new()).unwrap();
    request.uri().host().unwrap().to_owned()
}

#[test]
fn hosts_without_names_below_them_get_no_prefix() {
    for (url, expected) in [
        ("https://example.com", "data-example.com"),
        ("http://localhost.localstack.cloud:4566", "data-localhost.localstack.cloud"),
        ("http://localhost:4566", "localhost"),
        ("http://localstack:4566", "localstack"),
        ("http://127.0.0.1:4566", "127.0.0.1"),
        ("http://[::1]:4566", "[::1]"),
    ] {
        assert_eq!(host(Config::new(), url), expected);
    }
}

#[test]
fn host_prefixes_can_be_turned_off() {
    let url = "https://example.com";
    assert_eq!(host(Config::new().disable_host_prefix_injection(true), url), "example.com");
    assert_eq!(host(Config::new().disable_host_prefix_injection(false), url), "data-example.com");
}

#[test]
fn calls_inside_a_lambda_function_have_its_trace_id() {
    let config = || {
        let environment = FakeEnvironment::default()
            .var("AWS_LAMBDA_FUNCTION_NAME", "function")
            .var("_X_AMZN_TRACE_ID", "Root=1");
        Config::new().endpoint_url("https://example.com").environment(environment)
    };
    let request = sent(config(), CallOptions::new()).unwrap();
    assert_eq!(request.headers()["x-amzn-trace-id"], "Root=1");
    let own = CallOptions::new().header("x-amzn-trace-id", "Root=2");
    let request = sent(config(), own).unwrap();
    assert_eq!(request.headers()["x-amzn-trace-id"], "Root=2");
    let presigned =
        block_on(Client::new::<DataService>(config()).presigned(PutData, Duration::from_secs(1)));
    assert!(!presigned.unwrap().headers().contains_key("x-amzn-trace-id"));
}

#[test]
fn options_cannot_frame_a_request() {
    let config = Config::new().endpoint_url("https://example.com");
    let error = sent(config, CallOptions::new().header("content-length", "1")).unwrap_err();
    assert!(error.starts_with("the request cannot be built: `content-length` is set by"), "{error}");
}
