//! Waiters (<https://smithy.io/2.0/additional-specs/waiters.html>): they poll an operation until a
//! resource is in a state. This module decides whether to poll again and when; it does no I/O, and
//! reads no clock.

mod outcome;
mod waiting;

use std::time::Duration;

use crate::{Operation, ResponseError, ServiceError};

pub use outcome::{FinalPoll, WaiterError};
pub use waiting::{WaiterStep, Waiting};

/// A waiter: a state that a resource may reach, and the operation that shows it.
pub trait Waiter {
    /// The operation to poll, always with the same input.
    type Operation: Operation + Clone;

    /// The name of the waiter in the model.
    const NAME: &'static str;

    /// The minimum delay between two calls.
    const MIN_DELAY: Duration;

    /// The maximum delay between two calls.
    const MAX_DELAY: Duration;

    /// Returns the state of the first acceptor that matches the result of a call. `None` if none
    /// matches: then an output means to retry, and an error means failure.
    fn check(input: &Self::Operation, polled: Polled<'_, Self>) -> Option<WaiterState>;

    /// Like [`check`](Self::check), with the rule for results that no acceptor matches.
    fn state(input: &Self::Operation, polled: Polled<'_, Self>) -> WaiterState {
        let otherwise = if polled.is_ok() { WaiterState::Retry } else { WaiterState::Failure };
        Self::check(input, polled).unwrap_or(otherwise)
    }
}

/// The result of a call as acceptors see it: the output, or the code of the error, which is `None` if
/// the service did not respond with an error.
pub type Polled<'a, W> =
    Result<&'a <<W as Waiter>::Operation as Operation>::Output, Option<&'a str>>;

/// The state of a waiter after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// The success state is reached.
    Success,
    /// The success state cannot be reached.
    Failure,
    /// Neither is decided yet: poll again.
    Retry,
}

/// An error of a call, which may be that of a service.
pub trait ErrorCode {
    /// Returns the error code, such as `NotFoundException`, if the service responded with an error.
    fn error_code(&self) -> Option<&str>;
}

impl<E: ServiceError> ErrorCode for ResponseError<E> {
    fn error_code(&self) -> Option<&str> {
        self.as_service().and_then(ServiceError::code)
    }
}
