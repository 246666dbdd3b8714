//! Pagination (<https://smithy.io/2.0/spec/behavior-traits.html#pagination>): the input of the next
//! page from the output of a page.

use std::collections::BTreeMap;

use crate::{BigDecimal, BigInteger, Blob, DateTime, Operation};

/// An operation with the trait `paginated`, implemented by its input.
///
/// It does no I/O. A client's paginators use it; without a client, paginate like this:
///
/// ```
/// # use whitesmith_runtime::Paginated;
/// fn all<I: Paginated>(mut input: I, send: impl Fn(&I) -> I::Output) -> Vec<I::Output> {
///     let mut pages = vec![send(&input)];
///     while let Some(next) = pages.last().and_then(|page| input.next_page(page)) {
///         pages.push(send(&next));
///         input = next;
///     }
///     pages
/// }
/// ```
#[doc(alias = "paginator")]
pub trait Paginated: Operation + Clone {
    /// The type of the pagination token: a string, for most operations.
    type Token: PageToken;

    /// Returns the token of the page after `output`; `None` or an empty token if `output` is the
    /// last page.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;

    /// Sets the token of the page to request.
    fn set_token(&mut self, token: Self::Token);

    /// Returns the input of the page after `output`; `None` if `output` is the last page.
    #[must_use]
    fn next_page(&self, output: &Self::Output) -> Option<Self> {
        let token = token_after::<Self>(output)?;
        let mut next = self.clone();
        next.set_token(token);
        Some(next)
    }
}

/// Returns the token after a page, unless it is empty.
fn token_after<I: Paginated>(output: &I::Output) -> Option<I::Token> {
    I::next_token(output).filter(|token| !token.is_empty())
}

/// A pagination token.
pub trait PageToken: Clone + PartialEq + Send + 'static {
    /// Whether the token means that there are no more pages.
    fn is_empty(&self) -> bool;
}

macro_rules! page_tokens {
    ($(|$token:ident: &$type:ty $(where $($parameter:ident),+)?| $empty:expr;)*) => {
        $(
            impl $(<$($parameter: Clone + PartialEq + Send + 'static),+>)? PageToken for $type {
                fn is_empty(&self) -> bool {
                    let $token = self;
                    $empty
                }
            }
        )*
    };
}

page_tokens! {
    |token: &String| str::is_empty(token);
    |token: &Blob| <[u8]>::is_empty(token.as_ref());
    |token: &Vec<T> where T| Vec::is_empty(token);
    |token: &BTreeMap<K, V> where K, V| BTreeMap::is_empty(token);
    |_token: &i32| false;
    |_token: &i64| false;
    |_token: &BigInteger| false;
    |_token: &BigDecimal| false;
    |_token: &DateTime| false;
}

/// A paginated operation whose trait `paginated` names the items in the output.
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items: its model does not name a list in the output",
    label = "this operation has pages only",
    note = "iterate over the pages, and take what you need from each output"
)]
pub trait PaginatedItems: Paginated {
    /// An item: an element of the list; for a map, a key with its value.
    type Item;

    /// Returns the items of a page, in their order.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// The position of a paginator.
#[derive(Debug)]
pub struct Position<I: Paginated> {
    /// The input of the next page; `None` after the last page, or after an error.
    input: Option<I>,
    token: Option<I::Token>,
}

impl<I: Paginated> Position<I> {
    /// Creates the position before the first page.
    pub fn new(input: I) -> Self {
        Self { input: Some(input), token: None }
    }

    /// Returns the input of the next page.
    pub fn input(&self) -> Option<I> {
        self.input.clone()
    }

    /// Advances to the page after `output`. `false` if its token equals that of the page before: then
    /// there are no more pages, as pagination would never end.
    pub fn advance(&mut self, output: &I::Output) -> bool {
        match (token_after::<I>(output), &mut self.input) {
            (None, _) | (_, None) => self.end(),
            (token, _) if token == self.token => {
                self.end();
                return false;
            }
            (Some(token), Some(input)) => {
                input.set_token(token.clone());
                self.token = Some(token);
            }
        }
        true
    }

    /// Whether there are no more pages.
    pub fn is_at_end(&self) -> bool {
        self.input.is_none()
    }

    /// Ends the pagination.
    pub fn end(&mut self) {
        self.input = None;
    }
}
