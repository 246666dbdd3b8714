//! The placeholder for sensitive values in `Debug`.

use std::fmt;

/// Replaces the value of a member with the trait `sensitive` in `Debug`.
///
/// ```
/// use whitesmith_runtime::Redacted;
///
/// assert_eq!(format!("{Redacted:?}"), "*** Sensitive Data Redacted ***");
/// ```
#[derive(Clone, Copy)]
#[doc(alias = "sensitive")]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}
