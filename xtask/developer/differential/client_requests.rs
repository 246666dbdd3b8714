//! Records the requests that a client sends for the inputs of an emitted crate's tests, in one file
//! for each case.
//!
//! `cargo xtask differential --clients` uses this in place of `RequestTest`. The URI of a test is
//! the name of its case, and its body the statuses of the responses, in order. `compare_clients.py`
//! documents the form of the files.

use std::fmt::Write as _;
use std::fs;
use std::future::{Future, ready};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, UNIX_EPOCH};

use whitesmith_aws::Config;
use whitesmith_aws::Credentials;
use whitesmith_client::{Client, TransportError};
use whitesmith_runtime::{ByteStream, Operation};

/// The folder for the files, with a subfolder for each crate.
const FOLDER: &str = "CLIENT_REQUESTS";

/// The response to endpoint discovery.
const DISCOVERED: &str =
    r#"{"Endpoints": [{"Address": "discovered.example.com", "CachePeriodInMinutes": 5}]}"#;

/// A case: its name, and the responses to its requests.
pub(crate) struct RequestTest {
    name: &'static str,
    statuses: Vec<u16>,
}

impl RequestTest {
    pub(crate) fn new(_: &str, uri: &'static str) -> Self {
        Self { name: uri.trim_start_matches('/'), statuses: Vec::new() }
    }

    pub(crate) fn body(mut self, statuses: &str) -> Self {
        self.statuses = statuses.split(' ').filter_map(|status| status.parse().ok()).collect();
        self
    }

    /// Sends the input and records the requests.
    pub(crate) fn check<O: Operation>(self, input: O) {
        let discovers = O::NAME == "DescribeEndpoints";
        let record = Arc::new(Mutex::new(String::new()));
        let answers = Mutex::new(self.statuses.into_iter());
        let keep = Arc::clone(&record);
        let send = move |request: http::Request<ByteStream>| {
            write(&mut keep.lock().unwrap(), &request);
            let target = request.headers().get("x-amz-target").map(|target| target.as_bytes());
            let is_discovery = target.is_some_and(|target| target.ends_with(b".DescribeEndpoints"));
            let mut response = http::Response::new(ByteStream::from("{}"));
            if is_discovery && !discovers {
                *response.body_mut() = ByteStream::from(DISCOVERED);
            } else {
                let status = answers.lock().unwrap().next().unwrap();
                *response.status_mut() = status.try_into().unwrap();
            }
            ready(Ok::<_, TransportError>(response))
        };
        let client = Client::new::<O::Service>(config().transport(send));
        // For some operations a response without members is not valid.
        drop(at_once(client.call(input)));
        let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap()).join(env!("CARGO_PKG_NAME"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(self.name), &*record.lock().unwrap()).unwrap();
    }
}

/// The same configuration as that of botocore's client: see `clients.py`.
fn config() -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Config::new()
        .region("us-east-1")
        .credentials(credentials.with_session_token("a+session/token="))
        .max_attempts(3)
        .clock(|| UNIX_EPOCH + Duration::from_secs(1_800_000_000))
        .sleep(|_| ready(()))
}

/// The output of a future that never waits.
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the client waits"),
    }
}

fn write(record: &mut String, request: &http::Request<ByteStream>) {
    writeln!(record, "request {} {}", request.method(), request.uri()).unwrap();
    for (name, value) in request.headers() {
        writeln!(record, "header {name} {}", hex(value.as_bytes())).unwrap();
    }
    writeln!(record, "body {}", hex(request.body().as_bytes().unwrap())).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
