//! Finds models, and generates for each a crate with its tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use whitesmith::{Config, Files, Output, Part, RuntimeDependency, Source};
use whitesmith_build::ModelFile;

use super::Kinds;
use super::corrections::correct;
use super::endpoint_rules;
use super::libtest::Outcome;
use crate::crate_workspace::CrateWorkspace;
use crate::unsupported::unsupported_protocols;

/// A model and its state.
#[derive(Clone, Debug)]
pub(crate) struct Suite {
    /// The name of the file without `.json`.
    pub(crate) name: String,
    /// The name of the crate and of its folder.
    pub(crate) package: String,
    pub(crate) path: PathBuf,
    /// The folder with the models of services, for tests that need their endpoint rules.
    pub(crate) models: Option<PathBuf>,
    pub(crate) state: State,
}

/// The state of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Found,
    /// The service has none of the supported protocols, but these.
    Unsupported(String),
    /// The model has no tests for clients.
    NoTests(Emitted),
    /// The model cannot be generated because of these problems.
    Refused(String),
    Emitted(Emitted),
    Tested(Emitted, Outcome),
}

/// The numbers of emitted tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Emitted {
    pub(crate) cases: usize,
    /// Endpoint tests.
    pub(crate) endpoints: usize,
    pub(crate) not_for_clients: usize,
    /// Operations that are left out, with their tests.
    pub(crate) left_out: usize,
}

/// The models, in the order of the paths; those of a folder are sorted by name.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Vec<Suite>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(models_in(path)?);
        } else {
            found.push(path.clone());
        }
    }
    let mut taken = BTreeSet::new();
    Ok(found.into_iter().map(|path| suite(path, &mut taken)).collect())
}

pub(super) fn models_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {shown}"))?;
    let mut models = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list {shown}"))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            models.push(path);
        }
    }
    if models.is_empty() {
        bail!("there is no model in {shown}\n  help: name a folder with models in .json files");
    }
    models.sort();
    Ok(models)
}

fn suite(path: PathBuf, taken: &mut BTreeSet<String>) -> Suite {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let mut package: String = name.chars().map(plain).collect();
    if !package.starts_with(|first: char| first.is_ascii_lowercase()) {
        package.insert_str(0, "model-");
    }
    while !taken.insert(package.clone()) {
        package.push_str("-again");
    }
    Suite { name, package, path, models: None, state: State::Found }
}

impl Suite {
    /// Writes the crate to the workspace, with the files as `change` returns them.
    pub(crate) fn emit(
        &mut self,
        kinds: Kinds,
        workspace: &CrateWorkspace,
        runtime: &RuntimeDependency,
        change: impl FnOnce(Files) -> Result<Files>,
    ) -> Result<()> {
        let model = ModelFile::from_argument(&self.path);
        let text = model.read()?;
        let text = correct(&text)?;
        let rules = self.models.as_deref().map(|models| endpoint_rules::for_tests(&text, models));
        let rules = rules.transpose()?.flatten();
        let rules = rules.as_ref().map(|(name, text)| Source { name, text });
        let sources: Vec<_> =
            [Source { name: model.shown(), text: &text }].into_iter().chain(rules).collect();
        let config = Config {
            name: Some(self.package.clone()),
            runtime: runtime.clone(),
            protocol_tests: true,
            endpoints_only: kinds == Kinds::Endpoints,
            ..Config::default()
        };
        self.state = match whitesmith::generate(&sources, &config) {
            Err(error) => match unsupported_protocols(&error) {
                Some(offered) => State::Unsupported(offered),
                None => State::Refused(error.to_string()),
            },
            Ok(output) if has_lost_tests(&output) => {
                let warnings: Vec<_> =
                    output.warnings.iter().map(|w| format!("error: {w}")).collect();
                State::Refused(warnings.join("\n"))
            }
            Ok(output) => {
                let emitted = Emitted {
                    cases: output.protocol_tests.emitted,
                    endpoints: output.endpoint_tests,
                    not_for_clients: output.protocol_tests.not_for_clients,
                    left_out: left_out(&output),
                };
                if kinds.targets(emitted).is_empty() {
                    State::NoTests(emitted)
                } else {
                    workspace.put(&self.package, change(output.files)?)?;
                    State::Emitted(emitted)
                }
            }
        };
        Ok(())
    }
}

/// Whether a test is left out although its operation is generated.
fn has_lost_tests(output: &Output) -> bool {
    let mut lost = output.warnings.iter().filter_map(|warning| warning.left_out);
    lost.any(|part| matches!(part, Part::ProtocolTest | Part::EndpointTest))
}

/// The number of warnings about operations that are left out.
fn left_out(output: &Output) -> usize {
    output.warnings.iter().filter(|warning| warning.left_out == Some(Part::Operation)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["b.B.json", "a.json", "notes.md", "1.json"] {
            fs::write(folder.path().join(file), "{}").unwrap();
        }
        let paths = [folder.path().to_owned(), folder.path().join("a.json")];
        let suites = find(&paths).unwrap();
        let names: Vec<_> =
            suites.iter().map(|suite| (suite.name.as_str(), suite.package.as_str())).collect();
        assert_eq!(names, [("1", "model-1"), ("a", "a"), ("b.B", "b-b"), ("a", "a-again")]);
    }

    #[test]
    fn a_folder_without_models() {
        let folder = tempfile::tempdir().unwrap();
        let error = find(&[folder.path().to_owned()]).unwrap_err().to_string();
        assert!(error.starts_with("there is no model in "), "{error}");
    }
}
