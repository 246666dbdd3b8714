//! Calls of operations with the trait `httpChecksum`, over transports that are closures.

use std::sync::{Arc, Mutex};

use super::*;
use crate::{
    RequestChecksumCalculation, ResponseChecksumValidation, TransportError, TransportErrorKind,
};
use whitesmith_runtime::checksum::ChecksumMismatch;
use whitesmith_runtime::{ByteStream, StreamError};

const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";
const CRC32: &str = "x-amz-checksum-crc32";
const MODE: &str = "x-amz-checksum-mode";

/// The checksum of `hello world`.
const CHECKSUM: &str = "DUoRhQ==";

struct Photos;

impl Service for Photos {
    const SDK_ID: &'static str = "Photos";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::None];
    const EXPECTS_CONTINUE: bool = true;
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let url = built_ins.endpoint.clone().unwrap_or_else(|| "https://photos".to_owned());
        Ok(Endpoint::new(url))
    }
}

/// An operation that sends a stream with a checksum.
#[derive(Clone, Debug)]
struct Put(ByteStream);

impl Operation for Put {
    type Output = Page;
    type Error = ListError;
    type Service = Photos;
    const NAME: &'static str = "Put";
    const IDEMPOTENT: bool = true;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::PUT).checksum(ALGORITHM, &None::<String>);
        request.stream_payload(&self.0, "text/plain");
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

/// An operation whose response has a checksum. It streams its output, or does not.
#[derive(Clone, Copy, Debug)]
struct Get<const STREAMS: bool>;

impl<const STREAMS: bool> Operation for Get<STREAMS> {
    type Output = ByteStream;
    type Error = ListError;
    type Service = Photos;
    const NAME: &'static str = "Get";
    const STREAMS_OUTPUT: bool = STREAMS;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).validate_checksum(MODE, &None::<String>, &["CRC32"]);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> ByteStream {
        let mut output = ByteStream::default();
        response.stream_payload(&mut output);
        output
    }
}

/// A client of a closure that responds at once.
fn client(
    config: Config,
    respond: impl Fn(http::Request<ByteStream>) -> Result<http::Response<ByteStream>, TransportError>
    + Send
    + Sync
    + 'static,
) -> Client {
    let config = config.sleep(|_| std::future::ready(())).stall_timeout(None);
    Client::new::<Photos>(config.transport(move |request| std::future::ready(respond(request))))
}

#[test]
fn endpoints_and_settings_decide_about_checksums() {
    use RequestChecksumCalculation as Calculation;
    use ResponseChecksumValidation as Validation;
    let supported = |config: Config| {
        config
            .request_checksum_calculation(Calculation::WhenSupported)
            .response_checksum_validation(Validation::WhenSupported)
    };
    let required = |config: Config| {
        config
            .request_checksum_calculation(Calculation::WhenRequired)
            .response_checksum_validation(Validation::WhenRequired)
    };
    let of_caller = || Config::new().endpoint_url("http://localhost:9000");
    let elsewhere = || CallOptions::new().endpoint_url("http://localhost:9000");
    for (config, options, has_checksum) in [
        (Config::new(), CallOptions::new(), true),
        (of_caller(), CallOptions::new(), false),
        (Config::new(), elsewhere(), false),
        (required(Config::new()), CallOptions::new(), false),
        (supported(of_caller()), CallOptions::new(), true),
        (supported(Config::new()), elsewhere(), true),
    ] {
        let sent = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&sent);
        let client = client(config, move |request| {
            let has = |name| request.headers().contains_key(name);
            log.lock().unwrap().push((has(ALGORITHM) && has(CRC32), has(MODE)));
            Ok(http::Response::new(ByteStream::from("{}")))
        });
        let client = client.with(options);
        assert!(block_on(client.call(Put(ByteStream::from("hello world")))).is_ok());
        assert!(block_on(client.call(Get::<true>)).is_ok());
        assert_eq!(*sent.lock().unwrap(), [(has_checksum, false), (false, has_checksum)]);
        // A presigned request has neither.
        let hour = Duration::from_secs(3_600);
        let presigned = block_on(client.presigned(Put(ByteStream::from("x")), hour)).unwrap();
        assert!(!presigned.headers().contains_key(CRC32));
    }
}

#[test]
fn long_bodies_are_announced() {
    let long = 2 * 1024 * 1024;
    for (body, is_announced) in [
        (ByteStream::from(vec![b'x'; long]), true),
        (ByteStream::from(vec![b'x'; long - 1]), false),
        (ByteStream::default(), false),
        (ByteStream::from_reader(&b"x"[..], None), true),
    ] {
        let client = client(Config::new().endpoint_url("http://localhost:9000"), move |request| {
            let expect = request.headers().get("expect").map(|value| value.to_str().unwrap());
            assert_eq!(expect, is_announced.then_some("100-continue"));
            Ok(http::Response::new(ByteStream::from("{}")))
        });
        assert!(block_on(client.call(Put(body.clone()))).is_ok());
        let hour = Duration::from_secs(3_600);
        let presigned = block_on(client.presigned(Put(body), hour)).unwrap();
        assert!(!presigned.headers().contains_key("expect"));
    }
}

#[test]
fn each_attempt_sends_a_file_with_its_checksum() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let file = || ByteStream::from_path_range(manifest, ..9).unwrap();
    let stream = || ByteStream::from_reader(&b"[package]"[..], Some(9));
    for (body, attempts) in [(file(), 3), (stream(), 1)] {
        let sent = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&sent);
        let client = client(Config::new(), move |request| {
            let length = request.headers()["content-length"].to_str().unwrap().to_owned();
            let body = block_on(request.into_body().collect(1_000)).unwrap();
            assert_eq!(length, body.len().to_string());
            log.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
            Err(TransportError::new(TransportErrorKind::Interrupted, "unplugged"))
        });
        assert!(block_on(client.call(Put(body))).is_err());
        let sent = sent.lock().unwrap();
        assert_eq!(sent.len(), attempts);
        for body in &*sent {
            let expected = "9\r\n[package]\r\n0\r\nx-amz-checksum-crc32:";
            assert!(body.starts_with(expected) && *body == sent[0], "{body}");
        }
    }
}

/// A response with the checksum of `hello world`.
fn response(status: u16, body: ByteStream) -> http::Response<ByteStream> {
    http::Response::builder().status(status).header(CRC32, CHECKSUM).body(body).unwrap()
}

fn is_mismatch(error: &StreamError) -> bool {
    error.get_ref().is::<ChecksumMismatch>()
}

#[test]
fn responses_are_validated() {
    let streamed = |text: &'static [u8]| ByteStream::from_reader(text, None);
    for stream in [|text| ByteStream::from_reader(text, None), |text: &'static [u8]| text.into()] {
        let good = client(Config::new(), move |_| Ok(response(200, stream(b"hello world"))));
        let (body, metadata) = block_on(good.call_with_metadata(Get::<true>)).unwrap();
        assert_eq!(metadata.validated_checksum(), Some("CRC32"));
        assert_eq!(block_on(body.collect(100)).unwrap(), "hello world");
        let (body, _) = block_on(good.call_with_metadata(Get::<false>)).unwrap();
        assert_eq!(body.as_bytes().unwrap(), "hello world");
        let bad = client(Config::new(), move |_| Ok(response(200, stream(b"hello word"))));
        let error = block_on(bad.call(Get::<false>)).unwrap_err();
        let CallError::Transport(failure) = error else { panic!("{error:?}") };
        assert_eq!(failure.error.kind(), TransportErrorKind::Response);
        assert!(failure.to_string().contains("the body has the CRC32 checksum"), "{failure}");
    }
    let bad = client(Config::new(), move |_| Ok(response(200, streamed(b"hello word"))));
    let body = block_on(bad.call(Get::<true>)).unwrap();
    assert!(is_mismatch(&block_on(body.collect(100)).unwrap_err()));
    // The error of the service is what counts.
    let failed =
        client(Config::new(), move |_| Ok(response(400, streamed(b"{\"code\": \"Down\"}"))));
    let error = block_on(failed.call(Get::<true>)).unwrap_err();
    assert!(matches!(error, CallError::Service(_)), "{error:?}");
}
