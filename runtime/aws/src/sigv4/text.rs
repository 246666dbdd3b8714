//! The timestamp of a signature, and the check of texts that go into headers.

use std::time::SystemTime;

use super::SigningError;
use whitesmith_runtime::DateTime;

/// The time of signing, such as `20150830T123600Z`.
#[derive(Clone, Copy)]
pub(super) struct Stamp([u8; 16]);

impl Stamp {
    pub(super) fn new(time: SystemTime) -> Result<Self, SigningError> {
        let at = DateTime::from(time);
        let stamp = if at.secs() < 0 { None } else { at.basic() };
        stamp.map(Self).ok_or(SigningError::Time)
    }

    pub(super) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The day, such as `20150830`.
    pub(super) fn date(&self) -> &str {
        self.as_str().get(..8).unwrap_or_default()
    }
}

/// Checks that a text is printable ASCII. `part` names it in the error.
pub(super) fn printable<'t>(part: &'static str, text: &'t str) -> Result<&'t str, SigningError> {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        Ok(text)
    } else {
        Err(SigningError::Text(part))
    }
}
