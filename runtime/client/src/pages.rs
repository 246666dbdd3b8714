//! Paginators: streams and iterators of the pages of an operation, or of the items on them. Each page
//! is requested when it is polled for.

mod blocking;
mod error;
#[cfg(test)]
mod tests;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::BoxFuture;
use whitesmith_runtime::internal::Position;
use whitesmith_runtime::{Operation, Paginated, PaginatedItems};

pub use blocking::{BlockingItems, BlockingPages};
pub use error::PageError;

type Output<I> = <I as Operation>::Output;
type Call<I, E> = dyn FnMut(I) -> BoxFuture<'static, Result<Output<I>, E>> + Send;

/// A paginator: the pages of an operation as a stream. Each page is one call, made when the page is
/// polled for.
///
/// The stream ends after the last page, and after an error. By default a page whose token equals
/// that of the page before is the last one too, since some operations, such as `GetLogEvents` of
/// CloudWatch Logs, mark their last page so; see
/// [`error_on_repeated_token`](Self::error_on_repeated_token).
///
/// Dropping a future of [`next`](Self::next) does not cancel a call that has begun: the following
/// `next` continues it. Dropping the paginator does.
#[must_use = "nothing is called until a page is asked for"]
#[doc(alias = "paginator")]
pub struct Pages<I: Paginated, E> {
    call: Box<Call<I, E>>,
    position: Position<I>,
    state: State<I, E>,
    is_strict: bool,
}

enum State<I: Paginated, E> {
    Idle,
    Calling(BoxFuture<'static, Result<Output<I>, E>>),
    /// The last page was returned, but its token is that of the page before, which is an error.
    Repeated,
}

impl<I: Paginated, E> Pages<I, E> {
    /// Creates a paginator from the input of the first page and a function that calls the operation.
    pub fn new<Called>(input: I, mut call: impl FnMut(I) -> Called + Send + 'static) -> Self
    where
        Called: Future<Output = Result<I::Output, E>> + Send + 'static,
    {
        Self {
            call: Box::new(move |input| Box::pin(call(input))),
            position: Position::new(input),
            state: State::Idle,
            is_strict: false,
        }
    }

    /// Makes a token that equals that of the page before an error, [`PageError::RepeatedToken`],
    /// instead of the end.
    pub fn error_on_repeated_token(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Requests the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<I::Output, PageError<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Converts into a stream of the items on the pages, as the model's `paginated` trait declares
    /// them.
    pub fn items(self) -> Items<I, E>
    where
        I: PaginatedItems,
    {
        Items { pages: self, page: Vec::new().into_iter() }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I::Output, PageError<E>>>> {
        loop {
            match &mut self.state {
                State::Idle => match self.position.input() {
                    Some(input) => self.state = State::Calling((self.call)(input)),
                    None => return Poll::Ready(None),
                },
                State::Calling(called) => {
                    let result = ready!(called.as_mut().poll(context));
                    self.state = State::Idle;
                    return Poll::Ready(Some(self.take(result)));
                }
                State::Repeated => {
                    self.state = State::Idle;
                    return Poll::Ready(Some(Err(PageError::RepeatedToken)));
                }
            }
        }
    }

    fn take(&mut self, result: Result<I::Output, E>) -> Result<I::Output, PageError<E>> {
        match result {
            Ok(page) => {
                if !self.position.advance(&page) && self.is_strict {
                    self.state = State::Repeated;
                }
                Ok(page)
            }
            Err(error) => {
                self.position.end();
                Err(PageError::Call(error))
            }
        }
    }
}

/// No field is structurally pinned: the future is boxed.
impl<I: Paginated, E> Unpin for Pages<I, E> {}

impl<I: Paginated, E> Stream for Pages<I, E> {
    type Item = Result<I::Output, PageError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<I: Paginated, E> FusedStream for Pages<I, E> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Idle) && self.position.is_at_end()
    }
}

impl<I: Paginated, E> fmt::Debug for Pages<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &I::NAME).finish_non_exhaustive()
    }
}

/// The items on the pages of an operation, as a stream; see [`Pages::items`].
#[must_use = "nothing is called until an item is asked for"]
#[doc(alias = "paginator")]
pub struct Items<I: PaginatedItems, E> {
    pages: Pages<I, E>,
    page: vec::IntoIter<I::Item>,
}

impl<I: PaginatedItems, E> Items<I, E> {
    /// Returns the next item; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<I::Item, PageError<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I::Item, PageError<E>>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = I::into_items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<I: PaginatedItems, E> Unpin for Items<I, E> {}

impl<I: PaginatedItems, E> Stream for Items<I, E> {
    type Item = Result<I::Item, PageError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<I: PaginatedItems, E> FusedStream for Items<I, E> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}

impl<I: PaginatedItems, E> fmt::Debug for Items<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &I::NAME).finish_non_exhaustive()
    }
}
