//! The errors of hyper and reqwest.

use std::error::Error;

use crate::TransportErrorKind;

/// Returns the kind of one error, if it does not depend on its causes.
pub(super) fn certain(error: &(dyn Error + 'static)) -> Option<TransportErrorKind> {
    #[cfg(feature = "reqwest")]
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return first([
            (error.is_connect(), TransportErrorKind::Connect),
            (error.is_builder(), TransportErrorKind::Request),
        ]);
    }
    #[cfg(feature = "hyper")]
    if let Some(error) = error.downcast_ref::<hyper_util::client::legacy::Error>() {
        return first([(error.is_connect(), TransportErrorKind::Connect)]);
    }
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return first([
            (error.is_user(), TransportErrorKind::Request),
            (error.is_parse(), TransportErrorKind::Response),
            (error.is_timeout(), TransportErrorKind::Timeout),
        ]);
    }
    let _ = error;
    None
}

/// Returns the kind of one error, unless one of its causes is more specific.
pub(super) fn likely(error: &(dyn Error + 'static)) -> Option<TransportErrorKind> {
    // It may be the timeout of one of its causes, such as the source of the request's body.
    #[cfg(feature = "reqwest")]
    if error.downcast_ref().is_some_and(reqwest::Error::is_timeout) {
        return Some(TransportErrorKind::Timeout);
    }
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    if error.is::<hyper::Error>() {
        return Some(TransportErrorKind::Interrupted);
    }
    let _ = error;
    None
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
fn first<const N: usize>(answers: [(bool, TransportErrorKind); N]) -> Option<TransportErrorKind> {
    answers.into_iter().find_map(|(holds, kind)| holds.then_some(kind))
}
