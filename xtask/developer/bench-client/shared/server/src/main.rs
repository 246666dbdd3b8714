//! A single-threaded HTTP/1.1 server that gives all requests the same response, whose content type and body are
//! its arguments `CONTENT_TYPE FILE`. The first line that it prints is its URL.

use std::sync::Arc;
use std::{env, fs, io};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(content_type), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: server CONTENT_TYPE FILE"));
    };
    let answer: Arc<[u8]> = response(&content_type, &fs::read(file)?).into();
    Builder::new_current_thread().enable_io().build()?.block_on(listen(&answer))
}

fn response(content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\
         x-amzn-requestid: 7d2ec1b4-2cd2-4ef5-9d5c-1a2b3c4d5e6f\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

async fn listen(answer: &Arc<[u8]>) -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        // A client that closes the connection is not an error.
        let answer = Arc::clone(answer);
        tokio::spawn(async move { serve(stream, &answer).await.ok() });
    }
}

/// Responds to the requests of a connection in order.
async fn serve(mut stream: TcpStream, answer: &[u8]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        match length(&received) {
            Some(length) if length <= received.len() => {
                stream.write_all(answer).await?;
                received.drain(..length);
            }
            _ => {
                if stream.read_buf(&mut received).await? == 0 {
                    return Ok(());
                }
            }
        }
    }
}

/// The length of the first request, if its head is complete.
fn length(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let lines = std::str::from_utf8(&received[..head]).ok()?.lines();
    let mut headers = lines.filter_map(|line| line.split_once(':'));
    let body = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    Some(head + body.and_then(|(_, length)| length.trim().parse().ok()).unwrap_or(0))
}
