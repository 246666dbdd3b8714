//! Detects that the head of an HTTP/1.1 response has begun and does not continue.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::Extensions;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{CaptureConnection, Connected, Connection};

use crate::stall::{LOOKS, Quiet};

/// A connection that records whether the response to the last request has begun.
pub(super) struct Watched<S> {
    stream: S,
    received: Arc<Received>,
}

#[derive(Debug, Default)]
struct Received {
    /// How many times bytes were received.
    count: AtomicU64,
    /// Whether bytes were received after the last ones sent.
    has_begun: AtomicBool,
}

impl<S> Watched<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, received: Arc::default() }
    }

    fn has_sent(&self, count: usize) {
        if count > 0 {
            self.received.has_begun.store(false, Ordering::Relaxed);
        }
    }
}

impl<S: Read + Unpin> Read for Watched<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, received } = self.get_mut();
        ready!(Pin::new(stream).poll_read(context, buffer))?;
        received.count.fetch_add(1, Ordering::Relaxed);
        received.has_begun.store(true, Ordering::Relaxed);
        Poll::Ready(Ok(()))
    }
}

impl<S: Write + Unpin> Write for Watched<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write(context, bytes))?;
        self.has_sent(count);
        Poll::Ready(Ok(count))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write_vectored(context, bytes))?;
        self.has_sent(count);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: Connection> Connection for Watched<S> {
    fn connected(&self) -> Connected {
        self.stream.connected().extra(Arc::clone(&self.received))
    }
}

/// Completes when the head of a response has begun and no byte of it has been received for `limit`.
/// On an HTTP/2 connection, which several responses share, it never completes.
pub(super) async fn stalls(connection: CaptureConnection, limit: Duration) {
    let mut quiet = Quiet::new();
    loop {
        tokio::time::sleep(limit / LOOKS).await;
        if quiet.is_stall(received(&connection)) {
            return;
        }
    }
}

/// Returns how many times bytes were received, if the response has begun.
fn received(connection: &CaptureConnection) -> Option<u64> {
    let connected = connection.connection_metadata();
    let connected = connected.as_ref().filter(|connected| !connected.is_negotiated_h2())?;
    let mut extras = Extensions::new();
    connected.get_extras(&mut extras);
    let received = extras.get::<Arc<Received>>()?;
    let has_begun = received.has_begun.load(Ordering::Relaxed);
    has_begun.then(|| received.count.load(Ordering::Relaxed))
}
