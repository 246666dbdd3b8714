//! In: our model of Chime, `UpdateAccount` alone. Out: a snapshot per emitted file, and the proof that
//! the committed crate is what the generator makes.

use std::collections::BTreeMap;

use tests::{assert_snapshots, chime, files, workspace};
use whitesmith::{Config, Error, Files, RuntimeDependency};

#[test]
fn files_are_as_their_snapshots() {
    let emitted = update_account().unwrap();
    let snapshots: BTreeMap<String, String> =
        emitted.into_iter().map(|(path, text)| (path.replace('/', "__"), text)).collect();
    assert_snapshots("update_account", &snapshots);
}

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
            "generated/{path} is stale: run `cargo xtask codegen`"
        );
    }
}

fn update_account() -> Result<Files, Error> {
    let config = Config {
        operations: vec!["UpdateAccount".to_owned()],
        name: Some("generated".to_owned()),
        runtime: RuntimeDependency::Path("../runtime".to_owned()),
        ..Config::default()
    };
    Ok(chime().generate(&config)?.files)
}

/// The manifest without the line that says where the runtime is, which is `codegen.toml`'s to say.
fn without_runtime(manifest: &str) -> String {
    let lines = manifest.lines().filter(|line| !line.starts_with("whitesmith-runtime"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
