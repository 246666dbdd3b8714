//! What `Debug` shows instead of a sensitive value.

use std::fmt;

/// Stands in `Debug` for the value of a member with the `sensitive` trait.
///
/// ```
/// use whitesmith_runtime::Redacted;
///
/// assert_eq!(format!("{Redacted:?}"), "*** Sensitive Data Redacted ***");
/// ```
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}
