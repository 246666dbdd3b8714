//! Runs the smoke tests of an emitted crate against servers on the loopback: they pass if the service
//! responds as the model says, and fail otherwise.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use tests::crates::Crates;
use tests::fixture;
use whitesmith::Config;

const COMMAND: [&str; 7] = [
    "test",
    "--package=smoke-tests",
    "--test=smoke",
    "--no-default-features",
    "--features=smoke-tests",
    "--",
    "--test-threads=1",
];

const ALL: [&str; 5] = [
    "get_thing_failure",
    "get_thing_not_found",
    "get_thing_success",
    "get_thing_with_settings",
    "list_things_success",
];

/// A response, by the target of the request.
type Respond = fn(&str) -> &'static str;

const FOUND: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
const NOT_FOUND: &str = "HTTP/1.1 404 Not Found\r\nx-amzn-errortype: NotFound\r\n\
    content-length: 2\r\nconnection: close\r\n\r\n{}";
const DENIED: &str = "HTTP/1.1 403 Forbidden\r\nx-amzn-errortype: Denied\r\n\
    content-length: 2\r\nconnection: close\r\n\r\n{}";
const TORN: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n{";

#[test]
fn smoke_tests_say_whether_the_service_responds_as_the_model_says() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("smoke");
    let crates = Crates::write(root, &[fixture("fixtures", "smoke_tests")], &Config::default());
    // By default none of them runs.
    let ignored = "test result: ok. 0 passed; 0 failed; 5 ignored;";
    let output = crates.cargo(&COMMAND);
    assert!(String::from_utf8_lossy(&output.stdout).contains(ignored), "{output:?}");
    let as_modeled: Respond = |target| match target {
        "/things/not-there" => NOT_FOUND,
        _ => FOUND,
    };
    assert_eq!(failing(&crates, &server(as_modeled)), Vec::<String>::new());
    let accepts_all: Respond = |_| FOUND;
    assert_eq!(failing(&crates, &server(accepts_all)), ALL[..2]);
    // Another error than the expected one is one of any type.
    let denies_all: Respond = |_| DENIED;
    assert_eq!(failing(&crates, &server(denies_all)), ALL[1..]);
    let torn: Respond = |_| TORN;
    assert_eq!(failing(&crates, &server(torn)), ALL);
    // A server that does not respond has not responded with an error.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(failing(&crates, &format!("http://127.0.0.1:{port}")), ALL);
}

/// Runs the tests for an endpoint, and returns the names of those that fail.
fn failing(crates: &Crates, endpoint: &str) -> Vec<String> {
    let mut command = crates.command(&[&COMMAND[..], &["--ignored"]].concat());
    let output = command
        .env("AWS_ENDPOINT_URL", endpoint)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env_remove("AWS_SESSION_TOKEN")
        .env_remove("AWS_PROFILE")
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let (listed, result) = stdout.rsplit_once("test result: ").expect("the tests have run");
    let failing = listed.rsplit_once("failures:\n").map_or("", |(_, names)| names);
    let failing: Vec<String> = failing.split_whitespace().map(str::to_owned).collect();
    let counts = format!("{} passed; {} failed;", ALL.len() - failing.len(), failing.len());
    assert!(result.contains(&counts), "{output:?}");
    assert_eq!(output.status.success(), failing.is_empty(), "{output:?}");
    failing
}

/// Starts a server, and returns its URL.
fn server(respond: Respond) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            exchange(stream.unwrap(), respond);
        }
    });
    url
}

/// Reads the head of a request, which has no body, and sends the response.
fn exchange(mut stream: TcpStream, respond: Respond) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let authorized = lines.by_ref().take_while(|line| !line.is_empty());
    let authorized = authorized.filter(|line| line.starts_with("authorization: AWS4-HMAC-SHA256 "));
    assert_eq!(authorized.count(), 1, "the request is signed");
    let target = first.split(' ').nth(1).unwrap_or_default();
    stream.write_all(respond(target).as_bytes()).unwrap();
}
