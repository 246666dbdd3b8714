//! Settings that are ignored in; an event of the crate `tracing` out, or nothing without the feature
//! `tracing`. Like the events of calls, it has the target `whitesmith_client`.

use super::SettingsError;

/// A setting that is malformed, or a file that cannot be read.
#[cfg(feature = "tracing")]
pub(super) fn setting_ignored(error: &SettingsError) {
    tracing::warn!(target: "whitesmith_client", %error, "a setting was ignored");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn setting_ignored(_: &SettingsError) {}
