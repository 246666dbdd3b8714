//! The pages of an operation, and the items on them, for code that blocks.

use std::{fmt, vec};

use super::{Output, PageError};
use crate::pagination::Position;
use crate::{Paginated, PaginatedItems};

type Call<I, E> = dyn FnMut(I) -> Result<Output<I>, E> + Send;

/// The pages of an operation, as an iterator: one call for each page, made when the page is asked
/// for. It ends after the last page, and after an error; a page whose token is that of the page before is
/// the last one, too.
#[must_use = "nothing is called until a page is asked for"]
pub struct BlockingPages<I: Paginated, E> {
    call: Box<Call<I, E>>,
    position: Position<I>,
    is_strict: bool,
    /// The page before was fine, but its token leads back to itself, which is an error.
    repeated: bool,
}

impl<I: Paginated, E> BlockingPages<I, E> {
    /// Takes the input of the first page, and what calls the operation with the input of any page.
    pub fn new(input: I, call: impl FnMut(I) -> Result<I::Output, E> + Send + 'static) -> Self {
        let position = Position::new(input);
        Self { call: Box::new(call), position, is_strict: false, repeated: false }
    }

    /// Ends with [`PageError::RepeatedToken`] after a page whose token is that of the page before,
    /// instead of taking it for the last page.
    pub fn error_on_repeated_token(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// What is on the pages, one by one.
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

/// What is on the pages of an operation, item by item; see [`BlockingPages::items`].
#[must_use = "nothing is called until an item is asked for"]
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
