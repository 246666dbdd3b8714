//! Which requests use a proxy of the environment.

use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use whitesmith_client::{HyperTransport, UreqTransport};

use crate::server::Server;
use crate::subject::{Subject, get};

/// A process with a proxy in its environment sends this request.
#[test]
#[ignore = "needs the environment that the other test makes"]
fn sends_through_the_environment() {
    let uri = std::env::var("TEST_URI").unwrap();
    for subject in [Subject::hyper(HyperTransport::new()), Subject::ureq(UreqTransport::new())] {
        match subject.send(get(&uri)) {
            Ok(response) => println!("{} {}", subject.name, response.status().as_u16()),
            Err(error) => println!("{} {:?}", subject.name, error.kind()),
        }
    }
}

/// Returns what a proxy is asked for when such a process sends to `uri`, and the output of the
/// process.
fn asked(uri: &str, no_proxy: &str) -> (Vec<String>, String) {
    let (sender, asked_for) = channel();
    let sender = Mutex::new(sender);
    let proxy = Server::start(move |mut connection| {
        let head = connection.head().unwrap();
        let auth = head.headers.iter().find(|(name, _)| name == "proxy-authorization");
        let auth = auth.map_or("", |(_, value)| value);
        sender.lock().unwrap().send(format!("{} {auth}", head.line)).unwrap();
        connection.write(b"HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n").unwrap();
    });
    let address = proxy.uri("").replace("//", "//ada:secret@");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--nocapture", "--exact", "proxy::sends_through_the_environment"])
        .env_clear()
        .envs([("TEST_URI", uri), ("NO_PROXY", no_proxy)])
        .envs([("HTTPS_PROXY", &address), ("HTTP_PROXY", &address)])
        .output()
        .unwrap();
    (asked_for.try_iter().collect(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn https_goes_through_the_proxy() {
    let (asked, said) = asked("https://nowhere.invalid/", "");
    // The user name and the password, in base64.
    let expected = "CONNECT nowhere.invalid:443 HTTP/1.1 Basic YWRhOnNlY3JldA==";
    assert_eq!(asked, [expected, expected], "{said}");
    assert!(said.contains("hyper Connect") && said.contains("ureq Connect"), "{said}");
}

#[test]
fn hosts_without_a_proxy_and_plain_http_do_not() {
    let (asked_for, said) = asked("https://nowhere.invalid/", "nowhere.invalid");
    assert!(asked_for.is_empty() && said.contains("hyper Connect"), "{asked_for:?} {said}");

    let server = Server::answer(b"HTTP/1.1 204 No Content\r\n\r\n");
    let (asked_for, said) = asked(&server.uri("/"), "");
    assert!(asked_for.is_empty(), "{asked_for:?}");
    assert!(said.contains("hyper 204") && said.contains("ureq 204"), "{said}");
}
