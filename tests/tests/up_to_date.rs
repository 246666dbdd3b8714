//! Tests that the committed crate `generated` is up to date.

use tests::{files, update_account, workspace};
use whitesmith::Files;

#[test]
fn the_committed_crate_is_what_is_generated() {
    let (mut committed, mut emitted) =
        (files(&workspace().join("generated")), update_account().unwrap());
    for files in [&mut committed, &mut emitted] {
        if let Some(manifest) = files.get_mut("Cargo.toml") {
            *manifest = without_runtime(manifest);
        }
    }
    let names = |files: &Files| -> Vec<String> { files.keys().cloned().collect() };
    assert_eq!(names(&committed), names(&emitted), "run `cargo xtask codegen`");
    for (path, text) in &emitted {
        assert!(
            committed.get(path) == Some(text),
            "generated/{path} is out of date: run `cargo xtask codegen`"
        );
    }
}

/// The manifest without the runtime's dependencies, which `codegen.toml` configures.
fn without_runtime(manifest: &str) -> String {
    let lines = manifest.lines().filter(|line| !line.starts_with("whitesmith-"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
