//! Asynchronous and blocking paginators over the same services.

use std::future::{pending, ready};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Waker;

use super::super::fake_list::{ListError, ListInput, Page};
use super::*;
use whitesmith_runtime::internal::block_on;

type Answer = Result<Page, ListError>;

/// A service that returns one page for each token, and records the tokens.
#[derive(Clone)]
struct Fake {
    answers: fn(Option<&str>) -> Answer,
    asked: Arc<Mutex<Vec<Option<String>>>>,
}

impl Fake {
    fn new(answers: fn(Option<&str>) -> Answer) -> Self {
        Self { answers, asked: Arc::default() }
    }

    fn call(&self, input: ListInput) -> Answer {
        let answer = (self.answers)(input.token.as_deref());
        self.asked.lock().unwrap().push(input.token);
        answer
    }

    fn pages(&self) -> Pages<ListInput, ListError> {
        let fake = self.clone();
        Pages::new(ListInput::default(), move |input| ready(fake.call(input)))
    }

    fn blocking(&self) -> BlockingPages<ListInput, ListError> {
        let fake = self.clone();
        BlockingPages::new(ListInput::default(), move |input| fake.call(input))
    }

    fn asked(&self) -> Vec<Option<String>> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

fn collect<T>(mut next: impl FnMut() -> Option<T>) -> Vec<T> {
    let collected = std::iter::from_fn(&mut next).collect();
    assert!(next().is_none(), "goes on after its end");
    collected
}

type All = (
    Vec<Result<Page, PageError<ListError>>>,
    Vec<Result<u32, PageError<ListError>>>,
    Vec<Option<String>>,
);

/// Returns the pages and items of both paginators, which must be equal, and the tokens requested.
fn all(answers: fn(Option<&str>) -> Answer) -> All {
    let fake = Fake::new(answers);
    let mut stream = fake.pages();
    assert!(!stream.is_terminated());
    let pages = collect(|| block_on(stream.next()));
    assert!(stream.is_terminated());
    let asked = fake.asked();
    let mut blocking = fake.blocking();
    assert_eq!(collect(|| blocking.next()), pages);
    assert_eq!(fake.asked(), asked);
    let mut stream = fake.pages().items();
    let items = collect(|| block_on(stream.next()));
    assert!(stream.is_terminated());
    assert_eq!(fake.blocking().items().collect::<Vec<_>>(), items);
    (pages, items, asked)
}

#[test]
fn pages_follow_each_other_until_there_is_no_token() {
    let (pages, items, asked) = all(|token| {
        Ok(match token {
            None => Page::new([1, 2], Some("b")),
            Some("b") => Page::new([], Some("c")),
            // An empty token counts as none.
            _ => Page::new([3], Some("")),
        })
    });
    assert_eq!(pages.len(), 3);
    assert_eq!(items, [Ok(1), Ok(2), Ok(3)]);
    assert_eq!(asked, [None, Some("b".to_owned()), Some("c".to_owned())]);
}

#[test]
fn one_page_may_be_all() {
    let (pages, items, asked) = all(|_| Ok(Page::new([], None)));
    assert_eq!((pages, items, asked), (vec![Ok(Page::default())], vec![], vec![None]));
}

#[test]
fn an_error_ends_the_pages() {
    let (pages, items, asked) = all(|token| match token {
        None => Ok(Page::new([1], Some("b"))),
        Some(_) => Err(ListError::new("Gone")),
    });
    let error = PageError::Call(ListError::new("Gone"));
    assert_eq!(pages, [Ok(Page::new([1], Some("b"))), Err(error.clone())]);
    assert_eq!(items, [Ok(1), Err(error.clone())]);
    assert_eq!(asked.len(), 2);
    assert_eq!(error.to_string(), ListError::new("Gone").to_string());
    assert_eq!(error.into_call(), Some(ListError::new("Gone")));
}

#[test]
fn a_token_that_comes_twice_ends_the_pages() {
    let (pages, items, asked) = all(|_| Ok(Page::new([1], Some("a"))));
    let page = || Ok(Page::new([1], Some("a")));
    assert_eq!(pages, [page(), page()]);
    assert_eq!(items, [Ok(1), Ok(1)]);
    assert_eq!(asked, [None, Some("a".to_owned())]);
}

#[test]
fn a_token_that_comes_twice_can_be_an_error() {
    let fake = Fake::new(|_| Ok(Page::new([1], Some("a"))));
    let mut stream = fake.pages().error_on_repeated_token();
    let pages = collect(|| block_on(stream.next()));
    assert!(stream.is_terminated());
    let page = || Ok(Page::new([1], Some("a")));
    assert_eq!(pages, [page(), page(), Err(PageError::RepeatedToken)]);
    assert_eq!(fake.blocking().error_on_repeated_token().collect::<Vec<_>>(), pages);
    let mut items = fake.pages().error_on_repeated_token().items();
    let items = collect(|| block_on(items.next()));
    assert_eq!(items, [Ok(1), Ok(1), Err(PageError::RepeatedToken)]);
    let blocking = fake.blocking().error_on_repeated_token().items();
    assert_eq!(blocking.collect::<Vec<_>>(), items);
}

#[test]
fn a_call_goes_on_after_a_dropped_next_and_ends_with_the_stream() {
    struct Guard(Arc<AtomicUsize>);
    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let (calls, dropped) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (called, guards) = (calls.clone(), dropped.clone());
    let mut pages: Pages<ListInput, ListError> = Pages::new(ListInput::default(), move |_| {
        called.fetch_add(1, Ordering::SeqCst);
        let guard = Guard(guards.clone());
        async move {
            let _guard = guard;
            pending().await
        }
    });
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..2 {
        assert!(pin!(pages.next()).poll(&mut context).is_pending());
    }
    assert!(Pin::new(&mut pages).poll_next(&mut context).is_pending());
    assert_eq!((calls.load(Ordering::SeqCst), dropped.load(Ordering::SeqCst)), (1, 0));
    drop(pages);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn streams_can_be_sent() {
    fn is_send(_: &impl Send) {}
    let fake = Fake::new(|_| Ok(Page::default()));
    let mut pages = fake.pages();
    is_send(&pages);
    is_send(&pages.next());
    is_send(&fake.blocking().items());
}

#[test]
fn who_has_no_client_gets_the_next_input() {
    let input = ListInput::default();
    let next = input.next_page(&Page::new([1], Some("b")));
    assert_eq!(next, Some(ListInput { token: Some("b".to_owned()) }));
    assert_eq!(input.next_page(&Page::new([1], Some(""))), None);
}
