//! Writes a comparison for a terminal.

use std::fmt::Write as _;

use whitesmith::diff::{Category, Change, Diff, Rule};
use whitesmith_build::report::counted;

use super::crate_change::CrateChange;
use super::escape;

/// The page of a comparison.
pub(crate) fn page(title: &str, diff: &Diff) -> String {
    let mut page = format!("{}: {}\n", escape::controls(title), verdict(diff));
    for category in Category::ALL {
        let changes: Vec<&Change> =
            diff.changes.iter().filter(|change| change.category() == category).collect();
        let Some(level) = diff.level_of(category) else { continue };
        if category == Category::Docs {
            let count = counted(changes.len(), "change");
            let _ = writeln!(page, "\n  docs: {level}, {count} of documentation");
            continue;
        }
        let _ = writeln!(page, "\n  {category}: {level}");
        for change in changes {
            let place = place(change).map(|place| format!("  ({place})")).unwrap_or_default();
            let line = escape::controls(&format!("{}{place}", change.message));
            let _ = writeln!(page, "    {:5}  {line}", change.level());
        }
    }
    page
}

/// The page of a crate that only one version has.
pub(crate) fn whole(title: &str, change: CrateChange) -> String {
    format!("{}: {} ({})\n", escape::controls(title), change.level(), change.words())
}

/// The verdict in a line: the level, and that of each category.
pub(crate) fn verdict(diff: &Diff) -> String {
    let Some(level) = diff.level() else { return "no change".to_owned() };
    let of = |category: Category| Some(format!("{category} {}", diff.level_of(category)?));
    let categories: Vec<String> = Category::ALL.into_iter().filter_map(of).collect();
    format!("{level} ({})", categories.join(", "))
}

/// The place of a change, in the new version if that has it.
pub(crate) fn place(change: &Change) -> Option<String> {
    let spot = change.new.as_ref().or(change.old.as_ref())?;
    Some(format!("{}:{}:{}", spot.file, spot.line, spot.column))
}

/// The table of rules.
pub(crate) fn rules(rules: &[Rule]) -> String {
    let mut text = String::new();
    for category in Category::ALL {
        let _ = writeln!(text, "{category}");
        for rule in rules.iter().filter(|rule| rule.category() == category) {
            let (name, level) = (rule.name(), rule.level().name());
            let _ = writeln!(text, "  {level:5}  {name:28}  {}", rule.reason());
        }
    }
    text
}
