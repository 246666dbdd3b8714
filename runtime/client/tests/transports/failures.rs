//! Failures have the right kind.

use std::io;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use http::Request;
use whitesmith_client::TransportErrorKind::{
    Connect, Interrupted, Request as Unsendable, Response, Timeout,
};
use whitesmith_client::{CallInfo, HyperTransport, TransportErrorKind, UreqTransport};
use whitesmith_runtime::ByteStream;

use crate::server::Server;
use crate::subject::{Subject, all, get, read};

/// Returns the kind of failure of a request to an address.
fn failure(subject: &Subject, uri: &str) -> TransportErrorKind {
    let error = subject.send(get(uri)).expect_err(subject.name);
    println!("{} {uri}: {error}", subject.name);
    error.kind()
}

#[test]
fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for subject in all() {
        assert_eq!(failure(&subject, &format!("http://{address}/")), Connect, "{}", subject.name);
    }
}

#[test]
fn the_name_is_unknown() {
    for subject in all() {
        assert_eq!(failure(&subject, "http://nowhere.invalid/"), Connect, "{}", subject.name);
    }
}

#[test]
fn the_address_is_no_absolute_uri() {
    for subject in all() {
        assert_eq!(failure(&subject, "/accounts"), Unsendable, "{}", subject.name);
    }
}

#[test]
fn the_head_of_the_response_is_missing_or_wrong() {
    let cases: &[(&str, &[u8], TransportErrorKind)] = &[
        ("closed before the response", b"", Interrupted),
        ("closed in the first line", b"HTTP/1.1 20", Interrupted),
        ("closed in the headers", b"HTTP/1.1 200 OK\r\ncontent-le", Interrupted),
        ("no HTTP", b"220 mail.example.com ESMTP\r\n\r\n", Response),
        ("a header without a name", b"HTTP/1.1 200 OK\r\n: a\r\n\r\n", Response),
        ("no number", b"HTTP/1.1 OK 200\r\n\r\n", Response),
    ];
    for (name, bytes, kind) in cases {
        for subject in all() {
            let server = Server::answer(bytes);
            assert_eq!(failure(&subject, &server.uri("/")), *kind, "{name}, {}", subject.name);
        }
    }
}

#[test]
fn the_body_of_the_response_is_cut_or_wrong() {
    let cases: &[(&str, &[u8], TransportErrorKind)] = &[
        ("shorter than announced", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", Interrupted),
        ("not begun", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", Interrupted),
        (
            "cut in a chunk",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc",
            Interrupted,
        ),
        (
            "cut after a chunk",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
            Interrupted,
        ),
        ("no chunk", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nhello\r\n", Response),
    ];
    for (name, bytes, kind) in cases {
        for subject in all() {
            let server = Server::answer(bytes);
            let response = subject.send(get(&server.uri("/"))).expect(subject.name);
            assert_eq!(read(response.into_body()), Err(*kind), "{name}, {}", subject.name);
        }
    }
}

#[test]
fn the_body_of_the_request_fails() {
    struct Fails;
    impl io::Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::TimedOut, "the disk is gone"))
        }
    }
    for subject in all() {
        for len in [None, Some(10)] {
            let server = Server::answer(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            let body = ByteStream::from_reader(Fails, len);
            let request = Request::post(server.uri("/")).body(body).unwrap();
            let error = subject.send(request).expect_err(subject.name);
            assert_eq!(error.kind(), Unsendable, "{}: {error}", subject.name);
            assert!(error.to_string().ends_with("the disk is gone"), "{}: {error}", subject.name);
        }
    }
}

#[test]
fn an_attempt_of_the_blocking_transport_has_its_time() {
    let subject = Subject::ureq(UreqTransport::new());
    let time = Duration::from_millis(200);
    let within = |uri: &str| {
        let mut request = get(uri);
        request.extensions_mut().insert(CallInfo::new("Chime", "GetAccount").timeout(time));
        let start = Instant::now();
        let kind = match subject.send(request) {
            Ok(response) => read(response.into_body()).expect_err("nothing comes"),
            Err(error) => error.kind(),
        };
        assert!(start.elapsed() >= time, "{uri}: {:?}", start.elapsed());
        kind
    };
    let no_head = Server::start(|mut connection| {
        connection.request().unwrap();
        connection.wait_for_close();
    });
    assert_eq!(within(&no_head.uri("/head")), Timeout);
    let no_body = Server::start(|mut connection| {
        connection.request().unwrap();
        connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").unwrap();
        connection.wait_for_close();
    });
    assert_eq!(within(&no_body.uri("/body")), Timeout);
}

#[test]
fn a_connection_has_its_time() {
    let server = Server::start(super::server::Connection::wait_for_close);
    let time = Duration::from_millis(200);
    let subjects = [
        Subject::hyper(HyperTransport::new().connect_timeout(time)),
        Subject::ureq(UreqTransport::new().connect_timeout(time)),
    ];
    for subject in subjects {
        let start = Instant::now();
        let kind = failure(&subject, &format!("https://{}/", server.address()));
        assert_eq!(kind, Connect, "{}", subject.name);
        assert!(start.elapsed() < Duration::from_secs(3), "{}", subject.name);
    }
}

#[test]
fn without_a_runtime_hyper_says_so() {
    let transport = HyperTransport::new();
    let mut future = whitesmith_client::Transport::send(&transport, get("http://a/"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => assert_eq!(error.kind(), TransportErrorKind::Other),
        other => panic!("{other:?}"),
    }
}
