//! Tests that crates with options compile without warnings, and that a crate shares the types of another.

use std::path::Path;

use tests::crates::{Crates, generated};
use tests::options::{cases, shop};

/// The crate with external types, whose tests use it.
const EXTERNAL: &str = "extern_paths";

/// One test for all commands, because they would only wait for each other.
#[test]
fn crates_with_options_are_clean() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("options");
    let crates = cases().into_iter().map(|case| {
        let mut files = generated(&shop(), &case.config);
        if case.name == EXTERNAL {
            let test = include_str!("../fixtures/options/extern_paths.rs");
            files.insert("tests/extern_paths.rs".to_owned(), test.to_owned());
        }
        (case.name.to_owned(), files)
    });
    let crates = Crates::of(root, crates.collect());
    let commands: &[&[&str]] = &[
        &["check", "--workspace", "--no-default-features"],
        &[
            crates.compile(),
            "--workspace",
            "--all-targets",
            "--no-default-features",
            "--features",
            FEATURES,
        ],
        &["doc", "--workspace", "--no-deps", "--no-default-features", "--features", FEATURES],
        &["test", "--package", EXTERNAL, "--test", EXTERNAL, "--no-default-features"],
    ];
    let failures = commands.iter().filter_map(|command| crates.failure(command));
    let failures: Vec<String> = failures.chain(each_feature(&crates)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Both clients, the asynchronous one without a transport, and the feature of attributes.
const FEATURES: &str = "type_attributes/ordered,type_attributes/client,extern_paths/client,\
    extern_paths/blocking,\
    extern_paths/serde,renames/client,renames/blocking,mostly_unused/client";

/// The failures of the crate whose operations have features, with each of them, none and all.
fn each_feature(crates: &Crates) -> Vec<String> {
    const PACKAGE: [&str; 4] =
        ["--package", "operation_features", "--no-default-features", "--features"];
    let operations = ["CancelOrder", "GetOrder", "GetStock", "ListOrders", "PutOrder"];
    let sets = operations.into_iter().chain(["", "operations", "CancelOrder,PutOrder"]);
    let failures = sets.flat_map(|features| {
        // With and without the clients.
        let with_clients = format!("client,blocking,serde,{features}");
        [features.to_owned(), with_clients].map(|features| {
            crates.failure(&[&["check"], &PACKAGE[..], &[features.as_str()]].concat())
        })
    });
    let one = "client,blocking,GetOrder";
    let others = [
        [&["clippy"], &PACKAGE[..], &[one]].concat(),
        [&["doc", "--no-deps"], &PACKAGE[..], &[one]].concat(),
        [&["test", "--doc"], &PACKAGE[..], &[one]].concat(),
        [&["test", "--doc"], &PACKAGE[..], &["client,operations"]].concat(),
    ];
    let others =
        others.iter().filter(|command| command[0] != "clippy" || crates.compile() == "clippy");
    let others = others.map(|command| crates.failure(command));
    failures.chain(others).flatten().collect()
}
