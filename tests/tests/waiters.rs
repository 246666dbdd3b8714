//! In: the crate made from the fixture `waiters`, and outputs as a service would answer them. Out: the
//! proof that each of its waiters finds what its expressions say. The cases stand in
//! `fixtures/waiters/cases.rs` and become a test of the emitted crate.

use std::fs;
use std::path::Path;

use tests::crates::{Crates, failure};
use tests::fixtures;
use whitesmith::Config;

#[test]
fn expressions_find_what_they_say() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("waiters");
    let fixture: Vec<_> =
        fixtures("fixtures").into_iter().filter(|fixture| fixture.name == "waiters").collect();
    assert_eq!(fixture.len(), 1);
    let crates = Crates::write(root.clone(), &fixture, &Config::default());
    assert_eq!(crates.failures, Vec::<String>::new());
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/waiters/cases.rs");
    let folder = root.join("crates/waiters/tests");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(cases, folder.join("cases.rs")).unwrap();
    let command = ["test", "--test", "cases"];
    let failed = failure(&command, &crates.cargo(&command));
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
}
