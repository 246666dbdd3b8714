//! A server on the loopback that sends a canned response to one request and records the request.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

/// A time limit that is long enough for any machine, and short enough to notice a hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// The canned response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// A JSON response of the service.
    pub(crate) fn json(status: u16, body: &'a str) -> Self {
        Self { status, headers: &[("content-type", "application/json")], body: body.as_bytes() }
    }
}

/// The received request.
#[derive(Debug)]
pub(crate) struct Received {
    /// The first line: method, request target and version.
    pub(crate) line: String,
    /// The names, in lower case, and the values.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A server for one request.
#[derive(Debug)]
pub(crate) struct Server(TcpListener);

impl Server {
    /// Listens on a free port.
    pub(crate) fn bind() -> Self {
        Self(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap())
    }

    /// The URL for clients.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    /// Waits for a request and responds to it.
    pub(crate) fn serve(&self, answer: &Answer<'_>) -> Received {
        let (stream, _) = self.0.accept().unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let received = receive(&stream);
        respond(&stream, answer).unwrap();
        received
    }

    /// Whether there was no connection so far.
    pub(crate) fn is_untouched(&self) -> bool {
        self.0.set_nonblocking(true).unwrap();
        self.0.accept().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
    }
}

fn receive(stream: &TcpStream) -> Received {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines().map(|line| line.unwrap());
    let line = lines.next().unwrap();
    let headers: Vec<(String, String)> = lines
        .by_ref()
        .take_while(|line| !line.is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        })
        .collect();
    drop(lines);
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    Received { line, headers, body }
}

fn respond(mut stream: &TcpStream, answer: &Answer<'_>) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {} Whatever\r\nconnection: close\r\n", answer.status)?;
    for (name, value) in answer.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "content-length: {}\r\n\r\n", answer.body.len())?;
    stream.write_all(answer.body)
}
