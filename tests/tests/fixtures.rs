//! In: one small model per feature, each a file in `fixtures`. Out: a snapshot of the crate that is
//! made from it. A new file there needs no line here.

#![allow(clippy::panic, reason = "a fixture that cannot be generated has to say why")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tests::{assert_snapshots, fixtures};
use whitesmith::{Config, Output, RuntimeDependency};

#[test]
fn crates_are_as_their_snapshots() {
    let (mut snapshots, mut failures) = (BTreeMap::new(), Vec::new());
    for fixture in fixtures("fixtures") {
        let text = fixture.generate(&config()).map(|output| listing(&output));
        failures.extend(text.as_ref().err().map(ToString::to_string));
        snapshots.insert(fixture.name, text.unwrap_or_default());
    }
    assert_snapshots("fixtures", &snapshots);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    for fixture in fixtures("fixtures") {
        let files = || fixture.generate(&config()).map(|output| output.files);
        assert_eq!(files(), files(), "{}", fixture.name);
    }
}

#[test]
fn paths_stay_in_the_folder_and_can_be_written() {
    // What common file systems allow in a name; a writer adds a few characters to its temporary one.
    const LONGEST: usize = 240;
    for fixture in fixtures("fixtures") {
        let output = fixture.generate(&config()).unwrap_or_else(|error| panic!("{error}"));
        for path in output.files.keys() {
            for part in path.split('/') {
                let allowed =
                    |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
                let plain = !part.starts_with('.') && part.bytes().all(allowed);
                assert!(plain && part.len() <= LONGEST, "{}: `{part}` of {path}", fixture.name);
            }
        }
    }
}

/// A path: a version would change every snapshot with every release.
fn config() -> Config {
    Config { runtime: RuntimeDependency::Path("../runtime".to_owned()), ..Config::default() }
}

/// All files in one text, after what the generator had to say.
fn listing(output: &Output) -> String {
    let mut listing = String::new();
    for warning in &output.warnings {
        // Writing to a string cannot fail.
        let _ = writeln!(listing, "warning: {warning}\n");
    }
    for (path, text) in &output.files {
        let _ = writeln!(listing, "==== {path} ====\n{text}");
    }
    listing
}
