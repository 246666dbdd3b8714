//! Waiting until a resource is in a state
//! (<https://smithy.io/2.0/additional-specs/waiters.html>): what an operation answered in, whether to
//! go on and after what time out. No I/O happens here, and no clock is read.

mod outcome;
mod waiting;

use std::time::Duration;

use crate::{Operation, ResponseError, ServiceError};

pub use outcome::{FinalPoll, WaiterError};
pub use waiting::{WaiterStep, Waiting};

/// A state that a resource may come into, and the operation that tells of it.
pub trait Waiter {
    /// The operation to call again and again, always with the same input.
    type Operation: Operation + Clone;

    /// The name of the waiter in the model.
    const NAME: &'static str;

    /// The shortest time between two calls.
    const MIN_DELAY: Duration;

    /// The longest time between two calls.
    const MAX_DELAY: Duration;

    /// What a call says about the state. `None` if no acceptor of the model speaks of it: then an
    /// output is a reason to go on, and an error one to give up.
    fn check(input: &Self::Operation, polled: Polled<'_, Self>) -> Option<WaiterState>;

    /// Like [`check`](Self::check), with the rule for what no acceptor speaks of.
    fn state(input: &Self::Operation, polled: Polled<'_, Self>) -> WaiterState {
        let otherwise = if polled.is_ok() { WaiterState::Retry } else { WaiterState::Failure };
        Self::check(input, polled).unwrap_or(otherwise)
    }
}

/// What a call gave, as a waiter looks at it: the output, or the code of the error, which is there if
/// the service answered one.
pub type Polled<'a, W> =
    Result<&'a <<W as Waiter>::Operation as Operation>::Output, Option<&'a str>>;

/// What a call means for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// The state is reached.
    Success,
    /// The state will not be reached.
    Failure,
    /// Not yet.
    Retry,
}

/// An error of a call that may hold what a service answered.
pub trait ErrorCode {
    /// The name of the error, such as `NotFoundException`, if the service answered one.
    fn error_code(&self) -> Option<&str>;
}

impl<E: ServiceError> ErrorCode for ResponseError<E> {
    fn error_code(&self) -> Option<&str> {
        self.as_service().and_then(ServiceError::code)
    }
}
