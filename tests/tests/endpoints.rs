//! Runs the endpoint tests of the fixture whose endpoint rules call every function, in a crate
//! without operations.

use std::path::Path;

use tests::Fixture;
use tests::crates::{Crates, failure};
use whitesmith::Config;

/// The number of tests in the fixture.
const TESTS: usize = 35;

const COMMAND: [&str; 4] = ["test", "--workspace", "--test", "endpoint_tests"];

fn fixture() -> Fixture {
    tests::fixture("fixtures", "endpoint_rules")
}

fn config() -> Config {
    Config { protocol_tests: true, endpoints_only: true, ..Config::default() }
}

#[test]
fn all_cases_are_emitted() {
    let output = fixture().generate(&config()).unwrap();
    assert_eq!((output.endpoint_tests, output.operations), (TESTS, 0));
    let files: Vec<&str> = output.files.keys().map(String::as_str).collect();
    assert_eq!(files, ["Cargo.toml", "src/endpoint.rs", "src/lib.rs", "tests/endpoint_tests.rs"]);
}

#[test]
fn all_cases_pass() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("endpoints");
    let crates = Crates::write(root, &[fixture()], &config());
    let output = crates.cargo(&COMMAND);
    let failure = failure(&COMMAND, &output);
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
    let passed = format!("test result: ok. {TESTS} passed;");
    assert!(String::from_utf8_lossy(&output.stdout).contains(&passed));
}
