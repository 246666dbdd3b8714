//! Tests that the crates and modules of all fixtures and of our model of Chime compile, pass clippy and
//! are documented without warnings, and that their examples run.

use std::path::Path;

use tests::crates::{Crates, add_example, add_modules};
use tests::{chime, fixtures};
use whitesmith::Config;

/// The commands besides clippy (or `check` if clippy is not installed).
const COMMANDS: [&[&str]; 2] = [
    &["doc", "--workspace", "--no-deps", "--keep-going"],
    // The examples in the documentation.
    &["test", "--workspace", "--doc", "--no-fail-fast"],
];

/// The fixtures whose client's example is run: one with endpoint rules, one without.
const WITH_EXAMPLE: [&str; 2] = ["chime", "structures"];

/// The fixture whose crate has a test that includes the modules of all fixtures: it depends on all crates
/// of the runtime.
const WITH_MODULES: &str = "chime";

/// Both clients, the asynchronous one without a transport: the emitted code does not depend on the
/// transport.
const FEATURES: [&str; 3] = ["--no-default-features", "--features", "blocking,client,test-util"];

/// The features that only some crates have: those of the fixtures `serde` and `smoke_tests`.
const OF_SOME: [&str; 2] =
    ["--features", "journal/serde,smoke-tests/smoke-tests,library/smoke-tests"];

/// One test for all commands, because they would only wait for each other.
#[test]
fn all_crates_are_clean() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let mut models = fixtures("fixtures");
    models.push(chime());
    let crates = Crates::write_with(root, &models, &Config::default(), |fixture, files| {
        if WITH_EXAMPLE.contains(&fixture) {
            add_example(files);
        }
        if fixture == WITH_MODULES {
            add_modules(files, &models);
        }
    });
    let compile: &[&str] = &[crates.compile(), "--workspace", "--all-targets", "--keep-going"];
    let examples = WITH_EXAMPLE.iter().flat_map(|package| ["--package", package]);
    let examples: Vec<&str> = ["test", "--test", "example"].into_iter().chain(examples).collect();
    let commands = [compile].into_iter().chain(COMMANDS);
    let of_workspace = commands.map(|command| [command, &FEATURES, &OF_SOME].concat());
    let commands = of_workspace.chain([[&examples[..], &FEATURES].concat()]);
    let failures: Vec<String> = commands.filter_map(|command| crates.failure(&command)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
