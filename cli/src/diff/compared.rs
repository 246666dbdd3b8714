//! Reads the versions to compare: files, or what a revision of git has.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use whitesmith::diff::Input;
use whitesmith::{Config, Source};
use whitesmith_build::{ModelFiles, ModelTexts, Revision, config_file};

use super::arguments::DiffArguments;
use super::crate_change::CrateChange;
use super::crates;
use crate::generate;
use crate::program::Program;

/// What there is to say about a crate.
pub(crate) enum Subject {
    /// The crate has two versions to compare.
    Both(Box<Compared>),
    /// The crate with this folder is in one of the versions alone.
    Whole(String, CrateChange),
}

/// Two versions of a crate.
pub(crate) struct Compared {
    /// The folder of the crate, or the name of the model.
    pub(crate) title: String,
    pub(crate) old: Version,
    pub(crate) new: Version,
}

/// A version of a crate: its model and its settings.
pub(crate) struct Version {
    /// What the user calls it.
    pub(crate) title: String,
    pub(crate) texts: ModelTexts,
    pub(crate) config: Config,
}

impl Version {
    pub(crate) fn sources(&self) -> Vec<Source<'_>> {
        self.texts.sources()
    }

    pub(crate) fn input<'a>(&'a self, sources: &'a [Source<'a>]) -> Input<'a> {
        Input { sources, config: &self.config }
    }
}

/// Where a version is.
pub(crate) enum Given {
    /// The files of a model.
    Files(PathBuf),
    /// A revision, and a path in it.
    Revision { name: String, path: Option<PathBuf> },
}

impl Given {
    fn of(argument: &Path) -> Self {
        let Some(rest) = argument.to_str().and_then(|text| text.strip_prefix("git:")) else {
            return Self::Files(argument.to_owned());
        };
        match rest.split_once(':') {
            Some((name, path)) => {
                Self::Revision { name: name.to_owned(), path: Some(PathBuf::from(path)) }
            }
            None => Self::Revision { name: rest.to_owned(), path: None },
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Files(path) => Some(path),
            Self::Revision { path, .. } => path.as_deref(),
        }
    }
}

/// Reads all versions.
pub(crate) fn read(program: &Program, arguments: &DiffArguments) -> Result<Vec<Subject>> {
    let Some(old) = &arguments.old else {
        bail!("there is nothing to compare\n  help: name the old version")
    };
    let (old, new) = (Given::of(old), arguments.new.as_deref().map(Given::of));
    let path = old.path().or(new.as_ref().and_then(Given::path));
    let Some(path) = path.map(Path::to_owned) else {
        return crates::read(program, arguments, &old, new.as_ref());
    };
    let Some(new) =
        new.or_else(|| matches!(old, Given::Revision { .. }).then(|| Given::Files(path.clone())))
    else {
        bail!(
            "there is one model, {}, and nothing to compare it with\n  help: name the new version, too, or compare \
             with what a revision has there: `git:HEAD {}`",
            path.display(),
            path.display()
        );
    };
    let config = config(program, arguments)?;
    let version = |given: &Given| -> Result<Version> {
        let (title, texts) = model(given, &path)?;
        Ok(Version { title, texts, config: config.clone() })
    };
    let (old, new) = (version(&old)?, version(&new)?);
    let title = arguments.for_crate.clone().unwrap_or_else(|| path.display().to_string());
    Ok(vec![Subject::Both(Box::new(Compared { title, old, new }))])
}

/// The texts of a model. A revision without a path has it at `path`.
fn model(given: &Given, path: &Path) -> Result<(String, ModelTexts)> {
    match given {
        Given::Files(path) => {
            let files = ModelFiles::from_arguments(std::slice::from_ref(path));
            Ok((files.title(), files.read()?))
        }
        Given::Revision { name, path: own } => {
            let path = own.as_deref().unwrap_or(path);
            let folder = path.parent().unwrap_or(Path::new(""));
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let revision = Revision::named(folder, name)?;
            let files = ModelFiles::from_arguments(&[path.to_owned()]);
            Ok((format!("git:{name}:{}", path.display()), revision.model(&files)?))
        }
    }
}

/// The settings of models that are given by their paths.
fn config(program: &Program, arguments: &DiffArguments) -> Result<Config> {
    if let Some(folder) = &arguments.for_crate {
        let jobs = config_file::read(&generate::root(program.without_file)?, program.runtime)?;
        let mut config = crates::job(&jobs, folder)?.config.clone();
        if !arguments.operations.is_empty() {
            config.operations.clone_from(&arguments.operations);
        }
        return Ok(config);
    }
    Ok(Config {
        operations: arguments.operations.clone(),
        service: arguments.service.clone(),
        protocol: arguments.protocol.clone(),
        ..Config::default()
    })
}
