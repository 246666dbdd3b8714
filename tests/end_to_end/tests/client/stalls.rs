//! Tests services that take long, and transfers that are slow or stall: only a stall is an error.
//! The limits are those of every client, scaled down.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use generated::operation::update_account::UpdateAccountError;
use generated::{CallError, CallOptions, Config, Operation, Service};
use whitesmith_client::{
    BlockingClient, CallResult, Client, HyperTransport, TimeoutKind, TransportErrorKind,
    UreqTransport,
};
use whitesmith_runtime::{ByteStream, Method, RequestWriter, ResponseReader};

use crate::caller::{Caller, ClientKind, RUNTIME, both, config, config_at};
use crate::server::{Act, PATIENCE, Server, good, json, ok};
use crate::streams::{Download, Upload, call, read};

const STALL: Duration = Duration::from_millis(300);

fn stalls_after(limit: Duration, config: Config) -> Config {
    config.attempt_timeout(None).stall_timeout(limit)
}

/// The error of a call that stalled.
#[track_caller]
fn assert_stalled<T: std::fmt::Debug>(called: Result<T, CallError<UpdateAccountError>>) {
    match called.unwrap_err() {
        CallError::Timeout(error) => {
            assert_eq!((error.kind, error.limit), (TimeoutKind::Stall, STALL), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

/// A function that runs for 75 s must not be called twice, nor be cut off.
#[test]
fn a_service_may_work_for_longer_than_nothing_may_move() {
    both(|kind| {
        let server = Server::new([Act::SendAfter(STALL * 4, good())]);
        let caller = Caller::new(kind, stalls_after(STALL, config(&server)));
        caller.call().unwrap();
        assert_eq!(server.count(), 1);
    });
}

/// Attempts and calls have no time limit by default.
#[test]
fn the_default_limits_are_for_silence() {
    let shown = format!("{:?}", Config::new());
    assert!(
        shown.contains("timeout: None, attempt_timeout: None, stall_timeout: Some(20s)"),
        "{shown}"
    );
    for transport in [format!("{:?}", HyperTransport::new()), format!("{:?}", UreqTransport::new())]
    {
        assert!(transport.contains("connect_timeout: 3.1s"), "{transport}");
    }
}

/// A server that reads the head of a request and then runs a function.
struct Reader {
    endpoint: String,
    requests: Arc<AtomicUsize>,
}

impl Reader {
    fn new(body: impl Fn(&mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        // Bytes in the system's buffers are no progress of the server.
        socket2::SockRef::from(&listener).set_recv_buffer_size(64 * 1024).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (requests, body) = (Arc::new(AtomicUsize::new(0)), Arc::new(body));
        let count = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (count, body) = (Arc::clone(&count), Arc::clone(&body));
                thread::spawn(move || serve(stream, &count, &*body));
            }
        });
        Self { endpoint, requests }
    }

    fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

fn serve(
    mut stream: TcpStream,
    count: &AtomicUsize,
    body: &(dyn Fn(&mut TcpStream) -> io::Result<()> + Send + Sync),
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    count.fetch_add(1, Ordering::SeqCst);
    body(&mut stream)
}

const LENGTH: usize = 8 * 1024 * 1024;

/// Bytes in memory, or bytes that cannot be sent twice.
fn uploads() -> [Upload; 2] {
    let memory = ByteStream::from(vec![b'x'; LENGTH]);
    let stream = ByteStream::from_reader(io::repeat(b'x'), Some(LENGTH as u64));
    [Upload(memory), Upload(stream)]
}

#[test]
fn a_steady_upload_may_take_longer_than_nothing_may_move() {
    both(|kind| {
        let server = Reader::new(|stream| {
            let mut piece = vec![0; 64 * 1024];
            for _ in 0..LENGTH / piece.len() {
                stream.read_exact(&mut piece)?;
                thread::sleep(Duration::from_millis(12));
            }
            stream.write_all(&json(200, &[], ""))
        });
        for upload in uploads() {
            let start = Instant::now();
            let config = stalls_after(STALL * 3, config_at(server.endpoint.clone()));
            assert_eq!(call(kind, config, upload).unwrap(), 200);
            assert!(start.elapsed() > STALL * 4, "{:?}", start.elapsed());
        }
        assert_eq!(server.count(), 2);
    });
}

#[test]
fn an_upload_that_stalls_fails() {
    both(|kind| {
        for (upload, sent) in uploads().into_iter().zip([2, 1]) {
            let server = Reader::new(|stream| {
                let mut some = vec![0; 100_000];
                stream.read_exact(&mut some)?;
                thread::sleep(PATIENCE);
                Ok(())
            });
            let start = Instant::now();
            let config = stalls_after(STALL, config_at(server.endpoint.clone())).max_attempts(2);
            assert_stalled(call(kind, config, upload));
            assert!(start.elapsed() >= STALL && start.elapsed() < PATIENCE / 2);
            // The request did not arrive completely, so that it is repeated if it can be.
            assert_eq!(server.count(), sent);
        }
    });
}

#[test]
fn a_download_that_stalls_fails() {
    both(|kind| {
        let part = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec();
        let server = Server::new([Act::SendAndStall(part.clone())]);
        let output = call(kind, stalls_after(STALL, config(&server)), Download).unwrap();
        let start = Instant::now();
        assert_eq!(
            read(kind, output).unwrap_err().split(": ").next(),
            Some("the transfer stalled")
        );
        assert!(start.elapsed() >= STALL / 2 && start.elapsed() < PATIENCE / 2);
        server.wait_for_closed(1);

        // The same holds for the body of an output that is not a stream, and of an error.
        for stalls in [part, b"HTTP/1.1 404 X\r\ncontent-length: 9\r\n\r\n{".to_vec()] {
            let server = Server::new([Act::SendAndStall(stalls), ok()]);
            let caller = Caller::new(kind, stalls_after(STALL, config(&server)));
            assert_stalled(caller.call());
            assert_eq!(server.count(), 1);
            server.wait_for_closed(1);
        }
    });
}

/// A slow body is not a stall.
#[test]
fn a_steady_download_may_take_longer_than_nothing_may_move() {
    both(|kind| {
        let body = "x".repeat(40);
        let mut whole = json(200, &[], &body);
        let end = whole.split_off(whole.len() - 40);
        let server = Server::new([Act::SendAndDrip(whole, end, Duration::from_millis(25))]);
        let output = call(kind, stalls_after(STALL, config(&server)), Download).unwrap();
        assert_eq!(read(kind, output).unwrap(), body.as_bytes());
    });
}

/// There is no stall while the program does something else.
#[test]
fn a_reader_may_take_its_time() {
    both(|kind| {
        let body = "x".repeat(2_000_000);
        let server = Server::new([Act::Send(json(200, &[], &body))]);
        let output = call(kind, stalls_after(STALL, config(&server)), Download).unwrap();
        thread::sleep(STALL * 2);
        assert_eq!(read(kind, output).unwrap().len(), body.len());
    });
}

#[test]
fn a_connection_has_its_time() {
    let nobody_agrees = Reader::new(|_| Ok(()));
    let endpoint = nobody_agrees.endpoint.replace("http:", "https:");
    both(|kind| {
        let limit = Duration::from_millis(200);
        let config = config_at(endpoint.clone())
            .max_attempts(2)
            .transport(HyperTransport::new().connect_timeout(limit))
            .blocking_transport(UreqTransport::new().connect_timeout(limit));
        let start = Instant::now();
        match Caller::new(kind, config).call().unwrap_err() {
            CallError::Transport(failure) => {
                assert_eq!(
                    (failure.error.kind(), failure.attempts),
                    (TransportErrorKind::Connect, 2)
                );
            }
            other => panic!("{other:?}"),
        }
        assert!(start.elapsed() >= limit * 2 && start.elapsed() < PATIENCE / 2);
    });
}

/// An operation of a service, with or without the traits that make it safe to repeat.
#[derive(Debug, Default)]
struct Change<const IDEMPOTENT: bool> {
    has_token: bool,
    token: Option<String>,
}

impl<const IDEMPOTENT: bool> Operation for Change<IDEMPOTENT> {
    type Output = ();
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "Change";
    const IDEMPOTENT: bool = IDEMPOTENT;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/change");
        request.json(|_| {});
    }

    fn read_response(_: &mut ResponseReader<'_>) {}

    fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
        self.has_token.then_some(&mut self.token)
    }
}

fn change<O: Operation>(
    kind: ClientKind,
    config: Config,
    input: O,
    options: CallOptions,
) -> CallResult<O> {
    match kind {
        ClientKind::Async => {
            RUNTIME.block_on(Client::new::<Service>(config).with(options).call(input))
        }
        ClientKind::Blocking => BlockingClient::new::<Service>(config).with(options).call(input),
    }
}

#[test]
fn after_a_timeout_only_what_may_happen_twice_is_sent_again() {
    both(|kind| {
        let sent = |called: &dyn Fn(Config)| {
            let server = Server::new([Act::SendAndStall(Vec::new())]);
            called(config(&server).attempt_timeout(STALL).max_attempts(2));
            server.count_from(1)
        };
        let none = CallOptions::new;
        let plain = |options: CallOptions| {
            move |config: Config| {
                let error = change(kind, config, Change::<false>::default(), options.clone());
                let error = error.unwrap_err();
                assert!(matches!(error, CallError::Timeout(_)), "{error:?}");
            }
        };
        assert_eq!(sent(&plain(none())), 1);
        assert_eq!(sent(&plain(none().idempotent(true))), 2);
        assert_eq!(
            sent(&|config| {
                change(kind, config, Change::<true>::default(), none()).unwrap_err();
            }),
            2
        );
        assert_eq!(
            sent(&|config| {
                let options = none().idempotent(false);
                change(kind, config, Change::<true>::default(), options).unwrap_err();
            }),
            1
        );
        assert_eq!(
            sent(&|config| {
                let input = Change::<false> { has_token: true, token: None };
                change(kind, config, input, none()).unwrap_err();
            }),
            2
        );
    });
}
