//! The stall timeout ends stalled transfers over each transport, but not slow services.

use std::time::{Duration, Instant};

use whitesmith_client::{
    BlockingClient, CallError, Client, Config, HyperTransport, TimeoutError, TimeoutKind,
    UreqTransport,
};
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, ByteStream, Endpoint, EndpointError, ErrorMetadata, ErrorReader, Method,
    Operation, OperationError, RequestWriter, ResponseReader, Service, ServiceError,
};

use crate::server::Server;
use crate::subject::{RUNTIME, Subject, asynchronous};

const STALL: Duration = Duration::from_millis(300);

struct Storage;

impl Service for Storage {
    const SDK_ID: &'static str = "Storage";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        built_ins.endpoint()
    }
}

#[derive(Debug)]
struct StorageError(ErrorMetadata);

impl std::fmt::Display for StorageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for StorageError {}

impl ServiceError for StorageError {
    fn metadata(&self) -> &ErrorMetadata {
        &self.0
    }
}

impl OperationError for StorageError {
    fn read(error: ErrorReader<'_>) -> Self {
        Self(error.unhandled())
    }
}

/// Sends a body, and receives one.
struct Copy(ByteStream);

impl Operation for Copy {
    type Output = ByteStream;
    type Error = StorageError;
    type Service = Storage;
    const NAME: &'static str = "Copy";
    const STREAMS_OUTPUT: bool = true;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::PUT).path("/");
        request.stream_payload(&self.0, "application/octet-stream");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> ByteStream {
        let mut output = ByteStream::default();
        response.stream_payload(&mut output);
        output
    }
}

type Called = Result<ByteStream, CallError<StorageError>>;

type Call = Box<dyn Fn(Copy) -> Called>;

/// Returns a client over each transport, and its name.
fn clients(server: &Server) -> Vec<(&'static str, Call)> {
    let config = || {
        let config = Config::new().endpoint_url(server.uri("")).stall_timeout(STALL);
        config.max_attempts(1)
    };
    let blocking =
        BlockingClient::new::<Storage>(config().blocking_transport(UreqTransport::new()));
    let mut clients: Vec<(&'static str, Call)> =
        vec![("ureq", Box::new(move |input| blocking.call(input)))];
    for Subject { name, transport } in asynchronous() {
        let transport = move |request: http::Request<ByteStream>| {
            let transport = std::sync::Arc::clone(&transport);
            async move { transport.send(request).await }
        };
        let client = Client::new::<Storage>(config().transport(transport));
        clients.push((name, Box::new(move |input| RUNTIME.block_on(client.call(input)))));
    }
    clients
}

fn stalled(called: Called) -> Option<TimeoutError> {
    match called {
        Err(CallError::Timeout(error)) => Some(error),
        Err(_) | Ok(_) => None,
    }
}

#[test]
fn an_upload_that_nobody_reads_ends() {
    let server = Server::start(|mut connection| {
        connection.head();
        std::thread::sleep(Duration::from_secs(20));
    });
    for (name, call) in clients(&server) {
        let start = Instant::now();
        let error = stalled(call(Copy(ByteStream::from(vec![0; 16 * 1024 * 1024]))));
        let error = error.expect(name);
        assert_eq!((error.kind, error.limit), (TimeoutKind::Stall, STALL), "{name}");
        assert!(start.elapsed() >= STALL && start.elapsed() < Duration::from_secs(10), "{name}");
    }
}

/// The system accepts the bytes of an upload faster than the service does.
#[cfg(any(target_os = "android", target_os = "linux"))]
#[test]
fn an_upload_that_is_read_slowly_goes_on() {
    const NANOS_PER_BYTE: u64 = 800;
    let server = Server::start(|mut connection| {
        let head = connection.head().unwrap();
        let (start, mut count) = (Instant::now(), 0);
        let pieces = connection.body(&head, |piece| {
            count += piece.len() as u64;
            let due = Duration::from_nanos(count * NANOS_PER_BYTE);
            std::thread::sleep(due.saturating_sub(start.elapsed()));
        });
        if pieces.is_some() {
            connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
        }
    });
    let (name, call) = clients(&server).into_iter().find(|(name, _)| *name == "hyper").unwrap();
    let output = call(Copy(ByteStream::from(vec![0; 6 * 1024 * 1024]))).expect(name);
    assert_eq!(output.len(), Some(2));
}

#[test]
fn a_service_that_works_for_long_is_waited_for() {
    for count in [0, 100_000] {
        let server = Server::start(|mut connection| {
            while connection.request().is_some() {
                std::thread::sleep(STALL * 3);
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
                connection.write(answer).unwrap();
            }
        });
        for (name, call) in clients(&server) {
            let output = call(Copy(ByteStream::from(vec![0; count]))).expect(name);
            assert_eq!(output.len(), Some(2), "{name}");
        }
    }
}

#[test]
fn a_limit_may_be_longer_than_the_clock_can_count() {
    let server = Server::answer(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    for long in
        [Duration::MAX, Duration::MAX.saturating_sub(Duration::from_nanos(1)), Duration::MAX / 2]
    {
        let config = || {
            let config = Config::new().endpoint_url(server.uri("")).timeout(long);
            config.attempt_timeout(long).stall_timeout(long)
        };
        let blocking = UreqTransport::new().connect_timeout(long);
        let blocking = BlockingClient::new::<Storage>(config().blocking_transport(blocking));
        assert!(blocking.call(Copy(ByteStream::from("abc"))).is_ok());
        let hyper = HyperTransport::new().connect_timeout(long).idle_timeout(long);
        let client = Client::new::<Storage>(config().transport(hyper));
        assert!(RUNTIME.block_on(client.call(Copy(ByteStream::from("abc")))).is_ok());
    }
}

#[test]
fn a_head_that_goes_silent_ends() {
    let server = Server::start(|mut connection| {
        // The first response on the connection is complete.
        connection.request().unwrap();
        connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
        connection.request().unwrap();
        connection.write(b"HTTP/1.1 200 OK\r\ncontent-").unwrap();
        connection.wait_for_close();
    });
    for (name, call) in clients(&server) {
        if !matches!(name, "hyper" | "ureq") {
            continue;
        }
        let before = server.connections();
        let output = call(Copy(ByteStream::default())).expect(name);
        RUNTIME.block_on(output.collect(2)).unwrap();
        // An idle connection does not stall.
        std::thread::sleep(STALL * 3);
        let start = Instant::now();
        let error = stalled(call(Copy(ByteStream::from("abc")))).expect(name);
        assert_eq!((error.kind, error.limit), (TimeoutKind::Stall, STALL), "{name}");
        assert!(start.elapsed() >= STALL && start.elapsed() < Duration::from_secs(10), "{name}");
        assert_eq!(server.connections(), before + 1, "{name}");
    }
}

#[test]
fn a_download_that_goes_silent_ends() {
    let server = Server::start(|mut connection| {
        connection.request().unwrap();
        connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").unwrap();
        connection.wait_for_close();
    });
    for (name, call) in clients(&server) {
        let mut output = call(Copy(ByteStream::default())).expect(name);
        let start = Instant::now();
        let error = RUNTIME.block_on(async {
            loop {
                if let Err(error) = output.next().await.expect(name) {
                    return error.to_string();
                }
            }
        });
        assert!(error.starts_with("the transfer stalled: "), "{name}: {error}");
        assert!(start.elapsed() < Duration::from_secs(10), "{name}");
    }
}
