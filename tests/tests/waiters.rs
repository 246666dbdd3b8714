//! In: the crates made from fixtures with waiters, and outputs as a service would answer them. Out: the
//! proof that each waiter finds what its expressions say. The cases stand in `fixtures/waiters` and
//! become tests of the emitted crates.

use std::fs;
use std::path::Path;

use tests::crates::{Crates, failure};
use tests::fixtures;
use whitesmith::Config;

/// The fixtures, each with the file of its cases.
const CASES: [(&str, &str); 3] =
    [("waiters", "cases.rs"), ("waiter_functions", "functions.rs"), ("waiter_errors", "errors.rs")];

#[test]
fn expressions_find_what_they_say() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("waiters");
    let is_needed = |name: &str| CASES.iter().any(|(fixture, _)| *fixture == name);
    let fixtures: Vec<_> =
        fixtures("fixtures").into_iter().filter(|fixture| is_needed(&fixture.name)).collect();
    assert_eq!(fixtures.len(), CASES.len());
    let crates = Crates::write(root.clone(), &fixtures, &Config::default());
    assert_eq!(crates.failures, Vec::<String>::new());
    for (fixture, file) in CASES {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/waiters").join(file);
        let folder = root.join("crates").join(fixture).join("tests");
        fs::create_dir_all(&folder).unwrap();
        fs::copy(cases, folder.join("cases.rs")).unwrap();
    }
    let command = ["test", "--workspace", "--test", "cases", "--no-fail-fast"];
    let failed = failure(&command, &crates.cargo(&command));
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
}
