//! Runs the protocol tests of the models in `fixtures/protocols`: one for each protocol, which binds every
//! type in every location, and one with endpoint rules.

use std::collections::BTreeMap;
use std::path::Path;

use tests::crates::{Crates, failure};
use tests::fixtures;
use whitesmith::Config;

/// The number of tests of each model, so that a lost test is noticed.
const TESTS: [(&str, usize); 9] = [
    ("aws_json_1_0", 133),
    ("aws_json_1_1", 134),
    ("aws_query", 117),
    ("ec2_query", 111),
    ("rest_json_1", 216),
    ("rest_xml", 184),
    ("rpc_v2_cbor", 114),
    ("rpc_v2_json", 124),
    ("vendor_params", 6),
];

const COMMAND: [&str; 5] = ["test", "--workspace", "--test", "protocol_tests", "--no-fail-fast"];

#[test]
fn all_cases_pass() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("protocols");
    let config = Config { protocol_tests: true, ..Config::default() };
    let crates = Crates::write(root, &fixtures("fixtures/protocols"), &config);
    let output = crates.cargo(&COMMAND);
    let failure = failure(&COMMAND, &output);
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
    let mut passed = passed(&String::from_utf8_lossy(&output.stdout));
    let mut expected = TESTS.map(|(_, tests)| tests);
    passed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(passed, expected, "the number of tests that ran, per crate");
}

#[test]
fn all_cases_are_emitted() {
    let config = Config { protocol_tests: true, ..Config::default() };
    let emitted: BTreeMap<String, usize> = fixtures("fixtures/protocols")
        .into_iter()
        .map(|fixture| {
            let output = fixture.generate(&config).unwrap();
            assert_eq!(output.warnings, [], "{}", fixture.name);
            assert_eq!(output.protocol_tests.not_for_clients, 0, "{}", fixture.name);
            (fixture.name, output.protocol_tests.emitted)
        })
        .collect();
    let expected = TESTS.map(|(name, tests)| (name.to_owned(), tests));
    assert_eq!(emitted, BTreeMap::from(expected));
}

/// The numbers of passed tests, from lines such as `test result: ok. 12 passed; 0 failed; …`.
fn passed(output: &str) -> Vec<usize> {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|rest| rest.split_once(" passed;")?.0.parse().ok()).collect()
}
