//! A single-threaded HTTP/1.1 server that gives all requests the same response. The first line that
//! it prints is its URL.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// The response.
const ANSWER: &str = include_str!("../../meter/src/answer.json");

fn main() -> io::Result<()> {
    Builder::new_current_thread().enable_io().build()?.block_on(listen())
}

async fn listen() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        // A client that closes the connection is not an error.
        tokio::spawn(async move { serve(stream).await.ok() });
    }
}

/// Responds to the requests of a connection in order.
async fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         x-amzn-requestid: 7d2ec1b4-2cd2-4ef5-9d5c-1a2b3c4d5e6f\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        match length(&received) {
            Some(length) if length <= received.len() => {
                stream.write_all(answer.as_bytes()).await?;
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
