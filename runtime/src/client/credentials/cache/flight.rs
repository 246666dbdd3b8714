//! One question to a source in; its answer out, for all who wait for it.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::Credentials;
use crate::client::CredentialsError;

/// The answer; `None` if whoever had to get it is gone.
type Answer = Option<Result<Credentials, CredentialsError>>;

/// A question that is on its way.
#[derive(Default)]
pub(super) struct Flight(Mutex<Progress>);

enum Progress {
    /// Who is to be woken, by their numbers, and the next number.
    Waiting(BTreeMap<u64, Waker>, u64),
    Ended(Answer),
}

impl Default for Progress {
    fn default() -> Self {
        Self::Waiting(BTreeMap::new(), 0)
    }
}

impl Flight {
    /// Is ready with the answer.
    pub(super) fn wait(self: Arc<Self>) -> Wait {
        Wait { flight: self, number: None }
    }

    /// Ends the waiting. The first end counts.
    pub(super) fn end(&self, answer: Answer) {
        let mut progress = self.progress();
        let Progress::Waiting(wakers, _) = &mut *progress else { return };
        let wakers = std::mem::take(wakers);
        *progress = Progress::Ended(answer);
        drop(progress);
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The future of an answer.
pub(super) struct Wait {
    flight: Arc<Flight>,
    number: Option<u64>,
}

impl Future for Wait {
    type Output = Answer;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let wait = self.get_mut();
        match &mut *wait.flight.progress() {
            Progress::Ended(answer) => Poll::Ready(answer.clone()),
            Progress::Waiting(wakers, next) => {
                let number = *wait.number.get_or_insert_with(|| {
                    *next += 1;
                    *next
                });
                wakers.insert(number, context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let (Some(number), Progress::Waiting(wakers, _)) =
            (self.number, &mut *self.flight.progress())
        {
            wakers.remove(&number);
        }
    }
}
