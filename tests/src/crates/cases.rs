//! Adds test cases to an emitted crate.

use std::fs;
use std::path::Path;

use whitesmith::Files;

/// Adds the test target `cases` for serde, with formats that have no features.
///
/// # Panics
///
/// When the file cannot be read.
pub fn add_serde_cases(files: &mut Files) {
    let manifest = files.entry("Cargo.toml".to_owned()).or_default();
    manifest
        .push_str("\n[dev-dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\n");
    manifest.push_str("serde_json = \"1\"\ntoml = \"1\"\n");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/serde/cases.rs");
    let text = fs::read_to_string(cases).expect("a file of the repository");
    files.insert("tests/cases.rs".to_owned(), text);
}

/// Adds the test target `cases`, which calls a server on the loopback: the file `cases` in a folder of `fixtures`, and the `server` beside it.
///
/// # Panics
///
/// When one of the files cannot be read.
pub fn add_cases(files: &mut Files, folder: &str, cases: &str) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let manifest = files.entry("Cargo.toml".to_owned()).or_default();
    manifest.push_str("\n[dev-dependencies]\nhttp = \"1\"\n");
    for (path, file) in [
        ("tests/cases/main.rs", format!("{folder}/{cases}.rs")),
        ("tests/cases/server.rs", format!("{folder}/server.rs")),
        ("tests/loopback/mod.rs", "loopback/mod.rs".to_owned()),
    ] {
        let text = fs::read_to_string(fixtures.join(file)).expect("a file of the repository");
        files.insert(path.to_owned(), text);
    }
}
