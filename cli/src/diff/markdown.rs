//! Writes a comparison as a comment for a pull request.

use std::fmt::Write as _;

use whitesmith::diff::{Category, Change, Diff, Level};
use whitesmith_build::report::counted;

use super::crate_change::CrateChange;
use super::{escape, text};

/// What a category is called in a heading.
fn heading(category: Category) -> &'static str {
    match category {
        Category::Source => "Rust API",
        Category::Wire => "On the wire",
        Category::Behavior => "Behavior",
        Category::Docs => "Documentation",
    }
}

fn heading_of(title: &str, verdict: &str) -> String {
    format!("### {}: {verdict}\n", escape::code(title))
}

/// The page of a crate that only one version has.
pub(crate) fn whole(title: &str, change: CrateChange) -> String {
    heading_of(title, &format!("{} ({})", change.level(), change.words()))
}

/// The page of a comparison.
pub(crate) fn page(title: &str, diff: &Diff) -> String {
    let mut page = heading_of(title, diff.level().map_or("no change", Level::name));
    for category in Category::ALL {
        let changes: Vec<&Change> =
            diff.changes.iter().filter(|change| change.category() == category).collect();
        let Some(level) = diff.level_of(category) else { continue };
        let _ = writeln!(page, "\n**{}: {level}**\n", heading(category));
        if category == Category::Docs {
            let _ = writeln!(page, "- {} of documentation", counted(changes.len(), "change"));
            continue;
        }
        for change in changes {
            let emphasis = if change.level() == Level::Major { "**" } else { "" };
            let place = text::place(change).map(|place| format!(" ({})", escape::code(&place)));
            let _ = writeln!(
                page,
                "- {emphasis}{}{emphasis}: {}{}",
                change.level(),
                escape::markdown(&change.message),
                place.unwrap_or_default()
            );
        }
    }
    page
}
