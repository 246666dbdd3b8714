//! Says what the crates that are about to be written change for those who use them.

use std::cell::OnceCell;
use std::path::Path;

use anyhow::{Result, bail};
use whitesmith::diff::{Diff, DiffError, Input, diff};
use whitesmith_build::output::{Change, Plan};
use whitesmith_build::{Job, ModelTexts, Revision};

use super::{crates, json, text};
use crate::console::{Console, Format, Level};
use crate::program::Program;

/// The changes of a crate since the last commit that changed its folder, computed once; `None` if they are not known.
pub type Since = OnceCell<Option<Diff>>;

/// Prints the comparison of a crate with an earlier version.
pub fn print(title: &str, found: &Diff, console: &Console) {
    match console.format {
        Format::Json => console.object(&json::object(title, found)),
        Format::Text => console.result(text::page(title, found).as_bytes()),
    }
}

/// Prints what a newer model changes for a crate. Nothing is printed if the old model has problems, since the
/// crate of the new one is then the first that can be generated.
pub fn of_update(
    job: &Job,
    before: &ModelTexts,
    after: &ModelTexts,
    title: &str,
    console: &Console,
) {
    let (old, new) = (before.sources(), after.sources());
    let old = Input { sources: &old, config: &job.config };
    if let Ok(found) = diff(old, Input { sources: &new, config: &job.config }) {
        let title = match console.format {
            Format::Json => &job.out.shown,
            Format::Text => title,
        };
        print(title, &found, console);
    }
}

/// Prints what a crate that is about to be written changes, compared with the last commit that changed its
/// folder: the model and the settings of that commit are what the files on the disk were generated from.
/// Nothing is printed for a new crate, or outside of a git repository.
///
/// `root` is the folder of codegen.toml, if the job is in that file.
pub fn of_crate(
    program: &Program,
    root: Option<&Path>,
    (job, plan): (&Job, &Plan),
    found: &Since,
    console: &Console,
) {
    let is_new = plan.files.iter().all(|file| matches!(file.change, Change::New(_)));
    if plan.is_up_to_date() || is_new {
        return;
    }
    let commit = match Revision::that_changed(&job.out.path) {
        Ok(Some(commit)) => commit,
        Ok(None) => return,
        Err(error) => return note(job, &error, console),
    };
    let found = found.get_or_init(|| since(program, root, job, &commit, Job::read_model, console));
    if let Some(found) = found {
        let title = match console.format {
            Format::Json => job.out.shown.clone(),
            Format::Text => format!("{} since commit {}", job.out.shown, commit.shown()),
        };
        print(&title, found, console);
    }
}

/// The changes of a crate since a commit, to the model that `after` reads. `None` if the commit has no model of the
/// crate, if the new model has problems, which its generation reports, and if the comparison fails, which is noted.
pub fn since(
    program: &Program,
    root: Option<&Path>,
    job: &Job,
    commit: &Revision,
    after: impl Fn(&Job) -> Result<ModelTexts>,
    console: &Console,
) -> Option<Diff> {
    // A model that cannot be read is an error of its generation.
    let after = after(job).ok()?;
    compare(program, root, job, commit, &after).unwrap_or_else(|error| {
        note(job, &error, console);
        None
    })
}

fn compare(
    program: &Program,
    root: Option<&Path>,
    job: &Job,
    commit: &Revision,
    after: &ModelTexts,
) -> Result<Option<Diff>> {
    let then = job_of(program, root, job, commit)?;
    if !commit.has_model(&then.model)? {
        return Ok(None);
    }
    let before = commit.model(&then.model)?;
    let (old, new) = (before.sources(), after.sources());
    let old = Input { sources: &old, config: &then.config };
    match diff(old, Input { sources: &new, config: &job.config }) {
        Ok(found) => Ok(Some(found)),
        Err(DiffError::New(_)) => Ok(None),
        Err(DiffError::Old(error)) => {
            let problems = error.problems().iter().map(|problem| problem.message.as_str());
            let problems: Vec<&str> = problems.collect();
            bail!("the model of commit {} has problems: {}", commit.shown(), problems.join("; "))
        }
    }
}

fn note(job: &Job, error: &anyhow::Error, console: &Console) {
    let message = format!("what changes for users of {} is not known: {error:#}", job.out.shown);
    console.message(Level::Note, Some(&job.out.shown), &message);
}

/// The job of the same crate in a commit. For a job of the command line, or if the commit has no such crate, the
/// settings are those of today.
fn job_of(program: &Program, root: Option<&Path>, job: &Job, commit: &Revision) -> Result<Job> {
    let jobs = root.map(|root| crates::jobs(program, root, Some(commit))).transpose()?;
    let mut then = jobs.unwrap_or_default().into_iter();
    Ok(then.find(|then| then.out.shown == job.out.shown).unwrap_or_else(|| job.clone()))
}
