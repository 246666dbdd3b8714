//! A server on the loopback that follows a script, request by request, and records the requests.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A time limit that is long enough for any machine, and short enough to notice a hang.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The server's reaction to a request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Sends these bytes and waits for the next request.
    Send(Vec<u8>),
    /// Sends these bytes, then closes the connection.
    SendAndClose(Vec<u8>),
    /// Sends these bytes, then resets the connection.
    SendAndReset(Vec<u8>),
    /// Sends some bytes, then others one by one with this delay.
    SendAndDrip(Vec<u8>, Vec<u8>, Duration),
    /// Sends these bytes after this time.
    SendAfter(Duration, Vec<u8>),
    /// Sends these bytes and then nothing, until the client closes the connection.
    SendAndStall(Vec<u8>),
}

/// The bytes of a JSON response.
pub(crate) fn json(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Whatever\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    let _ = write!(text, "content-length: {}\r\n\r\n{body}", body.len());
    text.into_bytes()
}

/// The bytes of an output.
pub(crate) fn good() -> Vec<u8> {
    let body = r#"{"Account": {"AwsAccountId": "1", "AccountId": "a", "Name": "Sales"}}"#;
    json(200, &[("content-type", "application/json")], body)
}

/// Sends an output.
pub(crate) fn ok() -> Act {
    Act::Send(good())
}

/// Sends an error without a body.
pub(crate) fn status(status: u16) -> Act {
    Act::Send(json(status, &[], ""))
}

/// A received request.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// The first line: method, request target and version.
    pub(crate) line: String,
    /// The names, in lower case, and the values.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The value of a header, which must occur once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next()?.1.as_str();
        assert!(values.next().is_none(), "`{name}` was sent twice");
        Some(value)
    }
}

/// A server with a thread for each connection.
pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
}

struct Log {
    script: Vec<Act>,
    received: Vec<Received>,
    connections: usize,
    closed: usize,
}

impl Server {
    /// Serves requests in the order of the script; the last reaction applies to all further
    /// requests.
    pub(crate) fn new(script: impl Into<Vec<Act>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let log = Log { script: script.into(), received: Vec::new(), connections: 0, closed: 0 };
        let log = Arc::new(Mutex::new(log));
        let shared = Arc::clone(&log);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let log = Arc::clone(&shared);
                thread::spawn(move || {
                    log.lock().unwrap().connections += 1;
                    // A client may close the connection at any time.
                    let _ = serve(&stream, &log);
                    log.lock().unwrap().closed += 1;
                });
            }
        });
        Self { address, log }
    }

    /// The URL for clients.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its host and port.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.log.lock().unwrap().received.clone()
    }

    /// The number of requests so far.
    pub(crate) fn count(&self) -> usize {
        self.log.lock().unwrap().received.len()
    }

    /// Waits until this number of requests was received, and returns their number: a client that
    /// gives up does not wait until the server has read its request.
    pub(crate) fn count_from(&self, least: usize) -> usize {
        self.wait(|log| log.received.len() >= least);
        self.count()
    }

    /// The number of connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.log.lock().unwrap().connections
    }

    /// Waits until a request was received.
    pub(crate) fn wait_for_request(&self) {
        self.wait(|log| !log.received.is_empty());
    }

    /// Waits until this number of connections is closed.
    pub(crate) fn wait_for_closed(&self, count: usize) {
        self.wait(|log| log.closed >= count);
    }

    fn wait(&self, until: impl Fn(&Log) -> bool) {
        let start = Instant::now();
        while !until(&self.log.lock().unwrap()) {
            assert!(start.elapsed() < PATIENCE, "nothing happens");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Serves a connection.
fn serve(stream: &TcpStream, log: &Mutex<Log>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(received) = receive(&mut reader)? {
        let act = {
            let mut log = log.lock().unwrap();
            let act = log.script[log.received.len().min(log.script.len() - 1)].clone();
            log.received.push(received);
            act
        };
        let mut writer = stream;
        match act {
            Act::Send(bytes) => writer.write_all(&bytes)?,
            Act::SendAndClose(bytes) => return writer.write_all(&bytes),
            Act::SendAndReset(bytes) => {
                writer.write_all(&bytes)?;
                return reset(stream);
            }
            Act::SendAndDrip(bytes, slowly, pause) => {
                writer.write_all(&bytes)?;
                for byte in slowly {
                    writer.write_all(&[byte])?;
                    thread::sleep(pause);
                }
            }
            Act::SendAfter(pause, bytes) => {
                thread::sleep(pause);
                writer.write_all(&bytes)?;
            }
            Act::SendAndStall(bytes) => {
                writer.write_all(&bytes)?;
                io::copy(&mut reader, &mut io::sink())?;
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Resets the connection, so that the client gets an error and not the end of the stream.
fn reset(stream: &TcpStream) -> io::Result<()> {
    // The client must have read the bytes before, because a reset discards them.
    thread::sleep(Duration::from_millis(30));
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))
}

fn receive(reader: &mut impl BufRead) -> io::Result<Option<Received>> {
    let Some(line) = text_line(reader)? else { return Ok(None) };
    let mut headers = Vec::new();
    while let Some(line) = text_line(reader)?.filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let value = |name| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let body = if value("transfer-encoding").is_some() {
        chunks(reader)?
    } else {
        let length = value("content-length").map_or(0, |length| length.parse().unwrap());
        exactly(reader, length)?
    };
    Ok(Some(Received { line, headers, body }))
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = text_line(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let size = usize::from_str_radix(&size, 16).map_err(io::Error::other)?;
        body.extend(exactly(reader, size)?);
        text_line(reader)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn exactly(reader: &mut impl BufRead, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A line without its end; `None` at the end of the connection.
fn text_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let line = String::from_utf8(line).map_err(io::Error::other)?;
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}
