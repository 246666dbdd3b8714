//! Emits the crates that are compared: each service in two versions of its model, and Chime before and after each
//! change in `tests/changes`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use whitesmith::{Config, Files, Source};
use whitesmith_build::ModelFile;

use crate::cli::SemverArguments;

/// The folders with models of two years, in the shared data.
const EARLIER: &str = "models";
const LATER: &str = "models-2026";

/// The model before all changes in `tests/changes`.
const CHIME: &str = "chime";

/// A model, and the name of the crate that it becomes.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// The name of its folder.
    pub(super) folder: String,
    /// The name of the crate, which is the same in both versions of a service.
    pub(super) crate_name: String,
    /// The model.
    pub(super) text: String,
    /// Whether its client calls servers, and its server is called.
    pub(super) is_called: bool,
}

/// A step from one version of a model to another.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The name of the service or the change.
    pub(super) name: String,
    pub(super) direction: Direction,
    /// The indices of the versions.
    pub(super) old: usize,
    pub(super) new: usize,
}

/// The direction of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

impl Direction {
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Forward => "->",
            Self::Backward => "<-",
        }
    }

    /// The name in names of files.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Backward => "backward",
        }
    }
}

/// All versions, and the steps between them.
#[derive(Debug, Default)]
pub(super) struct Versions {
    pub(super) all: Vec<Version>,
    pub(super) steps: Vec<Step>,
}

impl Versions {
    /// The versions that the arguments select.
    pub(super) fn find(root: &Path, arguments: &SemverArguments) -> Result<Self> {
        let mut found = Self::default();
        let wanted =
            |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|one| one == name);
        if arguments.covers_changes() {
            found.add_changes(wanted);
        }
        if arguments.covers_services() {
            let shared = arguments.shared.clone().unwrap_or_else(|| root.join("../shared"));
            found.add_services(&shared, wanted)?;
        }
        let known = |name: &String| found.steps.iter().any(|step| step.name == *name);
        if let Some(unknown) = arguments.only.iter().find(|name| !known(name)) {
            bail!(
                "unknown change or service `{unknown}`\n  help: a change is named like its file in \
                   tests/changes, without .json"
            );
        }
        Ok(found)
    }

    fn add_changes(&mut self, wanted: impl Fn(&str) -> bool) {
        let old = self.add(CHIME, CHIME, tests::chime().text);
        for change in tests::changes::changed_models() {
            if wanted(&change.name) {
                let new = self.add(&format!("{CHIME}-{}", change.name), CHIME, change.text);
                self.add_steps(&change.name, old, new);
            }
        }
    }

    fn add_services(&mut self, shared: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let (earlier, later) = (names(&shared.join(EARLIER))?, names(&shared.join(LATER))?);
        for name in earlier.intersection(&later).filter(|name| wanted(name)) {
            let [old, new] = [EARLIER, LATER].map(|folder| {
                let path = shared.join(folder).join(format!("{name}.json"));
                anyhow::Ok((folder, ModelFile::from_argument(&path).read()?))
            });
            let mut add = |(folder, text): (&str, String)| {
                self.add(&format!("{name}-of-{folder}"), &name.replace('-', "_"), text)
            };
            let (old, new) = (add(old?), add(new?));
            self.add_steps(name, old, new);
        }
        Ok(())
    }

    fn add(&mut self, folder: &str, crate_name: &str, text: String) -> usize {
        let is_called = crate_name == CHIME;
        let (folder, crate_name) = (folder.to_owned(), crate_name.to_owned());
        self.all.push(Version { folder, crate_name, text, is_called });
        self.all.len() - 1
    }

    fn add_steps(&mut self, name: &str, old: usize, new: usize) {
        for (direction, old, new) in
            [(Direction::Forward, old, new), (Direction::Backward, new, old)]
        {
            self.steps.push(Step { name: name.to_owned(), direction, old, new });
        }
    }
}

impl Version {
    /// The name of the package.
    pub(super) fn package(&self) -> String {
        self.crate_name.replace('_', "-")
    }

    /// The files of the crate.
    pub(super) fn emit(&self, config: &Config) -> Result<Files> {
        let shown = format!("{}.json", self.folder);
        let output = whitesmith::generate(&[Source { name: &shown, text: &self.text }], config);
        Ok(output.with_context(|| format!("cannot generate {}", self.folder))?.files)
    }
}

/// The names of the models in a folder.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder).with_context(|| {
        format!("cannot list {}\n  help: name the folder with the shared data", folder.display())
    })?;
    let mut names = BTreeSet::new();
    for entry in entries {
        let path: PathBuf = entry.context("cannot list the models")?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    Ok(names)
}
