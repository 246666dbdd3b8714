//! Reads the key `serde` of a `[[crate]]`.

use whitesmith::SerdeNames;

use super::section::{Problems, Value};

/// The names that serde serializes; `None` if the value is invalid.
pub(super) fn read(value: Value<'_, '_>, problems: &mut Problems<'_>) -> Option<SerdeNames> {
    let text = value.text(problems)?;
    let names = text.parse();
    if let Err(expected) = &names {
        let message = format!("{expected} for `serde`, found `{}`", text.escape_debug());
        problems.add(&value.span(), &message, "write `serde = \"wire-names\"`");
    }
    names.ok()
}
