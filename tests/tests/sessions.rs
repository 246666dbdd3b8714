//! Tests sessions with AWS's model of S3. The cases in `fixtures/sessions` become tests of the emitted crate,
//! which calls a server on the loopback.

use std::fs;
use std::path::Path;

use tests::crates::{Crates, add_cases};
use tests::{Fixture, shared};
use whitesmith::Config;

/// The operations. `CreateSession` is added by the generator.
const OPERATIONS: [&str; 2] = ["GetObject", "PutObject"];

const COMMAND: [&str; 7] =
    ["test", "--workspace", "--test", "cases", "--no-default-features", "--features", "blocking"];

#[test]
fn directory_buckets_are_called_with_sessions() {
    let Some(shared) = shared() else { return };
    let text = fs::read_to_string(shared.join("models-2026/s3.json")).unwrap();
    let fixture = Fixture { name: "s3".to_owned(), text };
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sessions");
    let operations = OPERATIONS.map(str::to_owned).to_vec();
    let config = Config { operations, ..Config::default() };
    let crates = Crates::write_with(root, &[fixture], &config, |_, files| {
        add_cases(files, "sessions", "cases");
    });
    assert_eq!(crates.failure(&COMMAND), None);
}
