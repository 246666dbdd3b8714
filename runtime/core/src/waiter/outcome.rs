//! The outcome of a waiter: its last call, or an error.

use std::fmt;

/// The call that ended a waiter. Its result may be an error: a deleted resource is not found.
#[derive(Clone, Debug, PartialEq)]
pub struct FinalPoll<O, E>(Result<O, E>);

impl<O, E> FinalPoll<O, E> {
    /// Creates it from the result of the call.
    pub fn new(result: Result<O, E>) -> Self {
        Self(result)
    }

    /// Returns the result of the call.
    #[allow(clippy::missing_errors_doc, reason = "the result is the value")]
    pub fn as_result(&self) -> Result<&O, &E> {
        self.0.as_ref()
    }

    /// Returns the result of the call.
    #[allow(clippy::missing_errors_doc, reason = "the result is the value")]
    pub fn into_result(self) -> Result<O, E> {
        self.0
    }
}

/// The error of a waiter that did not reach its success state.
///
/// The error of a call is shown as it is: `Display` and `source` are those of the call's error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WaiterError<O, E> {
    /// An acceptor matched the failure state: the success state cannot be reached.
    FailureState(FinalPoll<O, E>),
    /// A call failed with an error that no acceptor matches.
    OperationFailed(E),
    /// The maximum wait elapsed.
    ExceededMaxWait {
        /// The number of calls made.
        attempts: u32,
        /// The last call.
        last: FinalPoll<O, E>,
    },
}

impl<O, E> WaiterError<O, E> {
    /// Returns the result of the last call.
    #[allow(clippy::missing_errors_doc, reason = "the result is the value")]
    pub fn into_result(self) -> Result<O, E> {
        match self {
            Self::FailureState(last) | Self::ExceededMaxWait { last, .. } => last.into_result(),
            Self::OperationFailed(error) => Err(error),
        }
    }
}

impl<O, E: fmt::Display> fmt::Display for WaiterError<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = match self {
            Self::OperationFailed(error) => return error.fmt(f),
            Self::FailureState(last) => {
                f.write_str("the waiter encountered a failure state")?;
                last
            }
            Self::ExceededMaxWait { attempts, last } => {
                let calls = if *attempts == 1 { "call" } else { "calls" };
                write!(f, "the waiter exceeded its maximum wait ({attempts} {calls})")?;
                last
            }
        };
        match last.as_result() {
            Ok(_) => Ok(()),
            Err(error) => write!(f, ": {error}"),
        }
    }
}

impl<O: fmt::Debug, E: std::error::Error> std::error::Error for WaiterError<O, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::OperationFailed(error) => error.source(),
            Self::FailureState(last) | Self::ExceededMaxWait { last, .. } => {
                last.as_result().err().and_then(std::error::Error::source)
            }
        }
    }
}
