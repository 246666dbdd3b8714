//! Runs the endpoint tests of the fixtures whose endpoint rules call every function, and repeat each other, in
//! crates without operations.

use std::path::Path;

use tests::Fixture;
use tests::crates::{Crates, failure};
use whitesmith::Config;

/// The fixtures, and the number of tests in each.
const FIXTURES: [(&str, usize); 2] = [("endpoint_rules", 35), ("repeated_endpoint_rules", 82)];

const COMMAND: [&str; 4] = ["test", "--workspace", "--test", "endpoint_tests"];

fn fixture(name: &str) -> Fixture {
    tests::fixture("fixtures", name)
}

fn config() -> Config {
    Config { protocol_tests: true, endpoints_only: true, ..Config::default() }
}

#[test]
fn all_cases_are_emitted() {
    for (name, tests) in FIXTURES {
        let output = fixture(name).generate(&config()).unwrap();
        assert_eq!((output.endpoint_tests, output.operations), (tests, 0));
        let files: Vec<&str> = output.files.keys().map(String::as_str).collect();
        let expected = ["Cargo.toml", "src/endpoint.rs", "src/lib.rs", "tests/endpoint_tests.rs"];
        assert_eq!(files, expected);
    }
}

#[test]
fn all_cases_pass() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("endpoints");
    let crates = Crates::write(root, &FIXTURES.map(|(name, _)| fixture(name)), &config());
    let output = crates.cargo(&COMMAND);
    let failure = failure(&COMMAND, &output);
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
    for (_, tests) in FIXTURES {
        let passed = format!("test result: ok. {tests} passed;");
        assert!(String::from_utf8_lossy(&output.stdout).contains(&passed));
    }
}
