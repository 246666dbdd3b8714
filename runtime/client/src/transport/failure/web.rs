//! The errors of reqwest on `wasm32-unknown-unknown`. `fetch` does not say why it failed.

use std::error::Error;

use crate::TransportErrorKind;

/// Returns the kind of one error, if it does not depend on its causes.
pub(super) fn certain(error: &(dyn Error + 'static)) -> Option<TransportErrorKind> {
    #[cfg(feature = "reqwest")]
    if error.downcast_ref().is_some_and(reqwest::Error::is_builder) {
        return Some(TransportErrorKind::Request);
    }
    let _ = error;
    None
}

/// Returns the kind of one error, unless one of its causes is more specific.
pub(super) fn likely(error: &(dyn Error + 'static)) -> Option<TransportErrorKind> {
    #[cfg(feature = "reqwest")]
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return Some(if error.is_timeout() {
            TransportErrorKind::Timeout
        } else {
            TransportErrorKind::Interrupted
        });
    }
    let _ = error;
    None
}
