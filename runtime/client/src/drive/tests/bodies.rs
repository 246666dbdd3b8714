//! Requests with a body, over transports that are closures.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use super::*;
use crate::{TransportError, TransportErrorKind};
use whitesmith_runtime::{Blob, ByteStream};

/// An operation with a body that is not idempotent.
#[derive(Clone, Copy, Debug)]
struct Invoke(usize);

impl Operation for Invoke {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "Invoke";

    fn write_request(&self, request: &mut RequestWriter) {
        let body = Blob::from(vec![b'a'; self.0]);
        request.blob_payload(&body, "text/plain");
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

fn no_answer() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, "no answer")
}

#[test]
fn a_body_that_was_collected_was_sent() {
    let world = world();
    let sent = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&sent);
    let config = config(&world, BearerToken::new("secret"))
        .attempt_timeout(Duration::from_secs(5))
        .transport(move |request: http::Request<ByteStream>| {
            count.fetch_add(1, Ordering::Relaxed);
            async move {
                let body = request.into_body().collect(usize::MAX).await;
                assert_eq!(body.map(|body| body.len()).ok(), Some(2));
                Err(no_answer())
            }
        });
    // The service may have carried it out.
    assert!(call(config, Invoke(2)).is_err());
    assert_eq!(sent.load(Ordering::Relaxed), 1);
}

#[test]
fn a_body_that_was_not_taken_is_sent_again() {
    let world = world();
    let sent = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&sent);
    let config = config(&world, BearerToken::new("secret")).transport(
        move |request: http::Request<ByteStream>| {
            count.fetch_add(1, Ordering::Relaxed);
            async move {
                let too_long = request.into_body().collect(1).await;
                assert!(too_long.is_err());
                Err(no_answer())
            }
        },
    );
    assert!(call(config, Invoke(2)).is_err());
    assert_eq!(sent.load(Ordering::Relaxed), 3);
}

/// A future that is ready when it is polled for the second time.
async fn a_moment() {
    let mut has_begun = false;
    poll_fn(|context| {
        if std::mem::replace(&mut has_begun, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Sleeps that complete at once, as in tests.
#[test]
fn a_transport_may_wait_where_waits_are_over_at_once() {
    for stall in [Some(Duration::from_secs(20)), Some(Duration::from_nanos(1)), None] {
        for len in [2, 100_000] {
            let world = world();
            let config = config(&world, BearerToken::new("secret"))
                .sleep(|_| std::future::ready(()))
                .stall_timeout(stall)
                .transport(|request: http::Request<ByteStream>| async move {
                    a_moment().await;
                    let mut body = request.into_body();
                    while let Some(piece) = body.next().await {
                        assert!(piece.is_ok());
                        a_moment().await;
                    }
                    Ok(http::Response::new(ByteStream::from("{}")))
                });
            assert!(call(config, Invoke(len)).is_ok(), "{stall:?} {len}");
        }
    }
}

#[test]
fn a_stall_limit_of_zero_is_none() {
    let world = world();
    let config = config(&world, BearerToken::new("secret"))
        .stall_timeout(Duration::ZERO)
        .transport(|request: http::Request<ByteStream>| async move {
            let info = request.extensions().get::<crate::CallInfo>().cloned();
            assert_eq!(info.and_then(|info| info.stall_timeout), None);
            Ok(http::Response::new(ByteStream::from("{}")))
        });
    assert!(call(config.clone(), Invoke(2)).is_ok());
    let client = Client::new::<GetService>(config.stall_timeout(Duration::from_secs(20)));
    let client = client.with(CallOptions::new().stall_timeout(Duration::ZERO));
    assert!(block_on(client.call(Invoke(2))).is_ok());
}
