//! Bodies are streamed: they are never in memory as a whole.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::Request;
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{ByteStream, Method, RequestWriter};

use crate::server::Server;
use crate::subject::{RUNTIME, all, get};

const TOTAL: u64 = 64 * 1024 * 1024;

/// How far the writing side may be ahead of the reading one: the buffers of the kernel, and some
/// more.
const AHEAD: u64 = TOTAL / 2;

/// Yields `TOTAL` bytes, and records how far it was ahead of its reader.
struct Source {
    given: u64,
    taken: Arc<AtomicU64>,
    ahead: Arc<AtomicU64>,
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = u64::try_from(buffer.len()).unwrap().min(TOTAL - self.given);
        self.given += wanted;
        let ahead = self.given.saturating_sub(self.taken.load(Ordering::SeqCst));
        self.ahead.fetch_max(ahead, Ordering::SeqCst);
        let wanted = usize::try_from(wanted).unwrap();
        buffer[..wanted].fill(b'x');
        Ok(wanted)
    }
}

#[test]
fn a_long_upload_is_not_held() {
    for subject in all() {
        for len in [Some(TOTAL), None] {
            let (taken, ahead) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
            let counter = Arc::clone(&taken);
            let server = Server::start(move |mut connection| {
                let head = connection.head().unwrap();
                let count = |piece: &[u8]| {
                    counter.fetch_add(piece.len() as u64, Ordering::SeqCst);
                };
                connection.body(&head, count).unwrap();
                connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
            });
            let source = Source { given: 0, taken: Arc::clone(&taken), ahead: Arc::clone(&ahead) };
            let body = ByteStream::from_reader(source, len);
            let request = Request::put(server.uri("/")).body(body).unwrap();
            assert_eq!(subject.send(request).expect(subject.name).status(), 200);
            assert_eq!(taken.load(Ordering::SeqCst), TOTAL, "{}", subject.name);
            let ahead = ahead.load(Ordering::SeqCst);
            assert!(ahead < AHEAD, "{} held {ahead} bytes", subject.name);
        }
    }
}

/// A request with the CRC64NVME checksum of a body in a trailer.
fn with_checksum(uri: &str, body: &ByteStream) -> Request<ByteStream> {
    let mut request = RequestWriter::new::<RestJson1>();
    request.method(Method::PUT).checksum("x-amz-sdk-checksum-algorithm", "CRC64NVME");
    request.stream_payload(body, "text/plain");
    request.finish().unwrap().into_http(uri).unwrap()
}

#[test]
fn a_long_upload_with_a_checksum_is_not_held() {
    for subject in all() {
        let (taken, ahead) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let counter = Arc::clone(&taken);
        let (send_end, end) = std::sync::mpsc::channel();
        let server = Server::start(move |mut connection| {
            let head = connection.head().unwrap();
            let mut last = Vec::new();
            let count = |piece: &[u8]| {
                counter.fetch_add(piece.len() as u64, Ordering::SeqCst);
                last.extend_from_slice(piece);
                last.drain(..last.len().saturating_sub(100));
            };
            connection.body(&head, count).unwrap();
            send_end.send((head, last)).unwrap();
            connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
        });
        let source = Source { given: 0, taken: Arc::clone(&taken), ahead: Arc::clone(&ahead) };
        let body = ByteStream::from_reader(source, Some(TOTAL));
        let request = with_checksum(&server.uri("/"), &body);
        assert_eq!(subject.send(request).expect(subject.name).status(), 200);
        let (head, last) = end.recv().unwrap();
        let header = |name| head.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        assert_eq!(header("x-amz-decoded-content-length"), Some(TOTAL.to_string()));
        assert_eq!(header("content-length"), Some(taken.load(Ordering::SeqCst).to_string()));
        assert_eq!(header("transfer-encoding"), None);
        // The checksum is that of botocore.
        let trailer = b"x\r\n0\r\nx-amz-checksum-crc64nvme:oYAvd3c8MFM=\r\n\r\n";
        assert!(last.ends_with(trailer), "{}", String::from_utf8_lossy(&last));
        let ahead = ahead.load(Ordering::SeqCst);
        assert!(ahead < AHEAD, "{} held {ahead} bytes", subject.name);
    }
}

#[test]
fn a_file_is_uploaded() {
    let path = std::env::temp_dir().join(format!("whitesmith-upload-{}", std::process::id()));
    let content: Vec<u8> = (0..=255).cycle().take(700_000).collect();
    std::fs::write(&path, &content).unwrap();
    for subject in all() {
        let (send_body, body) = std::sync::mpsc::channel();
        let server = Server::start(move |mut connection| {
            let (_, body) = connection.request().unwrap();
            send_body.send(body).unwrap();
            connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
        });
        let file = ByteStream::from_path_range(&path, 100..600_000).unwrap();
        let request = Request::put(server.uri("/")).body(file).unwrap();
        assert_eq!(subject.send(request).expect(subject.name).status(), 200);
        assert!(body.recv().unwrap() == content[100..600_000], "{}", subject.name);
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_long_download_is_not_held() {
    for subject in all() {
        let (taken, ahead) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let seen = (Arc::clone(&taken), Arc::clone(&ahead));
        let server = Server::start(move |mut connection| {
            connection.request().unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {TOTAL}\r\n\r\n");
            connection.write(head.as_bytes()).unwrap();
            let (taken, ahead) = (Arc::clone(&seen.0), Arc::clone(&seen.1));
            let source = Source { given: 0, taken, ahead };
            io::copy(&mut io::BufReader::new(source), &mut connection.into_stream()).unwrap();
        });
        let mut body = subject.send(get(&server.uri("/"))).expect(subject.name).into_body();
        assert_eq!(body.len(), Some(TOTAL), "{}", subject.name);
        RUNTIME.block_on(async {
            while let Some(piece) = body.next().await {
                taken.fetch_add(piece.unwrap().len() as u64, Ordering::SeqCst);
            }
        });
        assert_eq!(taken.load(Ordering::SeqCst), TOTAL, "{}", subject.name);
        let ahead = ahead.load(Ordering::SeqCst);
        assert!(ahead < AHEAD, "{} held {ahead} bytes", subject.name);
    }
}
