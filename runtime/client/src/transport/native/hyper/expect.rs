//! Holds back the body of a request with `expect: 100-continue` until the server asks for it (RFC 9110,
//! section 10.1.1).

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http::header::EXPECT;
use http::{Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use hyper::ext::on_informational;
use tokio::time::Sleep;
use whitesmith_runtime::{ByteStream, StreamError};

/// How long a server may take to ask for the body. After that the body is sent, as the server may not know the
/// header.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the request and its body share.
#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    stage: Stage,
    waker: Option<Waker>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// The server has not responded.
    #[default]
    Waiting,
    /// The body is sent.
    Open,
    /// The server has responded without the body, and the response is being read.
    Answered,
    /// The response has been read. The connection is of no more use.
    Closed,
}

impl Gate {
    /// Moves on to the next stage. A body that is being sent stays that.
    fn enter(&self, next: Stage) {
        let mut state = self.state();
        if state.stage == Stage::Open {
            return;
        }
        state.stage = next;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the wait, as the response has arrived. The connection is closed once it has been read.
    pub(super) fn answered(
        self: Arc<Self>,
        response: Response<ByteStream>,
    ) -> Response<ByteStream> {
        self.enter(Stage::Answered);
        response.map(|body| {
            if body.as_bytes().is_some() {
                self.enter(Stage::Closed);
                return body;
            }
            ByteStream::new(Last { body, _closing: Closing(self) })
        })
    }
}

/// Holds back the body of a request that has the header.
pub(super) fn hold_back(request: Request<ByteStream>) -> (Request<ByteStream>, Option<Arc<Gate>>) {
    if !request.headers().contains_key(EXPECT) {
        return (request, None);
    }
    let gate = Arc::<Gate>::default();
    let mut request = request.map(|body| {
        let patience = Box::pin(tokio::time::sleep(PATIENCE));
        ByteStream::new(Held { body, gate: Arc::clone(&gate), patience })
    });
    let opened = Arc::clone(&gate);
    on_informational(&mut request, move |response| {
        if response.status() == StatusCode::CONTINUE {
            opened.enter(Stage::Open);
        }
    });
    (request, Some(gate))
}

/// The body of a request.
struct Held {
    body: ByteStream,
    gate: Arc<Gate>,
    patience: Pin<Box<Sleep>>,
}

impl Body for Held {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let held = self.get_mut();
        let mut state = held.gate.state();
        if state.stage == Stage::Waiting && held.patience.as_mut().poll(context).is_ready() {
            state.stage = Stage::Open;
        }
        match state.stage {
            Stage::Open => {
                drop(state);
                Pin::new(&mut held.body).poll_frame(context)
            }
            Stage::Waiting | Stage::Answered => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
            Stage::Closed => {
                let reason = "the server has responded without the body";
                Poll::Ready(Some(Err(StreamError::new(io::Error::other(reason)))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Closes the connection when it is dropped, unless the body of the request is sent.
struct Closing(Arc<Gate>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.enter(Stage::Closed);
    }
}

/// The body of a response, which is the last one of its connection if the body of the request was not sent.
struct Last {
    body: ByteStream,
    _closing: Closing,
}

impl Body for Last {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
