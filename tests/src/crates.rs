//! Generates crates from fixtures into one workspace and runs cargo on it. All tests that compile
//! emitted crates use this module.

mod cases;
mod example;
mod modules;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use whitesmith::{Config, Files, RuntimeDependency};

use crate::{Fixture, files, workspace};

pub use cases::{add_cases, add_serde_cases};
pub use example::add_example;
pub use modules::add_modules;

/// A workspace of emitted crates, so that each command runs once and the runtime is built once.
#[derive(Clone, Debug)]
pub struct Crates {
    root: PathBuf,
}

impl Crates {
    /// Writes the workspace to a folder, with the runtime of the repository. Files that do not
    /// change are not written, so that cargo does not rebuild them.
    ///
    /// # Panics
    ///
    /// When a crate cannot be generated, or a file cannot be written.
    #[must_use]
    pub fn write(root: PathBuf, fixtures: &[Fixture], config: &Config) -> Self {
        Self::write_with(root, fixtures, config, |_, _| {})
    }

    /// Writes the workspace with further or changed files: `change` gets the name of each fixture
    /// and the files of its crate.
    ///
    /// # Panics
    ///
    /// When a crate cannot be generated, or a file cannot be written.
    #[must_use]
    pub fn write_with(
        root: PathBuf,
        fixtures: &[Fixture],
        config: &Config,
        change: impl Fn(&str, &mut Files),
    ) -> Self {
        let mut members = Vec::new();
        for fixture in fixtures {
            let mut files = generated(fixture, config);
            change(&fixture.name, &mut files);
            members.push((fixture.name.clone(), files));
        }
        Self::of(root, members)
    }

    /// Writes the workspace of these crates, each with the name of its folder.
    ///
    /// # Panics
    ///
    /// When a file cannot be written.
    #[must_use]
    pub fn of(root: PathBuf, members: Vec<(String, Files)>) -> Self {
        let wanted = workspace_of(members);
        fs::create_dir_all(&root).expect("the folder can be made");
        let present = files(&root);
        for orphan in present.keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(root.join(orphan)).expect("a file that was written can be removed");
        }
        remove_empty_folders(&root.join("crates"));
        for (path, text) in wanted.iter().filter(|(path, text)| present.get(*path) != Some(text)) {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a file is in a folder"))
                .and_then(|()| fs::write(&file, text))
                .expect("a file of a crate can be written");
        }
        Self { root }
    }

    /// Runs cargo in the workspace, with warnings denied. It needs no network: `tests/Cargo.toml`
    /// has every feature of the runtime that emitted crates use, so that their dependencies have
    /// been downloaded with those of the tests. All workspaces share one target directory, beside
    /// the folder.
    ///
    /// # Panics
    ///
    /// When there is no cargo.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("cargo runs")
    }

    /// The command that [`cargo`](Self::cargo) runs.
    ///
    /// # Panics
    ///
    /// When there are no arguments.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let (name, rest) = arguments.split_first().expect("there is a command");
        let mut command = Command::new(env!("CARGO"));
        command
            .args([name, "--quiet"])
            .args(rest)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.with_file_name("fixtures-target"))
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }

    /// Runs cargo as [`cargo`](Self::cargo) does. `None` if it succeeds, else its output.
    #[must_use]
    pub fn failure(&self, arguments: &[&str]) -> Option<String> {
        failure(arguments, &self.cargo(arguments))
    }

    /// The command to compile with: `clippy`, or `check` if clippy is not installed.
    #[must_use]
    pub fn compile(&self) -> &'static str {
        if self.cargo(&["clippy", "--version"]).status.success() { "clippy" } else { "check" }
    }
}

/// The output of cargo, unless it succeeded.
#[must_use]
pub fn failure(command: &[&str], output: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr);
    let tested = String::from_utf8_lossy(&output.stdout);
    (!output.status.success())
        .then(|| format!("`cargo {}` failed:\n{said}\n{tested}", command.join(" ")))
}

/// The files of a fixture's crate, with the runtime of the repository.
///
/// # Panics
///
/// When the crate cannot be generated.
#[must_use]
#[allow(clippy::panic, reason = "a fixture that cannot be generated fails the test")]
pub fn generated(fixture: &Fixture, config: &Config) -> Files {
    let runtime = workspace().join("runtime");
    let runtime = runtime.to_str().expect("the path is text").to_owned();
    let config = Config { runtime: RuntimeDependency::Path(runtime), ..config.clone() };
    fixture.generate(&config).unwrap_or_else(|error| panic!("{error}")).files
}

/// The files of the workspace.
fn workspace_of(members: Vec<(String, Files)>) -> Files {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("there is a lock file");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        // The same versions as in the repository, which have been downloaded.
        ("Cargo.lock".to_owned(), lock),
    ]);
    for (name, member) in members {
        files
            .extend(member.into_iter().map(|(path, text)| (format!("crates/{name}/{path}"), text)));
    }
    files
}

/// Removes empty folders, because cargo requires members to have a manifest.
fn remove_empty_folders(crates: &Path) {
    let members = fs::read_dir(crates).into_iter().flatten().flatten().map(|member| member.path());
    for member in members.filter(|member| !member.join("Cargo.toml").exists()) {
        fs::remove_dir_all(member).expect("an empty folder can be removed");
    }
}
