//! Tests the acceptors of the waiters in fixtures. The cases in `fixtures/waiters` become tests of
//! the emitted crates.

use std::fs;
use std::path::Path;

use tests::crates::Crates;
use tests::fixture;
use whitesmith::Config;

/// The fixtures with the files of their cases.
const CASES: [(&str, &str); 3] =
    [("waiters", "cases.rs"), ("waiter_functions", "functions.rs"), ("waiter_errors", "errors.rs")];

#[test]
fn expressions_find_what_they_say() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("waiters");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/waiters");
    let fixtures = CASES.map(|(name, _)| fixture("fixtures", name));
    let crates = Crates::write_with(root, &fixtures, &Config::default(), |fixture, files| {
        let (_, file) = CASES.iter().find(|(name, _)| *name == fixture).unwrap();
        let text = fs::read_to_string(cases.join(file)).unwrap();
        files.insert("tests/cases.rs".to_owned(), text);
    });
    assert_eq!(crates.failure(&["test", "--workspace", "--test", "cases", "--no-fail-fast"]), None);
}
