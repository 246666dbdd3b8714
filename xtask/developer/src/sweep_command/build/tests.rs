//! Tests the results for small crates, and for lines of cargo's output.

use super::*;
use crate::sweep_command::candidates::Candidate;

#[test]
fn what_cargo_says_settles_each_crate_once() {
    let root = tempfile::tempdir().unwrap();
    let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
    let here = root.path().canonicalize().unwrap().join("target/sweep");
    let artifact = |name: &str| {
        let manifest = here.join(name).join("Cargo.toml");
        format!(r#"{{"reason":"compiler-artifact","manifest_path":{manifest:?}}}"#)
    };
    let error = |manifest: &std::path::Path, text: &str| {
        format!(
            r#"{{"reason":"compiler-message","manifest_path":{manifest:?},"message":
            {{"message":"{text}","level":"error","code":null,"spans":[]}}}}"#
        )
    };
    let bad = here.join("bad/Cargo.toml");
    let mut report = Report::default();
    let mut note = |line: &str| report.note(line, &workspace);
    assert_eq!(note(&artifact("good")).as_deref(), Some("good"));
    assert_eq!(note(&artifact("good")), None);
    assert_eq!(note(&error(&bad, "one")).as_deref(), Some("bad"));
    assert_eq!(note(&error(&bad, "two")), None);
    assert_eq!(note(&error(&root.path().join("runtime/Cargo.toml"), "three")), None);

    assert_eq!(report.outcome("good", Task::Check), Outcome::Passed);
    let failed = report.outcome("bad", Task::Document);
    assert_eq!(failed, Outcome::failed(Stage::Document, "error: one"));
    let Outcome::Failed(silent) = report.outcome("silent", Task::Check) else { panic!() };
    assert_eq!(silent.what, Stage::NotReached);
    assert!(silent.first.ends_with("runtime/Cargo.toml: error: three"), "{}", silent.first);
}

#[test]
fn the_words_of_cargo_itself() {
    let text = "warning: x\nerror: failed to load manifest\n\nCaused by:\n  invalid name\n\n\
                Caused by:\n  other\n";
    assert_eq!(first_error(text).unwrap(), "error: failed to load manifest: invalid name");
    assert_eq!(first_error("  Checking a\n"), None);
}

fn put(workspace: &CrateWorkspace, name: &str, code: &str) -> Row {
    let manifest =
        format!("# Made by whitesmith.\n[package]\nname = {name:?}\nedition = \"2024\"\n");
    let files =
        [("Cargo.toml", manifest), ("src/lib.rs", format!("// Made by whitesmith.\n{code}"))];
    workspace.put(name, files.map(|(path, text)| (path.to_owned(), text)).into()).unwrap();
    let candidate = Candidate {
        name: format!("{name}-model"),
        folder: name.to_owned(),
        path: name.into(),
        bytes: 0,
    };
    Row { candidate, protocol: String::new(), emitted: None, outcome: Outcome::Generated }
}

#[test]
fn cargo_finds_what_is_wrong_with_each_crate() {
    let root = tempfile::tempdir().unwrap();
    let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
    let mut rows = [
        put(&workspace, "good", "//! Good.\n"),
        put(&workspace, "types", "pub fn one() -> u8 { \"1\" }\n"),
        put(&workspace, "warning", "fn never_used() {}\n"),
        put(&workspace, "links", "//! See [`Nothing`].\n"),
    ];
    workspace.close(["good", "types", "warning", "links"]).unwrap();
    run(Task::Check, &workspace, &mut rows, true).unwrap();
    assert_eq!(rows[0].outcome, Outcome::Passed);
    let types = "error[E0308]: mismatched types at types/src/lib.rs:2";
    assert_eq!(rows[1].outcome, Outcome::failed(Stage::Compile, types));
    let Outcome::Failed(warning) = &rows[2].outcome else { panic!("{:?}", rows[2]) };
    assert!(warning.first.starts_with("error[dead_code]: "), "{}", warning.first);
    assert_eq!(rows[3].outcome, Outcome::Passed);

    run(Task::Document, &workspace, &mut rows, true).unwrap();
    assert_eq!(rows[0].outcome, Outcome::Passed);
    assert_eq!(rows[1].outcome, Outcome::failed(Stage::Compile, types), "what was found stays");
    let Outcome::Failed(links) = &rows[3].outcome else { panic!("{:?}", rows[3]) };
    assert_eq!(links.what, Stage::Document);
    assert!(links.first.contains("unresolved link to `Nothing`"), "{}", links.first);

    rows[1] = put(&workspace, "types", "//! Types.\n\n/// One.\npub fn one() -> u8 { 1 }\n");
    rows[0] = put(&workspace, "good", "fn good() {}\n");
    run(Task::Check, &workspace, &mut rows, true).unwrap();
    assert_eq!(rows[1].outcome, Outcome::Passed, "a fixed crate is checked again");
    assert!(matches!(rows[0].outcome, Outcome::Failed(_)), "so is a broken crate");
}

#[test]
fn a_workspace_that_cargo_refuses() {
    let root = tempfile::tempdir().unwrap();
    let workspace = CrateWorkspace::below(root.path(), "sweep").unwrap();
    let mut rows = [put(&workspace, "good", "//! Good.\n")];
    workspace.close(["good", "absent"]).unwrap();
    run(Task::Check, &workspace, &mut rows, true).unwrap();
    let Outcome::Failed(failure) = &rows[0].outcome else { panic!("{:?}", rows[0]) };
    assert_eq!(failure.what, Stage::NotReached);
    assert!(failure.first.starts_with("error: failed to load manifest"), "{}", failure.first);
    assert!(failure.first.contains("absent"), "{}", failure.first);
}
