//! What a transport may want to know of the call that a request belongs to.

use std::time::Duration;

/// The call that a request belongs to; it is in the extensions of each request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// What AWS calls the service, such as `Chime`.
    pub service: &'static str,
    /// The operation's name in the model.
    pub operation: &'static str,
    /// How long the attempt may take, the body of the response included.
    pub timeout: Option<Duration>,
}
