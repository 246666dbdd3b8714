//! A test that compiles the modules made from fixtures, in a crate whose lints are strict.

use whitesmith::{Clients, Config, Files, Layout};

use crate::Fixture;

/// What the test file begins with. A module allows what a crate like this one would complain about.
const LINTS: &str = "\
//! The modules of all fixtures.
#![deny(missing_docs, unreachable_pub, clippy::pedantic)]

";

/// Adds a test file to a crate, which includes a module of each fixture as a crate includes one from
/// `OUT_DIR`.
///
/// # Panics
///
/// When a module cannot be generated.
pub fn add_modules(files: &mut Files, fixtures: &[Fixture]) {
    let mut test = LINTS.to_owned();
    for fixture in fixtures {
        let config = Config {
            name: Some(fixture.name.clone()),
            layout: Layout::Module { clients: Clients::AsyncAndBlocking },
            ..Config::default()
        };
        let output = fixture.generate(&config).expect("a fixture becomes a module");
        for (path, text) in output.files {
            test.extend(["include!(\"modules/", &path, "\");\n"]);
            files.insert(format!("tests/modules/{path}"), text);
        }
    }
    files.insert("tests/modules.rs".to_owned(), test);
}
