//! Finds out whether a model could not be generated because its protocols are not supported.

use whitesmith::Error;

/// The protocols of the service, joined by `+` (`-` for none), if none of them is supported.
pub(crate) fn unsupported_protocols(error: &Error) -> Option<String> {
    match error.unsupported_protocols()? {
        [] => Some("-".to_owned()),
        offered => Some(offered.join("+")),
    }
}
