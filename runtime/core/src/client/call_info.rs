//! What a transport may want to know of a call beside the request: in a request's extensions.

use std::time::Duration;

/// What call a request belongs to. The client puts it into the extensions of each
/// [`http::Request`] that it hands to a transport.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// What AWS calls the service, its SDK id, such as `Chime`.
    pub service: &'static str,
    /// The operation's name in the model, such as `UpdateAccount`.
    pub operation: &'static str,
    /// How long this attempt may take, the body of the response included unless it is streamed;
    /// `None` for as long as it takes.
    pub timeout: Option<Duration>,
    /// How long no byte of a body may move, in either direction, before the attempt fails as
    /// stalled; more than zero. It does not limit how long the service takes until its response begins.
    /// `None` for as long as it takes.
    ///
    /// The client itself applies it to the bodies of asynchronous transports; a blocking transport
    /// has to.
    pub stall_timeout: Option<Duration>,
    /// Whether the caller reads the body of a response with a status of 200 to 299 as a stream, in
    /// its own time.
    pub streams_output: bool,
}

impl CallInfo {
    /// Creates the description of a call without time limits, from the names of its service and operation.
    #[must_use]
    pub fn new(service: &'static str, operation: &'static str) -> Self {
        Self { service, operation, timeout: None, stall_timeout: None, streams_output: false }
    }

    /// The same call, with so much time for the attempt.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The same call, with this limit of time in which no byte moves.
    #[must_use]
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.stall_timeout = Some(timeout);
        self
    }
}
