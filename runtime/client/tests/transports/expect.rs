//! Bodies that are sent when the server asks for them: `expect: 100-continue`.

use std::sync::mpsc;

use http::Request;
use whitesmith_client::{HyperTransport, UreqTransport};
use whitesmith_runtime::ByteStream;

use crate::server::{Connection, Head, Server};
use crate::subject::{Subject, read};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// The transports that wait.
fn subjects() -> [Subject; 2] {
    [Subject::hyper(HyperTransport::new()), Subject::ureq(UreqTransport::new())]
}

/// A request that asks first, with a body in memory or a stream.
fn request(server: &Server, is_stream: bool) -> Request<ByteStream> {
    let body = if is_stream {
        ByteStream::from_reader(&b"hello"[..], Some(5))
    } else {
        ByteStream::from("hello")
    };
    let request = Request::put(server.uri("/")).header("expect", "100-continue");
    request.header("content-length", 5).body(body).unwrap()
}

fn asks(head: &Head) -> bool {
    head.headers.contains(&("expect".to_owned(), "100-continue".to_owned()))
}

fn body(connection: &mut Connection, head: &Head) -> Vec<u8> {
    let mut body = Vec::new();
    connection.body(head, |piece| body.extend_from_slice(piece)).unwrap();
    body
}

#[test]
fn a_body_is_sent_when_the_server_asks_for_it() {
    for (subject, is_stream) in
        subjects().into_iter().flat_map(|it| [(it.clone(), false), (it, true)])
    {
        let server = Server::start(|mut connection| {
            // The connection is used again.
            while let Some(head) = connection.head() {
                assert!(asks(&head));
                assert!(connection.is_silent());
                connection.write(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap();
                assert_eq!(body(&mut connection, &head), b"hello");
                connection.write(OK).unwrap();
            }
        });
        for _ in 0..2 {
            let response = subject.send(request(&server, is_stream)).expect(subject.name);
            assert_eq!(read(response.into_body()).as_deref(), Ok("ok"), "{}", subject.name);
        }
        assert_eq!(server.connections(), 1, "{}", subject.name);
    }
}

#[test]
fn a_body_that_is_not_wanted_is_not_sent() {
    for subject in subjects() {
        let (send_rest, rest) = mpsc::channel();
        let server = Server::start(move |mut connection| {
            let head = connection.head().unwrap();
            assert!(asks(&head));
            let response = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno";
            connection.write(response).unwrap();
            send_rest.send(connection.rest()).unwrap();
        });
        let response = subject.send(request(&server, true)).expect(subject.name);
        assert_eq!(response.status(), 403, "{}", subject.name);
        assert_eq!(read(response.into_body()).as_deref(), Ok("no"), "{}", subject.name);
        // The connection is closed, and not used again.
        assert_eq!(rest.recv().unwrap(), b"", "{}", subject.name);
    }
}

#[test]
fn a_server_that_does_not_know_the_header_gets_the_body_too() {
    for subject in subjects() {
        let server = Server::start(|mut connection| {
            let (_, body) = connection.request().unwrap();
            assert_eq!(body, b"hello");
            connection.write(OK).unwrap();
        });
        let response = subject.send(request(&server, true)).expect(subject.name);
        assert_eq!(read(response.into_body()).as_deref(), Ok("ok"), "{}", subject.name);
    }
}
