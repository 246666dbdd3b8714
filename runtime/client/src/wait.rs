//! Runs a waiter: calls its operation until the state is reached, and sleeps between the calls.

#[cfg(test)]
mod tests;

use std::future::Future;
use std::time::{Duration, SystemTime};

use super::Clock;
use whitesmith_runtime::{
    ErrorCode, FinalPoll, Operation, Waiter, WaiterError, WaiterState, WaiterStep, Waiting,
};

type Output<W> = <<W as Waiter>::Operation as Operation>::Output;
pub(super) type Waited<W, E> = Result<FinalPoll<Output<W>, E>, WaiterError<Output<W>, E>>;

/// Calls an operation until the acceptors of its waiter match, or `max_wait` has elapsed. A call that
/// has begun by then is completed; only sleeps are cut short.
///
/// `random` returns numbers from 0 to 1, for jitter. Dropping the future cancels the wait.
///
/// # Errors
///
/// The state cannot be reached any more, a call failed with an error that no acceptor matches, or
/// `max_wait` elapsed.
pub(super) async fn wait_until<W: Waiter, E: ErrorCode, Called, Slept>(
    input: W::Operation,
    max_wait: Duration,
    call: impl Fn(W::Operation) -> Called,
    sleep: impl Fn(Duration) -> Slept,
    clock: &(impl Clock + ?Sized),
    random: impl Fn() -> f64,
) -> Waited<W, E>
where
    Called: Future<Output = Result<Output<W>, E>>,
    Slept: Future<Output = ()>,
{
    let mut wait = Wait::<W>::new(input, max_wait, clock.now());
    loop {
        let result = call(wait.input.clone()).await;
        match wait.after(result, random(), clock.now()) {
            Next::Sleep(delay) => sleep(delay).await,
            Next::Done(waited) => return waited,
        }
    }
}

/// The state of the loop between two calls.
struct Wait<W: Waiter> {
    input: W::Operation,
    waiting: Waiting,
    start: SystemTime,
    slept: Duration,
}

enum Next<W: Waiter, E> {
    Sleep(Duration),
    Done(Waited<W, E>),
}

impl<W: Waiter> Wait<W> {
    fn new(input: W::Operation, max_wait: Duration, start: SystemTime) -> Self {
        Self { input, waiting: Waiting::new::<W>(max_wait), start, slept: Duration::ZERO }
    }

    fn after<E: ErrorCode>(
        &mut self,
        result: Result<Output<W>, E>,
        random: f64,
        now: SystemTime,
    ) -> Next<W, E> {
        let polled = result.as_ref().map_err(ErrorCode::error_code);
        let known = W::check(&self.input, polled);
        Next::Done(match (W::state(&self.input, polled), result) {
            (WaiterState::Success, result) => Ok(FinalPoll::new(result)),
            (WaiterState::Failure, Err(error)) if known.is_none() => {
                Err(WaiterError::OperationFailed(error))
            }
            (WaiterState::Failure, result) => {
                Err(WaiterError::FailureState(FinalPoll::new(result)))
            }
            (WaiterState::Retry, result) => {
                // A clock that is set back does not extend the wait: the sleeps are counted too.
                let elapsed = now.duration_since(self.start).unwrap_or_default().max(self.slept);
                match self.waiting.next(random, elapsed) {
                    WaiterStep::Sleep(delay) => {
                        self.slept = self.slept.saturating_add(delay);
                        return Next::Sleep(delay);
                    }
                    WaiterStep::TimedOut => Err(WaiterError::ExceededMaxWait {
                        attempts: self.waiting.attempts(),
                        last: FinalPoll::new(result),
                    }),
                }
            }
        })
    }
}
