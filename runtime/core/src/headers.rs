//! Adds headers to a [`HeaderMap`], with an error instead of a panic if there are too many, and knows those
//! that no caller may set.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::BuildError;

/// Sets a header, and replaces one of the same name. A [`HeaderMap`] holds at most some 24,000.
///
/// # Errors
///
/// There are too many headers.
pub fn set(
    headers: &mut HeaderMap,
    name: HeaderName,
    value: HeaderValue,
) -> Result<(), BuildError> {
    let shown = name.clone();
    headers.try_insert(name, value).map(drop).map_err(|_| too_many(&shown, headers))
}

/// Sets a header, unless there is one of this name.
///
/// # Errors
///
/// There are too many headers.
pub fn set_if_absent(
    headers: &mut HeaderMap,
    name: HeaderName,
    value: impl FnOnce() -> HeaderValue,
) -> Result<(), BuildError> {
    if headers.contains_key(&name) { Ok(()) } else { set(headers, name, value()) }
}

/// Adds a header, and keeps those of the same name.
///
/// # Errors
///
/// There are too many headers.
pub fn add(
    headers: &mut HeaderMap,
    name: HeaderName,
    value: HeaderValue,
) -> Result<(), BuildError> {
    let shown = name.clone();
    headers.try_append(name, value).map(drop).map_err(|_| too_many(&shown, headers))
}

/// Why a header with a name that `is_framing` knows is refused.
pub const SET_BY_CLIENT: &str =
    "is set by the client itself: it says where the request goes and where its body ends";

/// Headers that say where a request goes and how it is framed, or that hold for one connection only
/// (RFC 9110, section 7.6.1; RFC 9112, section 6). A caller that set one of them would make a request
/// that is malformed, cut short, or another one than was meant.
#[must_use]
pub fn is_framing(name: &HeaderName) -> bool {
    const NAMES: [&str; 12] = [
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "trailers",
        "transfer-encoding",
        "upgrade",
    ];
    NAMES.contains(&name.as_str())
}

fn too_many(name: &HeaderName, headers: &HeaderMap) -> BuildError {
    let reason = format!("is one header too many: the request has {} already", headers.len());
    BuildError::new(name.as_str(), reason)
}
