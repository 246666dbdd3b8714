//! What a transport learns of a call besides the request, through the request's extensions.

use std::time::Duration;

/// The call and the attempt that a request belongs to. The client inserts it into the extensions of
/// each [`http::Request`] that it passes to a transport.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// The SDK id of the service, such as `Chime`.
    pub service: &'static str,
    /// The name of the operation in the model, such as `UpdateAccount`.
    pub operation: &'static str,
    /// The timeout of this attempt. It includes reading the body of the response unless the output is
    /// streamed. `None` for no limit.
    pub timeout: Option<Duration>,
    /// The stall timeout: the attempt fails if no byte of a body is transferred in either direction
    /// for this long; more than zero. It does not limit how long the service takes until its
    /// response begins. `None` for no limit.
    ///
    /// The client enforces it for the bodies of asynchronous transports. A blocking transport must
    /// enforce it itself.
    pub stall_timeout: Option<Duration>,
    /// Whether the caller reads the body of a response that is not an error as a stream, at its own pace.
    pub streams_output: bool,
}

impl CallInfo {
    /// Describes a call without timeouts by the SDK id of its service and the name of its operation.
    #[must_use]
    pub fn new(service: &'static str, operation: &'static str) -> Self {
        Self { service, operation, timeout: None, stall_timeout: None, streams_output: false }
    }

    /// Sets the timeout of this attempt.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the stall timeout.
    #[must_use]
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.stall_timeout = Some(timeout);
        self
    }
}
