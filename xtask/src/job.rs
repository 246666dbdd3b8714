//! In: the options that name a model. Out: a job: which model becomes which crate, and where.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use whitesmith::{Config, Problem, RuntimeDependency};

use crate::cli::AnyModel;
use crate::config_file::{FILE_NAME, Place};
use crate::model_file::ModelFile;
use crate::runtime_crate;
use crate::surroundings::Surroundings;

/// A folder that a crate is emitted into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputFolder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How its owner wrote it.
    pub(crate) shown: String,
}

impl OutputFolder {
    /// A folder, and how to call it in messages.
    pub(crate) fn new(path: PathBuf, shown: &str) -> Self {
        let trimmed = shown.trim_end_matches('/');
        Self { path, shown: if trimmed.is_empty() { shown } else { trimmed }.to_owned() }
    }

    /// How messages call a file in it.
    pub(crate) fn shown_file(&self, relative: &str) -> String {
        format!("{}/{relative}", self.shown.trim_end_matches('/'))
    }
}

/// Where codegen.toml says what is asked for: by the key and its value. The command line has no
/// places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(pub(crate) BTreeMap<(&'static str, String), Place>);

/// One crate to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) model: ModelFile,
    pub(crate) out: OutputFolder,
    pub(crate) config: Config,
    pub(crate) places: Places,
}

impl Job {
    /// The job that the command line describes; `None` if it leaves that to codegen.toml.
    pub(crate) fn from_arguments(arguments: &AnyModel) -> Result<Option<Self>> {
        let (Some(model), Some(out)) = (&arguments.model, &arguments.out) else { return Ok(None) };
        Ok(Some(Self {
            model: ModelFile::from_argument(model),
            out: OutputFolder::new(out.clone(), &out.display().to_string()),
            config: Config {
                service: arguments.service.clone(),
                protocol: arguments.protocol.clone(),
                operations: arguments.operations.clone(),
                name: arguments.name.clone(),
                runtime: match (&arguments.runtime_version, &arguments.runtime_path) {
                    (Some(version), _) => RuntimeDependency::Version(version.clone()),
                    (None, Some(path)) => runtime_crate::at(out, path)?,
                    (None, None) => runtime_crate::of_checkout(out)?,
                },
                standalone: arguments.standalone,
                protocol_tests: arguments.protocol_tests,
                endpoints_only: false,
            },
            places: Places::default(),
        }))
    }

    /// The text of the model. A problem with it names the place in codegen.toml.
    pub(crate) fn read_model(&self) -> Result<String> {
        self.model.read().map_err(|error| {
            let shown = self.model.shown().to_owned();
            match self.places.0.get(&("model", shown)) {
                Some((line, column)) => anyhow!("{FILE_NAME}:{line}:{column}: {error}"),
                None => error,
            }
        })
    }

    /// A problem of the model or, if it is one of what was asked for, of codegen.toml.
    pub(crate) fn located(&self, problem: &Problem) -> Problem {
        let asked = problem.setting.as_ref().map(|setting| (setting.key, setting.value.clone()));
        match asked.and_then(|asked| self.places.0.get(&asked)) {
            Some(place) => {
                Problem { file: FILE_NAME.to_owned(), place: Some(*place), ..problem.clone() }
            }
            None => problem.clone(),
        }
    }

    /// Makes the crate a workspace of its own where it could not be built otherwise, and tells how
    /// it stands to the workspace around it.
    pub(crate) fn settle(&mut self) -> Result<Surroundings> {
        let surroundings = Surroundings::of(&self.out.path)?;
        self.config.standalone |= surroundings == Surroundings::BuildFolder;
        Ok(if self.config.standalone { Surroundings::Free } else { surroundings })
    }
}
