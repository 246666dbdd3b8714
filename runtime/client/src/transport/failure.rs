//! Derives the kind of a [`TransportError`] from the causes of an HTTP library's error.

#[cfg_attr(not(all(target_family = "wasm", target_os = "unknown")), path = "failure/native.rs")]
#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "failure/web.rs")]
mod library;

use std::error::Error;
use std::io;

use super::{TransportError, TransportErrorKind};

/// Converts an error of a library. A [`TransportError`] is returned as it is.
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
pub(super) fn transport_error(error: impl Into<super::BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(kind_of(&*error), error),
    }
}

/// Returns the kind of the first cause that has a certain one, else of the last that has a likely
/// one.
pub(super) fn kind_of(error: &(dyn Error + 'static)) -> TransportErrorKind {
    let mut cause = Some(error);
    let mut otherwise = TransportErrorKind::Other;
    while let Some(error) = cause {
        if let Some(kind) = certain(error) {
            return kind;
        }
        otherwise = library::likely(error).unwrap_or(otherwise);
        cause = next_cause(error);
    }
    otherwise
}

/// Returns the kind of one error, if it does not depend on its causes.
fn certain(error: &(dyn Error + 'static)) -> Option<TransportErrorKind> {
    if let Some(error) = error.downcast_ref::<TransportError>() {
        return Some(error.kind());
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return io_kind(error.kind());
    }
    library::certain(error)
}

fn io_kind(kind: io::ErrorKind) -> Option<TransportErrorKind> {
    use io::ErrorKind as Io;
    match kind {
        Io::ConnectionRefused
        | Io::HostUnreachable
        | Io::NetworkUnreachable
        | Io::NetworkDown
        | Io::AddrNotAvailable => Some(TransportErrorKind::Connect),
        Io::TimedOut => Some(TransportErrorKind::Timeout),
        Io::ConnectionReset
        | Io::ConnectionAborted
        | Io::BrokenPipe
        | Io::NotConnected
        | Io::UnexpectedEof => Some(TransportErrorKind::Interrupted),
        // A decoder of bytes that are not HTTP reports these.
        Io::InvalidData | Io::InvalidInput => Some(TransportErrorKind::Response),
        // The enum is non-exhaustive; the other kinds say nothing about a connection.
        _ => None,
    }
}

/// Returns the cause of an error. The `source` of an I/O error skips the error that it wraps.
fn next_cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_ours_is_found_behind_an_io_error() {
        let ours = TransportError::new(TransportErrorKind::Request, "the disk is gone");
        assert_eq!(kind_of(&io::Error::other(ours)), TransportErrorKind::Request);
    }

    #[test]
    fn io_errors_have_kinds() {
        let cases = [
            (io::ErrorKind::ConnectionRefused, TransportErrorKind::Connect),
            (io::ErrorKind::TimedOut, TransportErrorKind::Timeout),
            (io::ErrorKind::UnexpectedEof, TransportErrorKind::Interrupted),
            (io::ErrorKind::InvalidData, TransportErrorKind::Response),
            (io::ErrorKind::PermissionDenied, TransportErrorKind::Other),
        ];
        for (io, kind) in cases {
            assert_eq!(kind_of(&io::Error::from(io)), kind, "{io:?}");
        }
    }

    #[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
    #[test]
    fn an_error_of_ours_is_not_wrapped_again() {
        let ours = TransportError::new(TransportErrorKind::Timeout, "too slow");
        assert_eq!(transport_error(ours).to_string(), "timed out: too slow");
    }
}
