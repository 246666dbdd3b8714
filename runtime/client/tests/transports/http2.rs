//! HTTP/2, by handwritten frames (RFC 9113, section 4).

use std::io::{Read, Write};

use http::Version;
use whitesmith_client::{HyperTransport, TransportErrorKind};

use crate::subject::{Subject, get, read};
use crate::tls::{TlsStream, roots, server};

const PREFACE: usize = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len();
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
/// `END_HEADERS` of HEADERS: no more headers follow.
const END_HEADERS: u8 = 4;
/// `END_STREAM` of HEADERS and DATA: nothing more follows in the stream.
const END_STREAM: u8 = 1;
/// ACK of SETTINGS: acknowledges the settings of the peer.
const ACK: u8 = 1;
/// `:status: 200`, as an index into HPACK's static table.
const STATUS_200: &[u8] = &[0x88];

/// A type, flags and a payload. The stream is the request's, or 0 for frames of the connection.
type Frame = (u8, u8, &'static [u8]);

fn write(stream: &mut impl Write, id: u32, (kind, flags, payload): Frame) {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(id.to_be_bytes());
    frame.extend(payload);
    stream.write_all(&frame).unwrap();
}

fn bytes(stream: &mut impl Read, count: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; count];
    stream.read_exact(&mut bytes).ok().map(|()| bytes)
}

/// Responds to each request with these frames.
fn answer(mut stream: TlsStream, frames: &[Frame]) -> Option<()> {
    bytes(&mut stream, PREFACE)?;
    write(&mut stream, 0, (SETTINGS, 0, &[]));
    loop {
        let head = bytes(&mut stream, 9)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        bytes(&mut stream, usize::try_from(length).unwrap())?;
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        match head[3] {
            SETTINGS if head[4] & ACK == 0 => write(&mut stream, 0, (SETTINGS, ACK, &[])),
            HEADERS => {
                for frame in frames {
                    write(&mut stream, if frame.0 == GOAWAY { 0 } else { id }, *frame);
                }
                if frames.iter().any(|frame| frame.0 == GOAWAY) {
                    return Some(());
                }
            }
            _ => {}
        }
    }
}

fn subject() -> Subject {
    Subject::hyper(HyperTransport::with_roots(roots().as_bytes()).unwrap())
}

#[test]
fn http2_is_spoken_where_it_is_offered() {
    let frames: &[Frame] = &[(HEADERS, END_HEADERS, STATUS_200), (DATA, END_STREAM, b"two")];
    let server = server(&["h2", "http/1.1"], move |stream| {
        answer(stream, frames);
    });
    let subject = subject();
    for _ in 0..3 {
        let response = subject.send(get(&format!("https://{}/", server.address()))).unwrap();
        assert_eq!((response.version(), response.status().as_u16()), (Version::HTTP_2, 200));
        assert_eq!(read(response.into_body()).as_deref(), Ok("two"));
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_stream_or_connection_that_ends_early_is_interrupted() {
    // The last stream that was processed (none), and the error code (none).
    const NOT_TAKEN: &[u8] = &[0; 8];
    const INTERNAL_ERROR: &[u8] = &[0, 0, 0, 2];
    let cases: &[(&str, &[Frame])] = &[
        ("the server goes", &[(GOAWAY, 0, NOT_TAKEN)]),
        ("the stream is reset", &[(RST_STREAM, 0, INTERNAL_ERROR)]),
        (
            "reset after the head",
            &[(HEADERS, END_HEADERS, STATUS_200), (RST_STREAM, 0, INTERNAL_ERROR)],
        ),
        (
            "reset in the body",
            &[
                (HEADERS, END_HEADERS, STATUS_200),
                (DATA, 0, b"tw"),
                (RST_STREAM, 0, INTERNAL_ERROR),
            ],
        ),
    ];
    for (name, frames) in cases {
        let server = server(&["h2"], |stream| {
            answer(stream, frames);
        });
        let kind = match subject().send(get(&format!("https://{}/", server.address()))) {
            Ok(response) => read(response.into_body()).expect_err(name),
            Err(error) => error.kind(),
        };
        assert_eq!(kind, TransportErrorKind::Interrupted, "{name}");
    }
}
