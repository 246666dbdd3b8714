//! Bodies that are encoded and validated.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Body, Frame};
use proptest::prelude::*;

use super::*;
use crate::block_on::block_on;
use crate::{ByteStream, Response, StreamError};

/// A body of these pieces, which is pending before each. Its end is known with the last piece, or only after it.
struct Pieces {
    rest: VecDeque<Bytes>,
    knows_end: bool,
    is_pending: bool,
}

fn pieces(pieces: impl IntoIterator<Item = Bytes>, knows_end: bool) -> ByteStream {
    ByteStream::new(Pieces { rest: pieces.into_iter().collect(), knows_end, is_pending: false })
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let body = self.get_mut();
        body.is_pending = !body.is_pending;
        if body.is_pending {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(body.rest.pop_front().map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.knows_end && self.rest.is_empty()
    }
}

/// Splits bytes into pieces, some of them empty.
fn split(bytes: &Bytes, cuts: &[usize]) -> Vec<Bytes> {
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    places.extend([0, bytes.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| bytes.slice(pair[0]..pair[1])).collect()
}

/// The content of a body in `aws-chunked`, the lengths of its chunks, and its trailer.
fn decode(mut encoded: &[u8]) -> (Vec<u8>, Vec<usize>, String) {
    let (mut content, mut lengths) = (Vec::new(), Vec::new());
    loop {
        let end = encoded.windows(2).position(|pair| pair == b"\r\n").unwrap();
        let line = std::str::from_utf8(&encoded[..end]).unwrap();
        let length = usize::from_str_radix(line, 16).unwrap();
        assert_eq!(format!("{length:x}"), line);
        encoded = &encoded[end + 2..];
        if length == 0 {
            let trailer = std::str::from_utf8(encoded).unwrap();
            return (content, lengths, trailer.strip_suffix("\r\n\r\n").unwrap().to_owned());
        }
        content.extend_from_slice(&encoded[..length]);
        lengths.push(length);
        assert_eq!(&encoded[length..length + 2], b"\r\n");
        encoded = &encoded[length + 2..];
    }
}

fn trailer(algorithm: Algorithm) -> Trailer {
    Trailer { algorithm, name: algorithm.header() }
}

fn algorithm() -> impl Strategy<Value = Algorithm> {
    prop::sample::select(Algorithm::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_encoded_can_be_decoded(
        content in prop::collection::vec(any::<u8>(), 0..5_000),
        cuts in prop::collection::vec(any::<usize>(), 0..20),
        algorithm in algorithm(),
        is_known in any::<bool>(),
        knows_end in any::<bool>(),
    ) {
        let content = Bytes::from(content);
        let source = pieces(split(&content, &cuts), knows_end);
        let len = is_known.then_some(content.len() as u64);
        let encoded = chunked(source, len, trailer(algorithm));
        let stated = encoded.len();
        let encoded = block_on(encoded.collect(usize::MAX)).unwrap();
        let (decoded, lengths, trailer) = decode(&encoded);
        prop_assert_eq!(&decoded[..], &content[..]);
        let checksum = algorithm.base64_of(&content);
        prop_assert_eq!(trailer, format!("{}:{}", algorithm.header(), checksum));
        if is_known {
            prop_assert_eq!(stated, Some(encoded.len() as u64));
            prop_assert!(lengths.len() <= 1);
        }
    }

    #[test]
    fn a_body_is_as_valid_as_its_checksum(
        content in prop::collection::vec(any::<u8>(), 0..2_000),
        cuts in prop::collection::vec(any::<usize>(), 0..5),
        algorithm in algorithm(),
        knows_end in any::<bool>(),
        in_memory in any::<bool>(),
        damaged in any::<prop::sample::Index>(),
        is_damaged in any::<bool>(),
    ) {
        let mut received = content.clone();
        let is_damaged = is_damaged && !content.is_empty();
        if is_damaged {
            let at = damaged.index(received.len());
            received[at] ^= 1;
        }
        let received = Bytes::from(received);
        let body = if in_memory {
            ByteStream::from(received.clone())
        } else {
            pieces(split(&received, &cuts), knows_end)
        };
        let response = response(&[(algorithm, &algorithm.base64_of(&content))], body);
        let read = read(response);
        match read {
            Ok(read) => prop_assert!(!is_damaged && read == received),
            Err(error) => {
                prop_assert!(is_damaged);
                let error = error.into_inner().downcast::<ChecksumMismatch>().unwrap();
                prop_assert_eq!(error.algorithm, algorithm.name());
                prop_assert_eq!(error.computed, algorithm.base64_of(&received));
            }
        }
    }
}

fn response(checksums: &[(Algorithm, &str)], body: ByteStream) -> Response {
    let line = |(algorithm, checksum): &(Algorithm, &str)| {
        (algorithm.header(), HeaderValue::from_str(checksum).unwrap())
    };
    let headers: HeaderMap = checksums.iter().map(line).collect();
    Response::new(200, headers, body)
}

/// Validates a response against any algorithm, and reads it.
fn read(response: Response) -> Result<Bytes, StreamError> {
    let algorithms = &["CRC32", "XXHASH64", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];
    let (_, body) = ResponseChecksum { algorithms }.validate(response)?.into_parts();
    block_on(body.collect(usize::MAX))
}

#[test]
fn long_bodies_have_chunks_of_one_length() {
    let chunk = 1024 * 1024;
    for len in [chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 77] {
        let content = Bytes::from(vec![b'x'; len]);
        let cuts: Vec<usize> = (0..40).map(|index| index * 99_991).collect();
        let source = pieces(split(&content, &cuts), true);
        let encoded = chunked(source, Some(len as u64), trailer(Algorithm::Crc64Nvme));
        let stated = encoded.len();
        let encoded = block_on(encoded.collect(usize::MAX)).unwrap();
        assert_eq!(stated, Some(encoded.len() as u64));
        let (decoded, lengths, _) = decode(&encoded);
        assert_eq!(decoded, content);
        let (last, others) = lengths.split_last().unwrap();
        assert!(others.iter().all(|length| *length == chunk) && *last <= chunk);
    }
}

/// The lengths and hashes of what botocore 1.44 sends for the same bytes.
#[test]
fn the_encoding_is_that_of_botocore() {
    let content: Vec<u8> = (0..=250).cycle().take(3 * 1024 * 1024 + 77).collect();
    for (algorithm, checksum, length, hash) in [
        (Algorithm::Crc32, "MwJ5/g==", 3_145_877, "VdkQwHTNjf9VWbrmgvxzLO3PFg5ItH5DEVEQuLRI4W8="),
        (Algorithm::Crc32C, "QgbqJQ==", 3_145_878, "bQQNJUxinlyvFpGPNTPgsjuQjlRSGZD3sij3SL42gKM="),
        (
            Algorithm::Crc64Nvme,
            "rAGxH2Ka+XQ=",
            3_145_885,
            "SVoZ7+6plgTVezsDJoM7UzV8WIRn0QrzfCh3Us7zf3M=",
        ),
        (
            Algorithm::Sha1,
            "J+NwVhqDtJTseJz/SSc23+AmiaE=",
            3_145_896,
            "yKGIZ5A/sDCggd3jpO+GNo1RZoJ3etO+JPTf1d5nC1o=",
        ),
        (
            Algorithm::Sha256,
            "WzUiLNLMSYqoj2RV7YA8s94k7mU/gC6CDf2QOQIJqZ0=",
            3_145_914,
            "U/dl3DjSPlNgu/NrERcpVq61F7ZHrXHeH/jBAqXK8I8=",
        ),
    ] {
        let source = pieces([Bytes::from(content.clone())], true);
        let encoded = chunked(source, Some(content.len() as u64), trailer(algorithm));
        let encoded = block_on(encoded.collect(usize::MAX)).unwrap();
        assert_eq!(algorithm.base64_of(&content), checksum);
        assert_eq!((encoded.len(), &*Algorithm::Sha256.base64_of(&encoded)), (length, hash));
    }
}

#[test]
fn pieces_are_passed_on_without_a_copy() {
    let content = Bytes::from(vec![b'x'; 3_000_000]);
    let source = pieces([content.clone()], true);
    let mut encoded = chunked(source, Some(3_000_000), trailer(Algorithm::Crc32));
    let range = content.as_ptr_range();
    let mut passed_on = 0;
    while let Some(piece) = block_on(encoded.next()) {
        let piece = piece.unwrap();
        if range.contains(&piece.as_ptr()) {
            passed_on += piece.len();
        } else {
            assert!(piece.len() < 100);
        }
    }
    assert_eq!(passed_on, 3_000_000);
}

#[test]
fn the_strongest_checksum_is_validated() {
    let body = || ByteStream::from("hello");
    let sha256 = Algorithm::Sha256.base64_of(b"hello");
    let valid = response(&[(Algorithm::Crc32, "wrong"), (Algorithm::Sha256, &sha256)], body());
    let checksum = ResponseChecksum { algorithms: &["SHA256", "CRC32"] };
    let validated = checksum.validate(valid.clone()).unwrap();
    assert_eq!(validated.metadata().validated_checksum(), Some("SHA256"));
    assert_eq!(validated.body(), valid.body());
    // The model does not list SHA256.
    let error = ResponseChecksum { algorithms: &["CRC32"] }.validate(valid).unwrap_err();
    let expected = "the body has the CRC32 checksum NhCmhg==, expected \"wrong\"";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_checksum_that_is_not_that_of_the_body_is_skipped() {
    for checksums in [
        &[][..],
        &[(Algorithm::Crc32, "4ZtFrg==-12")],
        &[(Algorithm::Sha256, "abc=-1"), (Algorithm::Crc32, "NhCmhg==")],
    ] {
        let response = response(checksums, ByteStream::from("hello"));
        let checksum = ResponseChecksum { algorithms: &["SHA256", "CRC32", "XXHASH3"] };
        let validated = checksum.validate(response).unwrap();
        let algorithm = (checksums.len() == 2).then_some("CRC32");
        assert_eq!(validated.metadata().validated_checksum(), algorithm);
        assert_eq!(validated.body().as_bytes().map(|body| &body[..]), Some(&b"hello"[..]));
    }
    for checksum in ["", "a-b", "-", "12", "\u{e9}"] {
        let value = HeaderValue::from_bytes(checksum.as_bytes()).unwrap();
        let headers = HeaderMap::from_iter([(Algorithm::Crc32.header(), value)]);
        assert!(read(Response::new(200, headers, "hello")).is_err(), "{checksum:?}");
    }
}

#[test]
fn a_damaged_stream_does_not_hand_out_its_last_piece() {
    let body = pieces([Bytes::from("hel"), Bytes::from("lo")], true);
    let response = response(&[(Algorithm::Crc32, "wrong")], body);
    let checksum = ResponseChecksum { algorithms: &["CRC32"] };
    let (_, mut body) = checksum.validate(response).unwrap().into_parts();
    assert_eq!(block_on(body.next()).unwrap().unwrap(), "hel");
    assert!(block_on(body.next()).unwrap().unwrap_err().get_ref().is::<ChecksumMismatch>());
    assert!(block_on(body.next()).is_none());
}

#[test]
fn an_error_of_the_source_is_passed_on() {
    struct Fails;
    impl std::io::Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let source = || ByteStream::from_reader(Fails, None);
    let encoded = chunked(source(), Some(10), trailer(Algorithm::Sha1));
    assert_eq!(block_on(encoded.collect(100)).unwrap_err().to_string(), "unplugged");
    let error = read(response(&[(Algorithm::Sha1, "x")], source())).unwrap_err();
    assert_eq!(error.to_string(), "unplugged");
    let name = HeaderName::from_static("x-amz-checksum-sha1");
    assert_eq!(trailer(Algorithm::Sha1).name, name);
}
