//! A URL in; what `Debug` shows of it out.

/// The URL, unless it may have a password in it.
pub(crate) fn shown(url: &str) -> &str {
    if url.contains('@') { "<redacted>" } else { url }
}
