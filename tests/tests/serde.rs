//! Tests the crate of the fixture `serde` in a workspace of its own, in which `serde_json` has no features.

use std::path::Path;

use tests::crates::{Crates, add_serde_cases};
use tests::fixture;
use whitesmith::Config;

const COMMAND: [&str; 7] =
    ["test", "--workspace", "--test", "cases", "--no-default-features", "--features", "serde"];

#[test]
fn sensitive_members_are_left_out() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serde");
    let fixtures = [fixture("fixtures", "serde")];
    let crates = Crates::write_with(root, &fixtures, &Config::default(), |_, files| {
        add_serde_cases(files);
    });
    assert_eq!(crates.failure(&COMMAND), None);
}
