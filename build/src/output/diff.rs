//! Formats a plan as a unified diff that `git apply` accepts.

mod lines;

use std::fmt::Write as _;

use super::plan::{Change, Plan};
use lines::{Edit, edits};

/// The number of equal lines around a change.
const CONTEXT: usize = 3;

/// The diff of all files that would change; empty if there are none.
#[must_use]
pub fn diff(plan: &Plan) -> String {
    let mut text = String::new();
    for file in &plan.files {
        let (old, new) = match &file.change {
            Change::Unchanged => continue,
            Change::New(new) => (None, Some(new.as_str())),
            Change::Changed { old, new } => {
                (Some(String::from_utf8_lossy(old)), Some(new.as_str()))
            }
            Change::Orphan(old) => (Some(String::from_utf8_lossy(old)), None),
        };
        let path = plan.out.shown_file(&file.path);
        let path = path.trim_start_matches('/');
        let name = |side: &str, present: bool| {
            if present { format!("{side}/{path}") } else { "/dev/null".to_owned() }
        };
        let hunks = hunks(old.as_deref().unwrap_or_default(), new.unwrap_or_default());
        if !hunks.is_empty() {
            let (old, new) = (name("a", old.is_some()), name("b", new.is_some()));
            // Writing to a string cannot fail.
            let _ = write!(text, "--- {old}\n+++ {new}\n{hunks}");
        }
    }
    text
}

/// The hunks between two texts: changes with the equal lines around them. Changes that are near share a hunk.
fn hunks(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let edits = edits(&old, &new);
    let mut text = String::new();
    let mut rest = edits.as_slice();
    while let Some(start) = rest.iter().position(|edit| !edit.is_equal()) {
        let from = start.saturating_sub(CONTEXT);
        let mut end = start + 1;
        let near =
            |end: usize| rest.iter().skip(end).take(2 * CONTEXT + 1).position(|e| !e.is_equal());
        while let Some(next) = near(end) {
            end += next + 1;
        }
        let to = (end + CONTEXT).min(rest.len());
        let (hunk, others) = rest.split_at(to);
        hunk_text(&mut text, hunk.split_at(from).1);
        // The equal lines after a hunk may be those before the next one, which is then further away.
        rest = others;
    }
    text
}

fn hunk_text(text: &mut String, edits: &[Edit<'_>]) {
    let start = |side: fn(&Edit<'_>) -> usize| edits.first().map_or(0, side);
    let old_count = edits.iter().filter(|edit| !edit.is_inserted()).count();
    let new_count = edits.iter().filter(|edit| !edit.is_deleted()).count();
    let old = range(start(|edit| edit.old), old_count);
    let new = range(start(|edit| edit.new), new_count);
    let _ = writeln!(text, "@@ -{old} +{new} @@");
    for edit in edits {
        let _ = write!(text, "{}{}", edit.sign(), edit.line);
        if !edit.line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// A range of lines as `start,count`, which begins before the first line if it is empty.
fn range(before: usize, count: usize) -> String {
    match count {
        0 => format!("{before},0"),
        1 => format!("{}", before + 1),
        _ => format!("{},{count}", before + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::OutputFolder;
    use crate::output::plan::PlannedFile;

    #[test]
    fn stale_missing_and_orphaned() {
        let file = |path: &str, change| PlannedFile { path: path.to_owned(), change };
        let plan = Plan {
            out: OutputFolder::new("somewhere".into(), "generated"),
            files: vec![
                file("Cargo.toml", Change::Unchanged),
                file("src/gone.rs", Change::Orphan(b"pub struct Gone;\n".to_vec())),
                file(
                    "src/lib.rs",
                    Change::Changed {
                        old: b"pub mod gone;\npub mod types;\n".to_vec(),
                        new: "pub mod new;\npub mod types;\n".to_owned(),
                    },
                ),
                file("src/new.rs", Change::New("pub struct New;".to_owned())),
            ],
            foreign: Vec::new(),
        };
        insta::assert_snapshot!(diff(&plan), @"
        --- a/generated/src/gone.rs
        +++ /dev/null
        @@ -1 +0,0 @@
        -pub struct Gone;
        --- a/generated/src/lib.rs
        +++ b/generated/src/lib.rs
        @@ -1,2 +1,2 @@
        -pub mod gone;
        +pub mod new;
         pub mod types;
        --- /dev/null
        +++ b/generated/src/new.rs
        @@ -0,0 +1 @@
        +pub struct New;
        \\ No newline at end of file
        ");
    }
}
