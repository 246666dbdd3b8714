//! In: a model whose shapes, members, enum values, operations and waiters have the names of keywords, of
//! the prelude, of the runtime and of emitted code. Out: the word of cargo that the crate made from it
//! compiles without a warning.

use std::path::Path;

use tests::crates::{Crates, failure};
use tests::hostile;
use whitesmith::Config;

#[test]
fn no_name_is_in_the_way() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let crates = Crates::write(root, &[hostile::model()], &Config::default());
    assert!(crates.failures.is_empty(), "{}", crates.failures.join("\n"));
    let command = ["check", "--workspace", "--no-default-features", "--features", "client"];
    assert_eq!(failure(&command, &crates.cargo(&command)), None);
}
