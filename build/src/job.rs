//! Defines a job: a model, the crate to generate from it, and the crate's folder.

use std::path::PathBuf;

use anyhow::{Result, bail};
use whitesmith::{Config, Problem};

use crate::model_files::{ModelFiles, ModelTexts};
use crate::places::{FILE_NAME, Places};
use crate::surroundings::Surroundings;

/// A folder that a crate is emitted into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFolder {
    /// The path of the folder.
    pub path: PathBuf,
    /// The path as the user wrote it, for messages.
    pub shown: String,
}

impl OutputFolder {
    /// Creates a folder from its path, and the path for messages.
    #[must_use]
    pub fn new(path: PathBuf, shown: &str) -> Self {
        let trimmed = shown.trim_end_matches('/');
        Self { path, shown: if trimmed.is_empty() { shown } else { trimmed }.to_owned() }
    }

    /// The path of a file in the folder, for messages.
    #[must_use]
    pub fn shown_file(&self, relative: &str) -> String {
        match self.shown.as_str() {
            "." => relative.to_owned(),
            shown => format!("{}/{relative}", shown.trim_end_matches('/')),
        }
    }
}

/// A crate to generate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The model.
    pub model: ModelFiles,
    /// The folder of the crate.
    pub out: OutputFolder,
    /// The configuration of the generator.
    pub config: Config,
    /// Whether the version of the package is raised by what has changed since the last commit.
    pub bump_version: bool,
    /// The places of the configuration in codegen.toml; empty for a job of the command line.
    pub places: Places,
}

impl Job {
    /// Reads the texts of the model. A problem with a file names its place in codegen.toml.
    ///
    /// # Errors
    ///
    /// All files that cannot be read or are not UTF-8, and all folders without models.
    pub fn read_model(&self) -> Result<ModelTexts> {
        self.model.read_with_places(|file| {
            let place = self.places.0.get(&("model", file.shown().to_owned()))?;
            Some((FILE_NAME.to_owned(), *place))
        })
    }

    /// A problem with its place: in the model or, if a setting is wrong, in codegen.toml.
    #[must_use]
    pub fn located(&self, problem: &Problem) -> Problem {
        let asked = problem.setting.as_ref().map(|setting| (setting.key, setting.value.clone()));
        match asked.and_then(|asked| self.places.0.get(&asked)) {
            Some(place) => {
                let (file, place) = (FILE_NAME.to_owned(), Some(*place));
                Problem { file, place, excerpt: None, ..problem.clone() }
            }
            None => problem.clone(),
        }
    }

    /// Sets `standalone` if Cargo could not build the crate otherwise, and returns the crate's
    /// relation to the workspace around it.
    ///
    /// # Errors
    ///
    /// The path of the crate cannot be resolved, or the crate is `standalone` but also a member of
    /// another workspace, which Cargo would reject as a whole.
    pub fn settle(&mut self) -> Result<Surroundings> {
        let surroundings = Surroundings::of(&self.out.path)?;
        if let (true, Surroundings::Member { manifest }) = (self.config.standalone, &surroundings) {
            bail!(
                "{} is a member of the workspace of {} and cannot be a workspace of its own; nothing \
                 was written\n  help: remove `standalone`, or add the folder to `exclude` there",
                self.out.shown,
                manifest.display()
            );
        }
        self.config.standalone |= surroundings == Surroundings::BuildFolder;
        Ok(if self.config.standalone { Surroundings::Free } else { surroundings })
    }
}
