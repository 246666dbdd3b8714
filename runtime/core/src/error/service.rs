//! The traits of errors that a service answers.

use super::retry::{RetryHint, is_throttling, is_transient};
use crate::{ErrorMetadata, ErrorReader};

/// An error that a service answered: the error of an operation, or a modeled error.
pub trait ServiceError: std::error::Error + Send + Sync + 'static {
    /// The code, message, request ids and HTTP status.
    fn metadata(&self) -> &ErrorMetadata;

    /// The `retryable` trait of the error, if it has one.
    fn retry_hint(&self) -> Option<RetryHint> {
        None
    }

    /// The error code, such as `NotFoundException`.
    fn code(&self) -> Option<&str> {
        self.metadata().code()
    }

    /// The message of the service.
    fn message(&self) -> Option<&str> {
        self.metadata().message()
    }

    /// The request id. Quote it in support cases.
    fn request_id(&self) -> Option<&str> {
        self.metadata().request_id()
    }

    /// The extended request id of S3 and some other services, `x-amz-id-2`.
    fn extended_request_id(&self) -> Option<&str> {
        self.metadata().extended_request_id()
    }

    /// The HTTP status.
    fn status(&self) -> u16 {
        self.metadata().status()
    }

    /// Whether the same request may succeed later: the error has the `retryable` trait, or its status or
    /// code is one of throttling or of a transient failure.
    fn is_retryable(&self) -> bool {
        self.retry_hint().is_some()
            || self.is_throttling()
            || is_transient(self.status(), self.code())
    }

    /// Whether the service throttled the request.
    fn is_throttling(&self) -> bool {
        self.retry_hint() == Some(RetryHint::Throttling)
            || is_throttling(self.status(), self.code())
    }
}

/// The errors of an operation: the modeled ones, and one for all others.
pub trait OperationError: ServiceError {
    /// Deserializes an error from a response, whatever its body is.
    fn read(error: ErrorReader<'_>) -> Self;
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    #[derive(Debug)]
    struct Error(ErrorMetadata, Option<RetryHint>);

    impl fmt::Display for Error {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    impl std::error::Error for Error {}

    impl ServiceError for Error {
        fn metadata(&self) -> &ErrorMetadata {
            &self.0
        }
        fn retry_hint(&self) -> Option<RetryHint> {
            self.1
        }
    }

    #[test]
    fn statuses_codes_and_the_model_decide() {
        for (status, code, hint, retryable, throttling) in [
            (400, "NotFoundException", None, false, false),
            (400, "ThrottlingException", None, true, true),
            (400, "RequestTimeout", None, true, false),
            (429, "Custom", None, true, true),
            (200, "InternalError", None, true, false),
            (200, "SlowDown", None, true, true),
            (500, "InternalFailure", None, true, false),
            (501, "NotImplemented", None, false, false),
            (503, "SlowDown", None, true, true),
            (409, "Custom", Some(RetryHint::Retryable), true, false),
            (409, "Custom", Some(RetryHint::Throttling), true, true),
        ] {
            let error = Error(ErrorMetadata::new(status, code, ""), hint);
            let found = (error.is_retryable(), error.is_throttling());
            assert_eq!(found, (retryable, throttling), "{status} {code} {hint:?}");
        }
    }
}
