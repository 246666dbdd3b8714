//! Tests operations with streaming bodies: one attempt for a stream that cannot be sent twice, and
//! outputs that arrive in parts. The operations are defined here, because the fixtures have none
//! with streams.

use std::io::{self, Read as _};
use std::time::Duration;

use generated::operation::update_account::UpdateAccountError;
use generated::{CallError, Config, Operation, Service};
use whitesmith_client::{BlockingClient, CallResult, Client, TransportErrorKind};
use whitesmith_runtime::{ByteStream, Method, RequestWriter, ResponseReader, ServiceError};

use crate::caller::{ClientKind, RUNTIME, both, config};
use crate::server::{Act, Server, json, status};

#[derive(Debug)]
pub(crate) struct Upload(pub(crate) ByteStream);

impl Operation for Upload {
    type Output = i32;
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "Upload";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::PUT).path("/upload");
        request.stream_payload(&self.0, "application/octet-stream");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> i32 {
        let mut output = 0;
        response.status(&mut output);
        output
    }
}

pub(crate) struct Download;

impl Operation for Download {
    type Output = ByteStream;
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "Download";
    const STREAMS_OUTPUT: bool = true;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).path("/download");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> ByteStream {
        let mut output = ByteStream::default();
        response.stream_payload(&mut output);
        output
    }
}

pub(crate) fn call<O: Operation>(kind: ClientKind, config: Config, input: O) -> CallResult<O> {
    match kind {
        ClientKind::Async => RUNTIME.block_on(Client::new::<Service>(config).call(input)),
        ClientKind::Blocking => BlockingClient::new::<Service>(config).call(input),
    }
}

/// Reads an output to its end, with the functions of the client's kind.
pub(crate) fn read(kind: ClientKind, output: ByteStream) -> Result<Vec<u8>, String> {
    match kind {
        ClientKind::Async => RUNTIME
            .block_on(output.collect(usize::MAX))
            .map(|bytes| bytes.to_vec())
            .map_err(|error| error.to_string()),
        ClientKind::Blocking => {
            let mut bytes = Vec::new();
            let read = output.into_reader().read_to_end(&mut bytes);
            read.map(|_| bytes).map_err(|error| error.to_string())
        }
    }
}

const LENGTH: usize = 300_000;

fn stream(length: Option<u64>) -> ByteStream {
    ByteStream::from_reader(io::Cursor::new(vec![b'x'; LENGTH]), length)
}

#[test]
fn an_upload_that_cannot_be_replayed_is_sent_once() {
    both(|kind| {
        for length in [None, Some(LENGTH as u64)] {
            let server = Server::new([status(503), status(200)]);
            let error = call(kind, config(&server), Upload(stream(length))).unwrap_err();
            assert_eq!(error.as_service_error().map(ServiceError::status), Some(503));
            let received = server.received();
            assert_eq!((received.len(), received[0].body.len()), (1, LENGTH));
            let framing =
                (received[0].header("content-length"), received[0].header("transfer-encoding"));
            match length {
                Some(_) => assert_eq!(framing, (Some("300000"), None)),
                None => assert_eq!(framing, (None, Some("chunked"))),
            }
            let breaks = Server::new([Act::SendAndReset(Vec::new()), status(200)]);
            let error = call(kind, config(&breaks), Upload(stream(length))).unwrap_err();
            assert!(error.to_string().ends_with(" (1 attempt)"), "{error}");
            assert_eq!(breaks.count(), 1);
        }
    });
}

#[test]
fn an_upload_from_memory_is_sent_again() {
    both(|kind| {
        let server = Server::new([status(503), Act::SendAndReset(Vec::new()), status(200)]);
        let upload = Upload(ByteStream::from(vec![b'x'; LENGTH]));
        assert_eq!(call(kind, config(&server), upload).unwrap(), 200);
        let lengths: Vec<_> = server.received().iter().map(|request| request.body.len()).collect();
        assert_eq!(lengths, [LENGTH; 3]);
    });
}

struct Fails;

impl io::Read for Fails {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is gone"))
    }
}

#[test]
fn an_upload_that_fails_here_says_so() {
    both(|kind| {
        let server = Server::new([status(200)]);
        let upload = Upload(ByteStream::from_reader(Fails, Some(10)));
        match call(kind, config(&server), upload).unwrap_err() {
            CallError::Transport(failure) => {
                assert_eq!(failure.error.kind(), TransportErrorKind::Request);
                let said = failure.to_string();
                assert!(said.ends_with("the disk is gone (1 attempt)"), "{said}");
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(server.count(), 0);
    });
}

#[test]
fn a_download_may_be_longer_than_memory_has_room() {
    both(|kind| {
        let body = "x".repeat(LENGTH);
        let server = Server::new([status(503), Act::Send(json(200, &[], &body))]);
        let config = config(&server).max_response_bytes(1_000);
        let output = call(kind, config, Download).unwrap();
        assert_eq!(output.len(), Some(LENGTH as u64));
        assert_eq!(read(kind, output).unwrap(), body.as_bytes());
        assert_eq!(server.count(), 2);
    });
}

/// The time limit of an attempt ends with the head of the response: a stream may take longer.
#[test]
fn a_download_may_be_slow() {
    both(|kind| {
        let body = "x".repeat(60);
        let mut slow = json(200, &[], &body);
        let end = slow.split_off(slow.len() - 40);
        let server = Server::new([Act::SendAndDrip(slow, end, Duration::from_millis(10))]);
        let config = config(&server).attempt_timeout(Duration::from_millis(200));
        let output = call(kind, config, Download).unwrap();
        assert_eq!(read(kind, output).unwrap(), body.as_bytes());
        assert_eq!(server.count(), 1);
    });
}

/// An error is not a stream: it is read within the time limit of the attempt.
#[test]
fn an_error_instead_of_a_download_may_not_stall() {
    both(|kind| {
        let stalls = Act::SendAndStall(b"HTTP/1.1 404 X\r\ncontent-length: 9\r\n\r\n{".to_vec());
        let server = Server::new([stalls]);
        let config = config(&server).attempt_timeout(Duration::from_millis(150)).max_attempts(1);
        match call(kind, config, Download) {
            Err(CallError::Timeout(_)) => {}
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("there is no output"),
        }
    });
}

#[test]
fn a_download_that_breaks_says_so() {
    both(|kind| {
        let whole = json(200, &[], &"x".repeat(1_000));
        let part = whole[..whole.len() - 100].to_vec();
        let server = Server::new([Act::SendAndReset(part)]);
        let output = call(kind, config(&server), Download).unwrap();
        let error = read(kind, output).unwrap_err();
        assert!(error.starts_with("the connection closed before"), "{error}");
        assert_eq!(server.count(), 1);
    });
}

#[test]
fn a_dropped_download_closes_the_connection() {
    both(|kind| {
        let whole = json(200, &[], &"x".repeat(1_000));
        let server = Server::new([Act::SendAndStall(whole[..whole.len() - 100].to_vec())]);
        let output = call(kind, config(&server), Download).unwrap();
        drop(output);
        server.wait_for_closed(1);
    });
}
