//! Requests with a body, over transports that are closures.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::*;
use crate::client::{TransportError, TransportErrorKind};
use crate::{Blob, ByteStream};

/// An operation with a body that must not be carried out twice.
#[derive(Clone, Copy, Debug)]
struct Invoke(usize);

impl Operation for Invoke {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "Invoke";

    fn request(&self) -> Result<Request, BuildError> {
        let body = Blob::from(vec![b'a'; self.0]);
        RequestBuilder::new(Method::POST).blob_payload(&body, "text/plain")
    }

    fn response(_: &Response) -> Result<Page, ParseError> {
        Ok(Page::default())
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
    let config = config(&world, Credentials::new("AKID", "secret"))
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
    let config = config(&world, Credentials::new("AKID", "secret")).transport(
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
