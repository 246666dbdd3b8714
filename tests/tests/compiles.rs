//! In: the crates made from all fixtures, and from our model of Chime. Out: the word of cargo that
//! they compile, pass clippy and can be documented, without a single warning.

use std::path::Path;

use tests::crates::{Crates, failure};
use tests::{chime, fixtures};
use whitesmith::Config;

/// What has to succeed. Clippy is asked only where it is installed.
const COMMANDS: [&[&str]; 4] = [
    &["check", "--workspace", "--all-targets", "--keep-going"],
    &["doc", "--workspace", "--no-deps", "--keep-going"],
    &["clippy", "--workspace", "--all-targets", "--keep-going"],
    // The examples in the documentation.
    &["test", "--workspace", "--doc", "--no-fail-fast"],
];

/// The commands stand in one test: they would only wait for each other.
#[test]
fn all_crates_are_clean() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let mut models = fixtures("fixtures");
    models.push(chime());
    let crates = Crates::write(root, &models, &Config::default());
    let has_clippy = crates.cargo(&["clippy", "--version"]).status.success();
    let commands =
        COMMANDS.iter().filter(|command| has_clippy || command.first() != Some(&"clippy"));
    let mut failures = crates.failures.clone();
    failures.extend(commands.filter_map(|command| failure(command, &crates.cargo(command))));
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
