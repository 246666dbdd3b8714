//! The connection pool: when connections are reused, and when they are closed.

use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use whitesmith_runtime::ByteStream;

use crate::server::Server;
use crate::subject::{RUNTIME, all, asynchronous, get, read};

/// Far longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);

/// hyper returns a connection to its pool, or notices its end, a moment later on another thread.
fn wait_for_hyper() {
    std::thread::sleep(Duration::from_millis(30));
}

#[test]
fn a_connection_is_used_again() {
    let responses: &[&[u8]] = &[
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ];
    for response in responses {
        for subject in all() {
            let server = Server::start(move |mut connection| {
                while connection.request().is_some() {
                    connection.write(response).unwrap();
                }
            });
            for _ in 0..10 {
                let request = http::Request::post(server.uri("/")).body("{}".into()).unwrap();
                let answer = subject.send(request).expect(subject.name);
                read(answer.into_body()).unwrap();
                wait_for_hyper();
            }
            // Usually there is one; on a busy machine hyper may return it too late.
            let connections = server.connections();
            assert!(connections < 5, "{}: {connections}", subject.name);
            assert!(connections == 1 || subject.name != "ureq", "{connections}");
        }
    }
}

#[test]
fn a_connection_that_the_server_closed_is_not_used_again() {
    for subject in all() {
        let (sender, closed) = channel();
        let sender = Mutex::new(sender);
        let server = Server::start(move |mut connection| {
            connection.request().unwrap();
            connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
            drop(connection);
            sender.lock().unwrap().send(()).unwrap();
        });
        for _ in 0..3 {
            let answer = subject.send(get(&server.uri("/"))).expect(subject.name);
            assert_eq!(read(answer.into_body()).as_deref(), Ok("ok"), "{}", subject.name);
            closed.recv_timeout(LONG).expect(subject.name);
            wait_for_hyper();
        }
        assert_eq!(server.connections(), 3, "{}", subject.name);
    }
}

#[test]
fn dropping_the_future_closes_the_connection() {
    for subject in asynchronous() {
        let (arrived, arrival) = channel();
        let (closed, closing) = channel();
        let (arrived, closed) = (Mutex::new(arrived), Mutex::new(closed));
        let server = Server::start(move |mut connection| {
            connection.request().unwrap();
            arrived.lock().unwrap().send(()).unwrap();
            connection.wait_for_close();
            closed.lock().unwrap().send(()).unwrap();
        });
        let (transport, uri) = (subject.transport.clone(), server.uri("/"));
        let call = RUNTIME.spawn(async move { transport.send(get(&uri)).await.map(drop) });
        arrival.recv_timeout(LONG).expect(subject.name);
        assert!(closing.try_recv().is_err(), "{} waits for the answer", subject.name);
        call.abort();
        closing.recv_timeout(LONG).expect(subject.name);
    }
}

#[test]
fn dropping_the_body_closes_the_connection() {
    for subject in all() {
        let (closed, closing) = channel();
        let closed = Mutex::new(closed);
        let server = Server::start(move |mut connection| {
            connection.request().unwrap();
            connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\nabc").unwrap();
            connection.wait_for_close();
            closed.lock().unwrap().send(()).unwrap();
        });
        let mut body: ByteStream =
            subject.send(get(&server.uri("/"))).expect(subject.name).into_body();
        let piece = RUNTIME.block_on(body.next()).unwrap().unwrap();
        assert_eq!(piece, "abc", "{}", subject.name);
        assert!(closing.try_recv().is_err(), "{} waits for the rest", subject.name);
        drop(body);
        closing.recv_timeout(LONG).expect(subject.name);
    }
}
