//! Says what the crates that are about to be written change for those who use them.

use std::path::Path;

use anyhow::Result;
use whitesmith::diff::{Diff, Input, diff};
use whitesmith_build::output::{Change, Plan};
use whitesmith_build::{Job, ModelTexts, Revision};

use super::{compared, json, text};
use crate::console::{Console, Format, Level};
use crate::program::Program;

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
pub fn of_crate(program: &Program, root: Option<&Path>, job: &Job, plan: &Plan, console: &Console) {
    let is_new = plan.files.iter().all(|file| matches!(file.change, Change::New(_)));
    if plan.is_up_to_date() || is_new {
        return;
    }
    match since_commit(program, root, job) {
        Ok(Some((commit, found))) => {
            let title = match console.format {
                Format::Json => job.out.shown.clone(),
                Format::Text => format!("{} since commit {commit}", job.out.shown),
            };
            print(&title, &found, console);
        }
        Ok(None) => {}
        Err(error) => {
            let message =
                format!("what changes for users of {} is not known: {error:#}", job.out.shown);
            console.message(Level::Note, Some(&job.out.shown), &message);
        }
    }
}

/// The last commit that changed the folder of a crate, and the changes since then.
fn since_commit(
    program: &Program,
    root: Option<&Path>,
    job: &Job,
) -> Result<Option<(String, Diff)>> {
    let Some(commit) = Revision::that_changed(&job.out.path)? else { return Ok(None) };
    let found = since(program, root, job, &commit, Job::read_model);
    Ok(found.map(|found| (commit.shown().to_owned(), found)))
}

/// The changes of a crate since a commit, to the model that `after` reads; `None` if the commit has no model of it,
/// or a version cannot be read or has problems.
pub fn since(
    program: &Program,
    root: Option<&Path>,
    job: &Job,
    commit: &Revision,
    after: impl Fn(&Job) -> Result<ModelTexts>,
) -> Option<Diff> {
    let then = job_of(program, root, job, commit);
    let before = commit.model(&then.model).ok()?;
    let after = after(job).ok()?;
    let (old, new) = (before.sources(), after.sources());
    let old = Input { sources: &old, config: &then.config };
    diff(old, Input { sources: &new, config: &job.config }).ok()
}

/// The job of the same crate in a commit. For a job of the command line, or if the commit has no such crate, the
/// settings are those of today.
fn job_of(program: &Program, root: Option<&Path>, job: &Job, commit: &Revision) -> Job {
    let jobs = root.and_then(|root| compared::jobs(program, root, Some(commit)).ok());
    let mut then = jobs.unwrap_or_default().into_iter();
    then.find(|then| then.out.shown == job.out.shown).unwrap_or_else(|| job.clone())
}
