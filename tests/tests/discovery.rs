//! In: AWS's models of Timestream, whose operations require endpoint discovery. Out: the proof that
//! their clients work. The cases stand in `fixtures/discovery` and become tests of the emitted crates,
//! which call a server on the loopback.

use std::fs;
use std::path::Path;

use tests::crates::{Crates, failure};
use tests::{Fixture, shared};
use whitesmith::Config;

/// The operations that are called. `DescribeEndpoints` comes along.
const OPERATIONS: [(&str, &str); 2] =
    [("timestream-write", "ListDatabases"), ("timestream-query", "Query")];

const COMMAND: [&str; 7] =
    ["test", "--workspace", "--test", "cases", "--no-default-features", "--features", "client"];

#[test]
fn timestream_is_found() {
    let Some(shared) = shared() else { return };
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/discovery");
    let mut failures = Vec::new();
    for (name, operation) in OPERATIONS {
        let model = shared.join(format!("models-2026/{name}.json"));
        let fixture = Fixture { name: name.to_owned(), text: fs::read_to_string(model).unwrap() };
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let config = Config { operations: vec![operation.to_owned()], ..Config::default() };
        let crates = Crates::write(root.clone(), &[fixture], &config);
        assert_eq!(crates.failures, Vec::<String>::new());
        let folder = root.join("crates").join(name);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let manifest = manifest + "\n[dev-dependencies]\nhttp = \"1\"\n";
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::create_dir_all(folder.join("tests/server")).unwrap();
        fs::copy(cases.join(format!("{name}.rs")), folder.join("tests/cases.rs")).unwrap();
        fs::copy(cases.join("server.rs"), folder.join("tests/server/mod.rs")).unwrap();
        failures.extend(failure(&COMMAND, &crates.cargo(&COMMAND)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
