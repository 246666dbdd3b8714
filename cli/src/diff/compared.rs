//! Reads the versions to compare: files, or what a revision of git has.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use whitesmith::diff::Input;
use whitesmith::{Config, Source};
use whitesmith_build::{Job, ModelFiles, ModelTexts, Revision, config_file};

use super::arguments::DiffArguments;
use crate::generate;
use crate::program::Program;

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
enum Given {
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
pub(crate) fn read(program: &Program, arguments: &DiffArguments) -> Result<Vec<Compared>> {
    let Some(old) = &arguments.old else {
        bail!("there is nothing to compare\n  help: name the old version")
    };
    let (old, new) = (Given::of(old), arguments.new.as_deref().map(Given::of));
    let path = old.path().or(new.as_ref().and_then(Given::path));
    let Some(path) = path.map(Path::to_owned) else {
        return of_crates(program, arguments, &old, new.as_ref());
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
    Ok(vec![Compared { title, old, new }])
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
        return Ok(job(&jobs, folder)?.config.clone());
    }
    Ok(Config {
        operations: arguments.operations.clone(),
        service: arguments.service.clone(),
        protocol: arguments.protocol.clone(),
        ..Config::default()
    })
}

fn job<'j>(jobs: &'j [Job], folder: &str) -> Result<&'j Job> {
    let wanted = folder.trim_end_matches('/');
    let found = jobs.iter().find(|job| job.out.shown == wanted);
    found.ok_or_else(|| {
        let known: Vec<_> = jobs.iter().map(|job| format!("`{}`", job.out.shown)).collect();
        anyhow!(
            "{} has no crate in the folder `{wanted}`\n  help: its crates are in {}",
            config_file::FILE_NAME,
            known.join(", ")
        )
    })
}

/// The crates of codegen.toml, as they are in a revision and in another one or now.
fn of_crates(
    program: &Program,
    arguments: &DiffArguments,
    old: &Given,
    new: Option<&Given>,
) -> Result<Vec<Compared>> {
    let root = generate::root(program.without_file)?;
    let revision = |given: &Given| match given {
        Given::Revision { name, .. } => Revision::named(&root, name),
        Given::Files(path) => bail!("{} is not a revision", path.display()),
    };
    let old = revision(old)?;
    let new = new.map(revision).transpose()?;
    let jobs_then = jobs(program, &root, Some(&old))?;
    let jobs_now = jobs(program, &root, new.as_ref())?;
    let wanted = |job: &&Job| {
        arguments.for_crate.as_ref().is_none_or(|name| name.trim_end_matches('/') == job.out.shown)
    };
    if let Some(folder) = &arguments.for_crate {
        job(&jobs_now, folder)?;
    }
    let compare = |now: &Job| {
        // A crate that the old revision does not have is compared by its present settings.
        let then = jobs_then.iter().find(|then| then.out.shown == now.out.shown).unwrap_or(now);
        let with_options = |job: &Job| {
            let mut config = job.config.clone();
            if !arguments.operations.is_empty() {
                config.operations.clone_from(&arguments.operations);
            }
            config.service = arguments.service.clone().or(config.service);
            config.protocol = arguments.protocol.clone().or(config.protocol);
            config
        };
        let version = |job: &Job, revision: Option<&Revision>| -> Result<Version> {
            let (title, texts) = match revision {
                Some(revision) => (
                    format!("{} of {}", job.model.title(), revision.shown()),
                    revision
                        .model(&job.model)
                        .with_context(|| format!("cannot compare {}", job.out.shown))?,
                ),
                None => (job.model.title(), job.read_model()?),
            };
            Ok(Version { title, texts, config: with_options(job) })
        };
        Ok(Compared {
            title: now.out.shown.clone(),
            old: version(then, Some(&old))?,
            new: version(now, new.as_ref())?,
        })
    };
    jobs_now.iter().filter(wanted).map(compare).collect()
}

/// The jobs of codegen.toml, as it is in a revision or now.
pub(crate) fn jobs(
    program: &Program,
    root: &Path,
    revision: Option<&Revision>,
) -> Result<Vec<Job>> {
    let then =
        revision.map(|revision| revision.text(&root.join(config_file::FILE_NAME))).transpose()?;
    match then.flatten() {
        Some(text) => config_file::parse(&text, root, program.runtime),
        None => config_file::read(root, program.runtime),
    }
}
