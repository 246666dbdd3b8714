//! The loop of a waiter, over services that reach a state after some calls.

use std::cell::{Cell, RefCell};
use std::future::ready;

use super::super::fake_list::{ListError, ListInput, Page};
use super::*;
use whitesmith_runtime::Polled;
use whitesmith_runtime::internal::block_on;

/// Waits for a page with a 1; a page with a 9 is the failure state.
struct OneExists;

impl Waiter for OneExists {
    type Operation = ListInput;
    const NAME: &'static str = "OneExists";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(120);

    fn check(_: &ListInput, polled: Polled<'_, Self>) -> Option<WaiterState> {
        match polled {
            Ok(page) if page.numbers.contains(&1) => Some(WaiterState::Success),
            Ok(page) if page.numbers.contains(&9) => Some(WaiterState::Failure),
            Err(Some("NotYet")) => Some(WaiterState::Retry),
            Err(Some("NeverExists")) => Some(WaiterState::Success),
            Ok(_) | Err(_) => None,
        }
    }
}

type Answer = Result<Page, ListError>;

/// Runs the loop over these responses, and returns how long it slept.
fn wait(
    seconds: u64,
    random: f64,
    answer: impl Fn(usize) -> Answer,
) -> (Waited<OneExists, ListError>, Vec<u64>) {
    let (calls, slept) = (Cell::new(0), RefCell::new(Vec::new()));
    let call = |_: ListInput| {
        calls.set(calls.get() + 1);
        answer(calls.get())
    };
    let sleep = &|delay: Duration| slept.borrow_mut().push(delay.as_secs());
    // The clock stands still, so only sleeps count.
    let clock = || SystemTime::UNIX_EPOCH;
    let waited = block_on(wait_until::<OneExists, _, _, _>(
        ListInput::default(),
        Duration::from_secs(seconds),
        |input| ready(call(input)),
        |delay| async move { sleep(delay) },
        &clock,
        || random,
    ));
    (waited, slept.into_inner())
}

fn page(number: u32) -> Page {
    Page::new([number], None)
}

#[test]
fn the_state_ends_the_waiting() {
    let (waited, slept) = wait(300, 1.0, |call| match call {
        1 => Ok(page(0)),
        2 => Err(ListError::new("NotYet")),
        _ => Ok(page(1)),
    });
    assert_eq!(waited, Ok(FinalPoll::new(Ok(page(1)))));
    assert_eq!(slept, [2, 4]);
}

#[test]
fn an_error_may_be_the_wanted_state() {
    let (waited, slept) = wait(300, 0.0, |_| Err(ListError::new("NeverExists")));
    let waited = waited.unwrap();
    assert_eq!(waited.as_result(), Err(&ListError::new("NeverExists")));
    assert!(slept.is_empty());
}

#[test]
fn failures_end_the_waiting() {
    let (waited, _) = wait(300, 0.0, |_| Ok(page(9)));
    assert_eq!(waited, Err(WaiterError::FailureState(FinalPoll::new(Ok(page(9))))));
    let (waited, _) = wait(300, 0.0, |_| Err(ListError::new("Other")));
    assert_eq!(waited, Err(WaiterError::OperationFailed(ListError::new("Other"))));
}

#[test]
fn the_time_ends_with_one_last_call() {
    let (waited, slept) = wait(30, 1.0, |_| Err(ListError::new("NotYet")));
    assert_eq!(slept, [2, 4, 8, 16]);
    let error = waited.unwrap_err();
    let last = ListError::new("NotYet");
    let message = format!("the waiter exceeded its maximum wait (5 calls): {last}");
    assert_eq!(error.to_string(), message);
    assert_eq!(error.into_result(), Err(last));
    let (waited, slept) = wait(0, 1.0, |_| Ok(page(0)));
    assert!(matches!(waited, Err(WaiterError::ExceededMaxWait { attempts: 1, .. })));
    assert!(slept.is_empty());
}
