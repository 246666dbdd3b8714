//! Adds test cases that call a server on the loopback.

use std::fs;
use std::path::Path;

use whitesmith::Files;

/// Adds the test target `cases`: the file `cases` in a folder of `fixtures`, and the `server` beside it.
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
