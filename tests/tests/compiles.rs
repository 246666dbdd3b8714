//! In: the crates made from all fixtures, and from our model of Chime. Out: the word of cargo that
//! they compile, pass clippy and can be documented, without a single warning.

#![allow(clippy::expect_used, reason = "what cannot be written or run has to be named")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tests::{chime, files, fixtures, workspace};
use whitesmith::{Config, Files, RuntimeDependency};

/// What has to succeed. Clippy is asked only where it is installed.
const COMMANDS: [&[&str]; 4] = [
    &["check", "--workspace", "--all-targets", "--keep-going"],
    &["doc", "--workspace", "--no-deps", "--keep-going"],
    &["clippy", "--workspace", "--all-targets", "--keep-going"],
    // The examples in the documentation.
    &["test", "--workspace", "--doc", "--no-fail-fast"],
];

/// One workspace for all crates, so that each command runs once and the runtime is built once. The
/// commands stand in one test: they would only wait for each other.
#[test]
fn all_crates_are_clean() {
    let (root, mut failures) = write_workspace();
    let has_clippy = cargo(&root, &["clippy", "--version"]).status.success();
    let commands =
        COMMANDS.iter().filter(|command| has_clippy || command.first() != Some(&"clippy"));
    failures.extend(commands.filter_map(|command| failure(&root, command)));
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What cargo said, unless it succeeded.
fn failure(root: &Path, command: &[&str]) -> Option<String> {
    let output = cargo(root, command);
    let said = String::from_utf8_lossy(&output.stderr);
    let tested = String::from_utf8_lossy(&output.stdout);
    (!output.status.success())
        .then(|| format!("`cargo {}` failed:\n{said}\n{tested}", command.join(" ")))
}

fn cargo(root: &Path, arguments: &[&str]) -> Output {
    let (command, rest) = arguments.split_first().expect("there is a command");
    Command::new(env!("CARGO"))
        .arg(command)
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(root.with_file_name("fixtures-target"))
        .args(rest)
        .current_dir(root)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs")
}

/// Writes the crates as members of a workspace below the target folder; gives its root, and what
/// could not be generated or written. Files that are as they should be stay untouched, so that cargo
/// does not build them again.
fn write_workspace() -> (PathBuf, Vec<String>) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let (wanted, mut failures) = members();
    fs::create_dir_all(&root).expect("the folder can be made");
    let present = files(&root);
    for orphan in present.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(root.join(orphan)).expect("a file that was written can be removed");
    }
    remove_empty_folders(&root.join("crates"));
    for (path, text) in wanted.iter().filter(|(path, text)| present.get(*path) != Some(text)) {
        let file = root.join(path);
        let folder = file.parent().expect("a file is in a folder");
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, text));
        failures.extend(written.err().map(|error| format!("cannot write {path}: {error}")));
    }
    (root, failures)
}

/// The files of the workspace, and why some crates are not among them.
fn members() -> (Files, Vec<String>) {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("there is a lock file");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        // The same versions as elsewhere, which are known to be here.
        ("Cargo.lock".to_owned(), lock),
    ]);
    let mut failures = Vec::new();
    let runtime = workspace().join("runtime").to_str().expect("the path is text").to_owned();
    let config = Config { runtime: RuntimeDependency::Path(runtime), ..Config::default() };
    for fixture in fixtures("fixtures").iter().chain([&chime()]) {
        match fixture.generate(&config) {
            Ok(output) => files.extend(
                output
                    .files
                    .into_iter()
                    .map(|(path, text)| (format!("crates/{}/{path}", fixture.name), text)),
            ),
            Err(error) => failures.push(error.to_string()),
        }
    }
    (files, failures)
}

/// A member without a manifest would stop cargo.
fn remove_empty_folders(crates: &Path) {
    let members = fs::read_dir(crates).into_iter().flatten().flatten().map(|member| member.path());
    for member in members.filter(|member| !member.join("Cargo.toml").exists()) {
        fs::remove_dir_all(member).expect("an empty folder can be removed");
    }
}
