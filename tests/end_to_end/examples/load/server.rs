//! A server on the loopback that responds to each request with the name in it, with as little work
//! as possible.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// A server with a thread for each connection.
pub(crate) struct Server {
    address: SocketAddr,
    answered: Arc<AtomicU64>,
}

impl Server {
    pub(crate) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let answered = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&answered);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let count = Arc::clone(&count);
                thread::spawn(move || {
                    if let Err(error) = serve(&stream, &count) {
                        eprintln!("the server lost a connection: {error}");
                    }
                });
            }
        });
        Ok(Self { address, answered })
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The number of responses so far.
    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }
}

/// Serves a connection, with reused buffers.
fn serve(stream: &TcpStream, count: &AtomicU64) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let (mut line, mut body, mut answer) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let mut length = 0;
        loop {
            line.clear();
            if reader.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            let text = line.trim_ascii();
            if text.is_empty() {
                break;
            }
            length = content_length(text).unwrap_or(length);
        }
        body.resize(length, 0);
        reader.read_exact(&mut body)?;
        answer.clear();
        respond(&body, &mut answer)?;
        // Counted before the response is sent, so that the client finds it counted.
        count.fetch_add(1, Ordering::Relaxed);
        (&*stream).write_all(&answer)?;
    }
}

fn content_length(header: &[u8]) -> Option<usize> {
    let (name, value) = header.split_at_checked(b"content-length:".len())?;
    let value = name.eq_ignore_ascii_case(b"content-length:").then_some(value)?;
    str::from_utf8(value).ok()?.trim().parse().ok()
}

/// Writes the response for a body such as `{"Name":"Account 1"}`.
fn respond(body: &[u8], answer: &mut Vec<u8>) -> io::Result<()> {
    const START: &[u8] = br#"{"Account":{"AwsAccountId":"111122223333","AccountId":"12a3456b","#;
    let members = body.strip_prefix(b"{").unwrap_or_default();
    let length = START.len() + members.len() + 1;
    write!(
        answer,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    )?;
    answer.extend_from_slice(START);
    answer.extend_from_slice(members);
    answer.push(b'}');
    Ok(())
}
