//! Traces ignored settings with the crate `tracing`, with the target `whitesmith_client`, like the
//! events of calls; without the feature `tracing` nothing is emitted.

use super::SettingsError;

/// Records a setting that is malformed, or a settings file that cannot be read.
#[cfg(feature = "tracing")]
pub(super) fn setting_ignored(error: &SettingsError) {
    tracing::warn!(target: "whitesmith_client", %error, "a setting was ignored");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn setting_ignored(_: &SettingsError) {}
