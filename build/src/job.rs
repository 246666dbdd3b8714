//! One job: which model becomes which crate, and where.

use std::path::PathBuf;

use anyhow::{Result, bail};
use whitesmith::{Config, Problem};

use crate::model_files::{ModelFiles, ModelTexts};
use crate::places::{FILE_NAME, Places};
use crate::surroundings::Surroundings;

/// A folder that a crate is emitted into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFolder {
    /// Where it is.
    pub path: PathBuf,
    /// How its owner wrote it.
    pub shown: String,
}

impl OutputFolder {
    /// A folder, and how to call it in messages.
    #[must_use]
    pub fn new(path: PathBuf, shown: &str) -> Self {
        let trimmed = shown.trim_end_matches('/');
        Self { path, shown: if trimmed.is_empty() { shown } else { trimmed }.to_owned() }
    }

    /// How messages call a file in it.
    #[must_use]
    pub fn shown_file(&self, relative: &str) -> String {
        format!("{}/{relative}", self.shown.trim_end_matches('/'))
    }
}

/// One crate to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The model.
    pub model: ModelFiles,
    /// The folder of the crate.
    pub out: OutputFolder,
    /// What is generated.
    pub config: Config,
    /// Where codegen.toml asks for it; empty for a job of the command line.
    pub places: Places,
}

impl Job {
    /// The texts of the model. A problem with a file names the place in codegen.toml that asks for it.
    ///
    /// # Errors
    ///
    /// All files that cannot be read or are not UTF-8, and folders without models.
    pub fn read_model(&self) -> Result<ModelTexts> {
        self.model.read_with_places(|file| {
            match self.places.0.get(&("model", file.shown().to_owned())) {
                Some((line, column)) => format!("{FILE_NAME}:{line}:{column}: "),
                None => String::new(),
            }
        })
    }

    /// A problem of the model or, if it is one of what was asked for, of codegen.toml.
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

    /// Makes the crate a workspace of its own where it could not be built otherwise, and gives its
    /// relation to the workspace around it.
    ///
    /// # Errors
    ///
    /// A folder above the crate cannot be found; the crate is to be a workspace of its own and is a
    /// member of another one, which Cargo refuses for the whole workspace.
    pub fn settle(&mut self) -> Result<Surroundings> {
        let surroundings = Surroundings::of(&self.out.path)?;
        if let (true, Surroundings::Member { manifest }) = (self.config.standalone, &surroundings) {
            bail!(
                "{} is a member of the workspace of {}, and cannot be a workspace of its own; nothing \
                 was written\n  help: leave `standalone` out, or name the folder in `exclude` there",
                self.out.shown,
                manifest.display()
            );
        }
        self.config.standalone |= surroundings == Surroundings::BuildFolder;
        Ok(if self.config.standalone { Surroundings::Free } else { surroundings })
    }
}
