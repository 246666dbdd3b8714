//! Blocking paginators: the pages of an operation, and the items on them, as iterators.

use std::{fmt, vec};

use super::{Output, PageError};
use whitesmith_runtime::internal::Position;
use whitesmith_runtime::{Paginated, PaginatedItems};

type Call<I, E> = dyn FnMut(I) -> Result<Output<I>, E> + Send;

/// A paginator: the pages of an operation as an iterator. Each page is one call, made by `next`.
///
/// The iterator ends after the last page, and after an error. By default a page whose token equals
/// that of the page before is the last one too; see
/// [`error_on_repeated_token`](Self::error_on_repeated_token).
#[must_use = "nothing is called until a page is asked for"]
#[doc(alias = "paginator")]
pub struct BlockingPages<I: Paginated, E> {
    call: Box<Call<I, E>>,
    position: Position<I>,
    is_strict: bool,
    /// The last page was returned, but its token is that of the page before, which is an error.
    repeated: bool,
}

impl<I: Paginated, E> BlockingPages<I, E> {
    /// Creates a paginator from the input of the first page and a function that calls the operation.
    pub fn new(input: I, call: impl FnMut(I) -> Result<I::Output, E> + Send + 'static) -> Self {
        let position = Position::new(input);
        Self { call: Box::new(call), position, is_strict: false, repeated: false }
    }

    /// Makes a token that equals that of the page before an error, [`PageError::RepeatedToken`],
    /// instead of the end.
    pub fn error_on_repeated_token(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Converts into an iterator of the items on the pages, as the model's `paginated` trait
    /// declares them.
    pub fn items(self) -> BlockingItems<I, E>
    where
        I: PaginatedItems,
    {
        BlockingItems { pages: self, page: Vec::new().into_iter() }
    }
}

impl<I: Paginated, E> Iterator for BlockingPages<I, E> {
    type Item = Result<I::Output, PageError<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        if std::mem::take(&mut self.repeated) {
            return Some(Err(PageError::RepeatedToken));
        }
        match (self.call)(self.position.input()?) {
            Ok(page) => {
                self.repeated = !self.position.advance(&page) && self.is_strict;
                Some(Ok(page))
            }
            Err(error) => {
                self.position.end();
                Some(Err(PageError::Call(error)))
            }
        }
    }
}

impl<I: Paginated, E> std::iter::FusedIterator for BlockingPages<I, E> {}

impl<I: Paginated, E> fmt::Debug for BlockingPages<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingPages").field("operation", &I::NAME).finish_non_exhaustive()
    }
}

/// The items on the pages of an operation, as an iterator; see [`BlockingPages::items`].
#[must_use = "nothing is called until an item is asked for"]
#[doc(alias = "paginator")]
pub struct BlockingItems<I: PaginatedItems, E> {
    pages: BlockingPages<I, E>,
    page: vec::IntoIter<I::Item>,
}

impl<I: PaginatedItems, E> Iterator for BlockingItems<I, E> {
    type Item = Result<I::Item, PageError<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = I::into_items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<I: PaginatedItems, E> std::iter::FusedIterator for BlockingItems<I, E> {}

impl<I: PaginatedItems, E> fmt::Debug for BlockingItems<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingItems").field("operation", &I::NAME).finish_non_exhaustive()
    }
}
