//! The headers, bodies and errors of requests with the trait `httpChecksum`.

use std::io::Cursor;

use crate::block_on::block_on;
use crate::protocol::RestJson1;
use crate::{Blob, ByteStream, RequestWriter};

use super::*;

const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";
const MODE: &str = "x-amz-checksum-mode";

/// What the caller sets.
#[derive(Default)]
struct Input<'a> {
    algorithm: Option<&'a str>,
    headers: &'a [(&'a str, &'a str)],
    body: ByteStream,
    is_required: bool,
    calculation: RequestChecksumCalculation,
}

impl Input<'_> {
    fn send(self) -> Result<http::Request<ByteStream>, BuildError> {
        let mut writer = RequestWriter::new::<RestJson1>();
        let algorithm = self.algorithm.map(str::to_owned);
        if self.is_required {
            writer.required_checksum(ALGORITHM, &algorithm);
        } else {
            writer.checksum(ALGORITHM, &algorithm);
        }
        writer.header(ALGORITHM, &algorithm);
        for (name, value) in self.headers {
            writer.header(name, *value);
        }
        writer.stream_payload(&self.body, "text/plain");
        let mut request = writer.finish()?;
        request.checksum_calculation = self.calculation;
        request.into_http("https://example.com")
    }
}

/// The headers about content and checksums, by name.
fn about_content(request: &http::Request<ByteStream>) -> Vec<String> {
    let names = request.headers().iter().filter(|(name, _)| *name != "content-type");
    let mut lines: Vec<String> =
        names.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    lines
}

fn stream(text: &'static str, len: Option<u64>) -> ByteStream {
    ByteStream::from_reader(Cursor::new(text), len)
}

fn text(request: http::Request<ByteStream>) -> String {
    let body = block_on(request.into_body().collect(usize::MAX)).unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[test]
fn a_body_in_memory_has_its_checksum_in_a_header() {
    // The values are those of botocore.
    for (algorithm, header) in [
        ("CRC32", "x-amz-checksum-crc32: DUoRhQ=="),
        ("CRC32C", "x-amz-checksum-crc32c: yZRlqg=="),
        ("CRC64NVME", "x-amz-checksum-crc64nvme: jSnVw/bqjr4="),
        ("SHA1", "x-amz-checksum-sha1: Kq5sNclPz7QV2+lfQIuc6R7oRu0="),
        ("SHA256", "x-amz-checksum-sha256: uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="),
    ] {
        let body = ByteStream::from("hello world");
        let input = Input { algorithm: Some(algorithm), body, ..Input::default() };
        let request = input.send().unwrap();
        let named = format!("{ALGORITHM}: {algorithm}");
        assert_eq!(about_content(&request), ["content-length: 11", header, &named]);
        assert_eq!(text(request), "hello world");
    }
}

#[test]
fn the_settings_decide_where_no_algorithm_is_named() {
    use RequestChecksumCalculation::{WhenRequired, WhenSupported};
    for (is_required, calculation, is_added) in [
        (false, WhenSupported, true),
        (true, WhenSupported, true),
        (false, WhenRequired, false),
        (true, WhenRequired, true),
    ] {
        let body = ByteStream::from("hello world");
        let input = Input { body, is_required, calculation, ..Input::default() };
        let request = input.send().unwrap();
        let expected = ["x-amz-checksum-crc32: DUoRhQ==", "x-amz-sdk-checksum-algorithm: CRC32"];
        let expected = if is_added { &expected[..] } else { &[] };
        assert_eq!(about_content(&request), [&["content-length: 11"], expected].concat());
    }
    // An algorithm that the caller names is used in any case.
    let algorithm = Some("SHA1");
    let request = Input { algorithm, calculation: WhenRequired, ..Input::default() }.send();
    assert!(request.unwrap().headers().contains_key("x-amz-checksum-sha1"));
}

#[test]
fn a_checksum_of_the_caller_stays() {
    for name in CHECKSUMS {
        for body in [ByteStream::from("hello"), stream("hello", Some(5))] {
            let headers = &[(name, "given")];
            let input = Input { headers, body, is_required: true, ..Input::default() };
            let request = input.send().unwrap();
            let given = format!("{name}: given");
            assert_eq!(about_content(&request), ["content-length: 5", &given]);
            assert_eq!(text(request), "hello");
        }
    }
    // These are not checksums.
    let headers = &[("x-amz-checksum-type", "FULL_OBJECT"), ("content-md5", "given")];
    let request = Input { headers, ..Input::default() }.send().unwrap();
    assert!(request.headers().contains_key("x-amz-checksum-crc32"));
}

#[test]
fn a_stream_has_its_checksum_in_a_trailer() {
    let body = stream("hello world", Some(11));
    let request = Input { body, ..Input::default() }.send().unwrap();
    let encoded = "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
    let expected = [
        "content-encoding: aws-chunked",
        &format!("content-length: {}", encoded.len()),
        "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length: 11",
        "x-amz-sdk-checksum-algorithm: CRC32",
        "x-amz-trailer: x-amz-checksum-crc32",
    ];
    assert_eq!(about_content(&request), expected);
    assert_eq!(request.body().len(), Some(encoded.len() as u64));
    assert!(!request.body().is_replayable());
    assert_eq!(text(request), encoded);
}

#[test]
fn the_caller_may_know_the_length_and_encode_the_content() {
    let headers = &[("Content-Length", "5"), ("Content-Encoding", "gzip")];
    let send = |body| Input { headers, body, ..Input::default() }.send();
    let request = send(stream("hello", None)).unwrap();
    assert_eq!(request.headers()["content-encoding"], "gzip,aws-chunked");
    assert_eq!(request.headers()["x-amz-decoded-content-length"], "5");
    let length = request.headers()["content-length"].to_str().unwrap().parse().unwrap();
    assert_eq!(request.body().len(), Some(length));
    assert_eq!(text(request).len() as u64, length);
    let failure = |text| {
        let request = send(stream(text, None)).unwrap();
        block_on(request.into_body().collect(usize::MAX)).unwrap_err().to_string()
    };
    assert_eq!(failure("hell"), "the body ended 1 bytes before its length");
    assert_eq!(failure("hello!"), "the body has at least 1 bytes more than its length");
    let error = send(stream("hell", Some(4))).unwrap_err().to_string();
    assert!(error.starts_with("`Content-Length` must be 4"), "{error}");
    let unknown = Input { body: stream("hello", None), ..Input::default() }.send().unwrap();
    let headers = unknown.headers();
    assert!(!headers.contains_key("content-length") && unknown.body().len().is_none());
    assert!(!headers.contains_key("x-amz-decoded-content-length"));
    assert!(text(unknown).starts_with("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:"));
}

#[test]
fn a_file_is_encoded_anew_by_each_attempt() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let body = ByteStream::from_path_range(manifest, ..9).unwrap();
    let algorithm = Some("SHA256");
    let request = Input { algorithm, body, ..Input::default() }.send().unwrap();
    let checksum = Algorithm::Sha256.base64_of(b"[package]");
    let expected = format!("9\r\n[package]\r\n0\r\nx-amz-checksum-sha256:{checksum}\r\n\r\n");
    let body = request.body();
    assert_eq!((body.is_replayable(), body.len()), (true, Some(expected.len() as u64)));
    let mut interrupted = body.clone();
    assert!(block_on(interrupted.next()).unwrap().is_ok());
    for _ in 0..2 {
        let sent = block_on(body.clone().collect(usize::MAX)).unwrap();
        assert_eq!(sent, expected);
    }
}

#[test]
fn an_algorithm_that_is_not_supported_is_refused() {
    for algorithm in ["XXHASH3", "MD5", "crc32", ""] {
        let input = Input { algorithm: Some(algorithm), ..Input::default() };
        let error = input.send().unwrap_err().to_string();
        let expected = format!(
            "`x-amz-sdk-checksum-algorithm` names the checksum algorithm {algorithm:?}, which is not one \
             of CRC32, CRC32C, CRC64NVME, SHA1, SHA256: name one of them, or set the checksum itself"
        );
        assert_eq!(error, expected);
    }
    let headers = &[("x-amz-checksum-xxhash3", "given")];
    assert!(Input { algorithm: Some("XXHASH3"), headers, ..Input::default() }.send().is_ok());
}

#[test]
fn a_response_is_validated_if_the_member_or_the_settings_say_so() {
    use ResponseChecksumValidation::{WhenRequired, WhenSupported};
    const ALGORITHMS: &[&str] = &["CRC32"];
    for (mode, validation, header, is_validated) in [
        (None, WhenSupported, Some("ENABLED"), true),
        (None, WhenRequired, None, false),
        (Some("ENABLED"), WhenSupported, Some("ENABLED"), true),
        (Some("ENABLED"), WhenRequired, Some("ENABLED"), true),
        (Some("OTHER"), WhenRequired, Some("OTHER"), false),
    ] {
        let mode = mode.map(str::to_owned);
        let mut writer = RequestWriter::new::<RestJson1>();
        writer.validate_checksum(MODE, &mode, ALGORITHMS).header(MODE, &mode);
        let mut request = writer.finish().unwrap();
        request.checksum_validation = validation;
        let http = request.clone().into_http("https://example.com").unwrap();
        assert_eq!(http.headers().get(MODE).map(|mode| mode.to_str().unwrap()), header);
        let checksum = http.extensions().get::<ResponseChecksum>();
        assert_eq!(checksum.is_some(), is_validated);
        request.leave_out_checksums();
        let http = request.into_http("https://example.com").unwrap();
        assert!(http.extensions().get::<ResponseChecksum>().is_none());
        assert_eq!(http.headers().get(MODE).is_some(), mode.is_some());
    }
}

#[test]
fn a_presigned_request_has_no_checksum() {
    let mut writer = RequestWriter::new::<RestJson1>();
    writer.required_checksum(ALGORITHM, &None::<String>);
    writer.blob_payload(&Blob::from("hello"), "text/plain");
    let mut request = writer.finish().unwrap();
    request.leave_out_checksums();
    let http = request.into_http("https://example.com").unwrap();
    assert_eq!(about_content(&http), ["content-length: 5"]);
}
