//! Reports conflicts between the `metadata` of several texts
//! (<https://smithy.io/2.0/spec/model.html#merging-metadata>). Metadata does not affect the
//! generated code.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::json::{self, Entries};
use super::sources::Sources;
use crate::error::{Diagnostic, Diagnostics};

/// Checks that the metadata can be merged: two values of a key must be equal, or both arrays.
pub(super) fn check<'a>(
    sources: Sources<'_>,
    metadata: impl Iterator<Item = &'a RawValue>,
    found: &mut Diagnostics,
) {
    let mut known: BTreeMap<Cow<'_, str>, &RawValue> = BTreeMap::new();
    for raw in metadata {
        let entries: Option<Entries<'_>> = found.keep(json::object(sources, raw));
        for (key, value) in entries.unwrap_or_default().0 {
            let Some(first) = known.get(&key) else {
                known.insert(key, value);
                continue;
            };
            let both_arrays = json::is_array(first) && json::is_array(value);
            if !both_arrays && !json::is_same(first, value) {
                let place = sources.shown(sources.place(first));
                let key = key.escape_debug();
                let message = format!(
                    "conflicting values of the metadata key `{key}`: another one is at {place}"
                );
                let problem = Diagnostic::new(message).at(sources.place(value));
                found.push(problem.help("make the values equal or remove one"));
            }
        }
    }
}
