//! Formats a plan as a unified diff that `git apply` accepts.

use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use super::plan::{Change, Plan};

/// The time limit for finding the smallest diff of a file.
const PATIENCE: Duration = Duration::from_secs(2);

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
        let names = (name("a", old.is_some()), name("b", new.is_some()));
        let lines = TextDiff::configure()
            .timeout(PATIENCE)
            .diff_lines(old.as_deref().unwrap_or_default(), new.unwrap_or_default());
        // Writing to a string cannot fail.
        let _ = write!(text, "{}", lines.unified_diff().header(&names.0, &names.1));
    }
    text
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
