//! Writes a comparison as JSON.

use serde_json::{Value, json};
use whitesmith::diff::{Category, Change, Diff, Level, Spot};

use super::crate_change::CrateChange;

/// The object of a comparison: levels, and all changes.
pub(crate) fn object(title: &str, diff: &Diff) -> Value {
    let mut object = json!({
        "type": "diff",
        "crate": title,
        "level": level(diff.level()),
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    });
    for category in Category::ALL {
        if let Some(object) = object.as_object_mut() {
            object.insert(category.name().to_owned(), json!(level(diff.level_of(category))));
        }
    }
    object
}

/// The object of a crate that only one version has.
pub(crate) fn whole(title: &str, change: CrateChange) -> Value {
    let none = level(None);
    json!({
        "type": "diff",
        "crate": title,
        "crate_change": change.name(),
        "level": change.level().name(),
        "source": change.level().name(),
        "wire": none,
        "behavior": none,
        "docs": none,
        "changes": [],
    })
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("none", Level::name)
}

fn change(change: &Change) -> Value {
    json!({
        "rule": change.rule.name(),
        "category": change.category().name(),
        "level": change.level().name(),
        "shape": change.shape,
        "member": change.member,
        "message": change.message,
        "old": spot(change.old.as_ref()),
        "new": spot(change.new.as_ref()),
    })
}

fn spot(spot: Option<&Spot>) -> Value {
    spot.map_or(
        Value::Null,
        |Spot { file, line, column }| json!({ "file": file, "line": line, "column": column }),
    )
}
