//! In: why a model could not be generated. Out: the protocols that it offers, if that is the reason.

use whitesmith::Error;

/// The protocols that a service offers, `-` for none and with `+` between several, if the problem
/// is that we speak none of them.
pub(crate) fn not_spoken(error: &Error) -> Option<String> {
    match error.unsupported_protocols()? {
        [] => Some("-".to_owned()),
        offered => Some(offered.join("+")),
    }
}
