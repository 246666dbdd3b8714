//! Checks that the generator returns valid Rust files inside of the crate's folder, or problems
//! with places and help.

use std::path::Path;

use whitesmith::{Config, Error, Files, Source, generate, operations};

/// Generates a crate from a text, with its protocol tests.
///
/// # Panics
///
/// When an invariant does not hold.
pub fn model(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let source = Source { name: "fuzzed.json", text: &text };
    let config = Config { protocol_tests: true, ..Config::default() };
    match generate(&[source], &config) {
        Ok(output) => {
            check_files(&output.files);
            assert!(operations(&[source], &config).is_ok(), "generated but not listed");
        }
        Err(error) => check_error(&error),
    }
}

fn check_files(files: &Files) {
    assert!(files.contains_key("Cargo.toml") && files.contains_key("src/lib.rs"));
    for (path, text) in files {
        let parts = || path.split('/');
        let is_plain = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte))
        };
        assert!(parts().all(is_plain), "{path:?} is not a valid path");
        if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
            let parsed = syn::parse_file(text);
            assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
        }
    }
}

fn check_error(error: &Error) {
    assert!(!error.problems().is_empty(), "an error without a problem");
    for problem in error.problems() {
        assert!(!problem.message.is_empty());
        // Something that is missing has no place, but help.
        assert!(problem.place.is_some() || problem.help.is_some(), "{problem}");
        assert!(problem.place.is_some() || problem.shape.is_none(), "{problem}");
    }
    assert!(!error.to_string().is_empty());
}
