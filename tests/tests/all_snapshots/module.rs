//! A client as a module in one file: its snapshot, and that it holds what the files of a package hold.

#![allow(clippy::panic, reason = "a fixture that cannot be generated has to say why")]

use std::collections::BTreeMap;

use tests::{Fixture, assert_snapshots, fixture, fixtures};
use whitesmith::{Clients, Config, Files, Layout};

#[test]
fn a_module_is_as_its_snapshot() {
    assert_snapshots("module", &BTreeMap::from([module(&fixture("fixtures", "frame"))]));
}

#[test]
fn a_module_holds_what_the_files_of_a_package_hold() {
    for fixture in fixtures("fixtures") {
        let (_, module) = module(&fixture);
        assert!(!module.contains("crate::"), "{}: a path is not relative", fixture.name);
        let module = without_indentation(&module);
        for (path, text) in files(&fixture, Layout::Package) {
            if !path.starts_with("src/") || path == "src/lib.rs" {
                continue;
            }
            let (_, code) =
                text.split_once("\n\n").expect("the first line is the generator's mark");
            // Nobody compiles the examples of a module.
            let code = without_indentation(code).replace("```no_run", "```ignore");
            // A module has no features.
            let code = code.replace("/// # #[cfg(feature = \"client\")]\n", "");
            // A module stands in the place of its declaration.
            let lines = code.lines().map(|line| if is_declaration(line) { "\0" } else { line });
            let code = lines.collect::<Vec<_>>().join("\n");
            for part in code.split('\0') {
                assert!(module.contains(part.trim()), "{}: {path}:\n{part}", fixture.name);
            }
        }
    }
}

#[test]
fn examples_without_a_client_exchange_messages() {
    let fixture = fixture("fixtures", "modeled_examples");
    let files = files(&fixture, Layout::Module { clients: Clients::None });
    let module = without_indentation(files.values().next().expect("a module is one file"));
    for line in [
        "/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {",
        "/// let output = PlayInput::parse(&send(input.request()?))?;",
        "/// let PutAlbumError::AlbumExists(error) = error else { panic!(\"{error}\") };",
    ] {
        assert!(module.contains(line), "{line}");
    }
    assert!(!module.contains("client."));
}

/// Whether the line declares a module.
fn is_declaration(line: &str) -> bool {
    line.trim_start_matches("pub ").starts_with("mod ") && line.ends_with(';')
}

/// The name and the text of the module.
fn module(fixture: &Fixture) -> (String, String) {
    let module = Layout::Module { clients: Clients::AsyncAndBlocking };
    let mut files: Vec<_> = files(fixture, module).into_iter().collect();
    assert_eq!(files.len(), 1, "a module is one file");
    files.remove(0)
}

fn files(fixture: &Fixture, layout: Layout) -> Files {
    let config = Config { layout, protocol_tests: true, ..Config::default() };
    fixture.generate(&config).unwrap_or_else(|error| panic!("{error}")).files
}

fn without_indentation(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_start(), "\n"]).collect()
}
