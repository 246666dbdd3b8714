//! Reads the crates of codegen.toml as they are in a revision of git, and in another one or now.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use whitesmith::{Config, Source};
use whitesmith_build::{Job, Revision, config_file};

use super::arguments::DiffArguments;
use super::compared::{Compared, Given, Subject, Version};
use super::crate_change::CrateChange;
use crate::generate;
use crate::program::Program;

/// Reads both versions of all crates, or of the one that is selected.
pub(crate) fn read(
    program: &Program,
    arguments: &DiffArguments,
    old: &Given,
    new: Option<&Given>,
) -> Result<Vec<Subject>> {
    let root = generate::root(program.without_file)?;
    let revision = |given: &Given| match given {
        Given::Revision { name, .. } => Revision::named(&root, name),
        Given::Files(path) => bail!("{} is not a revision", path.display()),
    };
    let old = revision(old)?;
    let new = new.map(revision).transpose()?;
    let jobs_then = jobs(program, &root, Some(&old))?;
    let jobs_now = jobs(program, &root, new.as_ref())?;
    let is_removed = |then: &&Job| find(&jobs_now, &then.out.shown).is_none();
    let removed: Vec<&Job> = jobs_then.iter().filter(is_removed).collect();
    if let Some(folder) = &arguments.for_crate
        && find(removed.iter().copied(), folder).is_none()
    {
        job(&jobs_now, folder)?;
    }
    let wanted = |job: &Job| match &arguments.for_crate {
        Some(folder) => find([job], folder).is_some(),
        None => true,
    };
    let mut selection = Selection { arguments, found: BTreeSet::new() };
    let mut subjects = Vec::new();
    for now in jobs_now.iter().filter(|job| wanted(job)) {
        let then = find(&jobs_then, &now.out.shown);
        let then = match then {
            Some(then) if old.has_model(&then.model)? => Some(then),
            Some(_) | None => None,
        };
        let old = then.map(|then| version(then, Some(&old))).transpose()?;
        let versions = (old, Some(version(now, new.as_ref())?));
        subjects.extend(selection.subject(&now.out.shown, versions));
    }
    for then in removed.into_iter().filter(|job| wanted(job)) {
        let versions = (Some(version(then, Some(&old))?), None);
        subjects.extend(selection.subject(&then.out.shown, versions));
    }
    selection.finish()?;
    Ok(subjects)
}

/// A crate in a revision or now.
fn version(job: &Job, revision: Option<&Revision>) -> Result<Version> {
    let (title, texts) = match revision {
        Some(revision) => (
            format!("{} of {}", job.model.title(), revision.shown()),
            revision
                .model(&job.model)
                .with_context(|| format!("cannot compare {}", job.out.shown))?,
        ),
        None => (job.model.title(), job.read_model()?),
    };
    Ok(Version { title, texts, config: job.config.clone() })
}

/// The options of the command line, applied to one crate after the other.
struct Selection<'a> {
    arguments: &'a DiffArguments,
    /// The named operations that a crate has.
    found: BTreeSet<&'a str>,
}

impl Selection<'_> {
    /// The versions with the options applied; `None` for a crate that has none of the named operations.
    fn subject(
        &mut self,
        title: &str,
        (mut old, mut new): (Option<Version>, Option<Version>),
    ) -> Option<Subject> {
        let arguments = self.arguments;
        let mut versions: Vec<&mut Version> = old.iter_mut().chain(&mut new).collect();
        for Version { config, .. } in &mut versions {
            config.service = arguments.service.clone().or(config.service.take());
            config.protocol = arguments.protocol.clone().or(config.protocol.take());
        }
        if !arguments.operations.is_empty() {
            let known: Vec<_> = versions.iter().map(|version| Known::of(version)).collect();
            let is_known = |name: &&&str| known.iter().any(|known| known.has(name));
            let named: Vec<&str> = arguments.operations.iter().map(String::as_str).collect();
            let operations: Vec<&str> = named.iter().filter(is_known).copied().collect();
            if operations.is_empty() {
                return None;
            }
            for Version { config, .. } in versions {
                config.operations = operations.iter().map(|&name| name.to_owned()).collect();
            }
            self.found.extend(operations);
        }
        let title = title.to_owned();
        match (old, new) {
            (Some(old), Some(new)) => Some(Subject::Both(Box::new(Compared { title, old, new }))),
            (None, Some(_)) => Some(Subject::Whole(title, CrateChange::Added)),
            (Some(_), None) => Some(Subject::Whole(title, CrateChange::Removed)),
            (None, None) => None,
        }
    }

    /// Reports the operations that no crate has.
    fn finish(self) -> Result<()> {
        let named = self.arguments.operations.iter();
        let unknown: Vec<String> = named
            .filter(|name| !self.found.contains(name.as_str()))
            .map(|name| format!("`{name}`"))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        bail!(
            "none of the compared crates has the operation {}\n  help: `whitesmith operations --model FILE` lists the \
             operations of a model",
            unknown.join(", ")
        )
    }
}

/// The operations of a version.
enum Known {
    Names(BTreeSet<String>),
    /// The model has problems, which the comparison reports.
    Problems,
}

impl Known {
    fn of(version: &Version) -> Self {
        let sources: Vec<Source<'_>> = version.sources();
        let config = Config { operations: Vec::new(), ..version.config.clone() };
        match whitesmith::operations(&sources, &config) {
            Ok(operations) => Self::Names(operations.into_iter().map(|one| one.name).collect()),
            Err(_) => Self::Problems,
        }
    }

    /// Whether there is an operation with this name or shape id.
    fn has(&self, name: &str) -> bool {
        let name = name.split_once('#').map_or(name, |(_, name)| name);
        match self {
            Self::Names(names) => names.contains(name),
            Self::Problems => true,
        }
    }
}

/// The crate in a folder of codegen.toml.
pub(crate) fn job<'j>(jobs: &'j [Job], folder: &str) -> Result<&'j Job> {
    find(jobs, folder).ok_or_else(|| {
        let known: Vec<_> = jobs.iter().map(|job| format!("`{}`", job.out.shown)).collect();
        anyhow!(
            "{} has no crate in the folder `{}`\n  help: its crates are in {}",
            config_file::FILE_NAME,
            folder.trim_end_matches('/'),
            known.join(", ")
        )
    })
}

fn find<'j>(jobs: impl IntoIterator<Item = &'j Job>, folder: &str) -> Option<&'j Job> {
    let wanted = folder.trim_end_matches('/');
    jobs.into_iter().find(|job| job.out.shown == wanted)
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
