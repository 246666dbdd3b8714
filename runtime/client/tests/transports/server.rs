//! A server that passes each connection to a closure.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

pub(crate) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Serves each connection on a thread of its own.
    pub(crate) fn start(serve: impl Fn(Connection) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (serve, counter) = (Arc::new(serve), Arc::clone(&connections));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                counter.fetch_add(1, Ordering::SeqCst);
                let serve = Arc::clone(&serve);
                thread::spawn(move || serve(Connection(BufReader::new(stream))));
            }
        });
        Self { address, connections }
    }

    /// Responds to the first request of each connection with these bytes, and closes it.
    pub(crate) fn answer(bytes: &'static [u8]) -> Self {
        Self::start(move |mut connection| {
            if connection.request().is_some() {
                connection.write(bytes).unwrap();
            }
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

pub(crate) struct Connection(BufReader<TcpStream>);

/// The head of a request: its first line, and its headers in lower case, in order.
pub(crate) struct Head {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
}

impl Head {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

impl Connection {
    /// Returns the head of the next request; `None` at the end of the connection.
    pub(crate) fn head(&mut self) -> Option<Head> {
        let line = self.line()?;
        let mut headers = Vec::new();
        loop {
            let header = self.line()?;
            if header.is_empty() {
                headers.sort();
                return Some(Head { line, headers });
            }
            let (name, value) = header.split_once(':')?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// Returns the next request with its body.
    pub(crate) fn request(&mut self) -> Option<(Head, Vec<u8>)> {
        let head = self.head()?;
        let mut body = Vec::new();
        self.body(&head, |piece| body.extend_from_slice(piece))?;
        Some((head, body))
    }

    /// Passes the body of a request to a closure, piece by piece.
    pub(crate) fn body(&mut self, head: &Head, mut piece: impl FnMut(&[u8])) -> Option<()> {
        if head.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = u64::from_str_radix(&self.line()?, 16).ok()?;
                self.pieces(size, &mut piece)?;
                self.line()?;
                if size == 0 {
                    return Some(());
                }
            }
        }
        let length = head.header("content-length").map_or(Some(0), |length| length.parse().ok())?;
        self.pieces(length, &mut piece)
    }

    fn pieces(&mut self, mut left: u64, piece: &mut impl FnMut(&[u8])) -> Option<()> {
        let mut buffer = vec![0; 64 * 1024];
        while left > 0 {
            let wanted = buffer.len().min(usize::try_from(left).ok()?);
            let read = self.0.read(&mut buffer[..wanted]).ok().filter(|read| *read > 0)?;
            piece(&buffer[..read]);
            left -= read as u64;
        }
        Some(())
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Whether the peer sends nothing for a moment.
    pub(crate) fn is_silent(&mut self) -> bool {
        let stream = self.0.get_ref();
        stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let is_silent = self.0.fill_buf().is_err();
        self.0.get_ref().set_read_timeout(None).unwrap();
        is_silent
    }

    /// Returns what the peer sends until it closes the connection.
    pub(crate) fn rest(mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // A reset is an end, too.
        let _ = self.0.read_to_end(&mut rest);
        rest
    }

    /// Waits until the peer closes the connection, in whatever way.
    pub(crate) fn wait_for_close(mut self) {
        let mut rest = [0; 1024];
        while self.0.read(&mut rest).is_ok_and(|read| read > 0) {}
    }

    pub(crate) fn into_stream(self) -> TcpStream {
        self.0.into_inner()
    }
}
