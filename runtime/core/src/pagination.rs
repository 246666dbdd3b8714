//! Operations whose results come in pages (<https://smithy.io/2.0/spec/behavior-traits.html#pagination>):
//! the output of one page in, the input of the next one out.

use std::collections::BTreeMap;

use crate::{BigDecimal, BigInteger, Blob, DateTime, Operation};

/// An operation that answers its results page by page. Its input implements it.
///
/// No I/O happens here. Code that sends requests itself goes from page to page like this:
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
pub trait Paginated: Operation + Clone {
    /// What says where the next page starts: a string, for most operations.
    type Token: PageToken;

    /// Where the page after this one starts; nothing, or an empty token, if this is the last one.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;

    /// Asks for the page that starts there.
    fn set_token(&mut self, token: Self::Token);

    /// The same input, asking for the page after this one; `None` if this is the last one.
    #[must_use]
    fn next_page(&self, output: &Self::Output) -> Option<Self> {
        let token = token_after::<Self>(output)?;
        let mut next = self.clone();
        next.set_token(token);
        Some(next)
    }
}

/// The token after a page, if it leads anywhere.
fn token_after<I: Paginated>(output: &I::Output) -> Option<I::Token> {
    I::next_token(output).filter(|token| !token.is_empty())
}

/// What may say where a page starts.
pub trait PageToken: Clone + PartialEq + Send + 'static {
    /// Whether it says that there are no more pages.
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

/// An operation whose model says which member of the output is what comes in pages.
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items: its model does not name a list in the output",
    label = "this operation has pages only",
    note = "iterate over the pages, and take what you need from each output"
)]
pub trait PaginatedItems: Paginated {
    /// An element of the list; of a map, a key with its value.
    type Item;

    /// The items of a page, in their order.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// Which page is asked for next.
#[cfg(feature = "client")]
#[derive(Debug)]
pub(crate) struct Position<I: Paginated> {
    /// `None` after the last page, or after an error.
    input: Option<I>,
    token: Option<I::Token>,
}

#[cfg(feature = "client")]
impl<I: Paginated> Position<I> {
    /// Before the first page.
    pub(crate) fn new(input: I) -> Self {
        Self { input: Some(input), token: None }
    }

    /// The input of the page to ask for.
    pub(crate) fn input(&self) -> Option<I> {
        self.input.clone()
    }

    /// Goes on to the page after this one. `false` if the service gave the same token as with the page
    /// before: there are no more pages then, and asking would never end.
    pub(crate) fn advance(&mut self, output: &I::Output) -> bool {
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

    /// Whether no page is left to ask for.
    pub(crate) fn is_at_end(&self) -> bool {
        self.input.is_none()
    }

    /// There are no more pages.
    pub(crate) fn end(&mut self) {
        self.input = None;
    }
}
