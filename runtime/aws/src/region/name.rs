//! Checks the name of a region.

use whitesmith_runtime::endpoint::is_valid_host_label;

/// Checks that a region is a valid host label, so that it cannot change which host a URL names.
///
/// # Errors
///
/// A message that quotes the region.
pub(in super::super) fn check_region(region: &str) -> Result<(), String> {
    if is_valid_host_label(region, false) {
        Ok(())
    } else {
        Err(format!("the region {region:?} is not a valid host label"))
    }
}
