//! How waiting ended: the last call, and why it was the last.

use std::fmt;

/// The call that ended the waiting. It may have been an error: a deleted resource is not found.
#[derive(Clone, Debug, PartialEq)]
pub struct FinalPoll<O, E>(Result<O, E>);

impl<O, E> FinalPoll<O, E> {
    /// Takes what the call gave.
    pub fn new(result: Result<O, E>) -> Self {
        Self(result)
    }

    /// What the call gave.
    #[allow(clippy::missing_errors_doc, reason = "the result is the value")]
    pub fn as_result(&self) -> Result<&O, &E> {
        self.0.as_ref()
    }

    /// What the call gave.
    #[allow(clippy::missing_errors_doc, reason = "the result is the value")]
    pub fn into_result(self) -> Result<O, E> {
        self.0
    }
}

/// Why the wanted state was not reached.
///
/// It shows an error of the service as it is, and so has that error's source.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WaiterError<O, E> {
    /// The resource is in a state that it does not leave for the wanted one.
    FailureState(FinalPoll<O, E>),
    /// The call failed, and the waiter knows nothing better than to give up.
    OperationFailed(E),
    /// The time was over.
    ExceededMaxWait {
        /// How many calls were made.
        attempts: u32,
        /// The last one.
        last: FinalPoll<O, E>,
    },
}

impl<O, E> WaiterError<O, E> {
    /// What the last call gave.
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
                f.write_str("the resource will not reach the wanted state")?;
                last
            }
            Self::ExceededMaxWait { attempts, last } => {
                let calls = if *attempts == 1 { "call" } else { "calls" };
                write!(f, "the wanted state was not reached in time ({attempts} {calls})")?;
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
