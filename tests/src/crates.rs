//! In: fixtures. Out: the crates made from them, as the members of one workspace, and what cargo says
//! of them.

mod example;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use whitesmith::{Config, Files, RuntimeDependency};

use crate::{Fixture, files, workspace};

/// The fixtures whose client's example becomes a test: one with endpoint rules, one without.
pub const WITH_EXAMPLE: [&str; 2] = ["chime", "structures"];

/// A workspace of emitted crates, so that each command runs once and the runtime is built once.
#[derive(Clone, Debug)]
pub struct Crates {
    root: PathBuf,
    /// What could not be generated or written.
    pub failures: Vec<String>,
}

impl Crates {
    /// Writes the workspace to a folder. The configuration's runtime becomes that of the repository.
    /// Files that are as they should be stay untouched, so that cargo does not build them again.
    ///
    /// # Panics
    ///
    /// When the folder cannot be made or read.
    #[must_use]
    pub fn write(root: PathBuf, fixtures: &[Fixture], config: &Config) -> Self {
        let (wanted, mut failures) = members(fixtures, config);
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
        Self { root, failures }
    }

    /// Runs cargo in the workspace, with warnings denied. It needs no network: `tests/Cargo.toml`
    /// names every feature of the runtime that emitted crates ask for, so what it builds has been
    /// downloaded with the tests. All workspaces share one target directory, beside the folder.
    ///
    /// # Panics
    ///
    /// When there is no cargo.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let (command, rest) = arguments.split_first().expect("there is a command");
        Command::new(env!("CARGO"))
            .arg(command)
            .args(["--quiet", "--target-dir"])
            .arg(self.root.with_file_name("fixtures-target"))
            .args(rest)
            .current_dir(&self.root)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("cargo runs")
    }
}

/// What cargo said, unless it succeeded.
#[must_use]
pub fn failure(command: &[&str], output: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr);
    let tested = String::from_utf8_lossy(&output.stdout);
    (!output.status.success())
        .then(|| format!("`cargo {}` failed:\n{said}\n{tested}", command.join(" ")))
}

/// The files of the workspace, and why some crates are not among them.
fn members(fixtures: &[Fixture], config: &Config) -> (Files, Vec<String>) {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("there is a lock file");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        // The same versions as elsewhere, which are known to be here.
        ("Cargo.lock".to_owned(), lock),
    ]);
    let mut failures = Vec::new();
    let runtime = workspace().join("runtime");
    let runtime = runtime.to_str().expect("the path is text").to_owned();
    let config = Config { runtime: RuntimeDependency::Path(runtime), ..config.clone() };
    for fixture in fixtures {
        match fixture.generate(&config) {
            Ok(mut output) => {
                if WITH_EXAMPLE.contains(&&*fixture.name) {
                    let client = output.files.get("src/client.rs").map_or("", String::as_str);
                    let test = example::test(client).expect("the client has an example");
                    output.files.insert("tests/example.rs".to_owned(), test);
                }
                let files_of_crate = output.files.into_iter();
                files.extend(
                    files_of_crate
                        .map(|(path, text)| (format!("crates/{}/{path}", fixture.name), text)),
                );
            }
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
