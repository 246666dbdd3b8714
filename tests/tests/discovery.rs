//! Tests endpoint discovery with AWS's models of Timestream. The cases in `fixtures/discovery`
//! become tests of the emitted crates, which call a server on the loopback.

use std::fs;
use std::path::Path;

use tests::crates::{Crates, add_cases};
use tests::{Fixture, shared};
use whitesmith::Config;

/// The operations. `DescribeEndpoints` is added by the generator.
const OPERATIONS: [(&str, &str); 2] =
    [("timestream-write", "ListDatabases"), ("timestream-query", "Query")];

const COMMAND: [&str; 7] =
    ["test", "--workspace", "--test", "cases", "--no-default-features", "--features", "client"];

#[test]
fn timestream_is_found() {
    let Some(shared) = shared() else { return };
    let mut failures = Vec::new();
    for (name, operation) in OPERATIONS {
        let model = shared.join(format!("models-2026/{name}.json"));
        let fixture = Fixture { name: name.to_owned(), text: fs::read_to_string(model).unwrap() };
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let config = Config { operations: vec![operation.to_owned()], ..Config::default() };
        let crates = Crates::write_with(root, &[fixture], &config, |name, files| {
            add_cases(files, "discovery", name);
        });
        failures.extend(crates.failure(&COMMAND));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
