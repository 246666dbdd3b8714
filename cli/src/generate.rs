//! Generates crates: writes them to disk or, to check them, prints a diff.
//!
//! All crates are generated before anything is written, so that a problem in one of them changes no
//! file.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use serde_json::json;
use whitesmith_build::output::{self, Change, Plan};
use whitesmith_build::report::{self, Detail, Outcome, counted};
use whitesmith_build::{Job, ModelTexts, Surroundings, config_file};

use crate::console::{Console, Format, Level};
use crate::diff::bump::bump;
use crate::diff::verdict::{self, Since};
use crate::options::with_options;
use crate::program::Program;
use crate::workers;

/// What to do with the generated crates.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// Print a diff and write nothing.
    pub check: bool,
    /// What to print about files.
    pub detail: Detail,
}

/// The source of the jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// codegen.toml.
    File,
    /// The options of the command line.
    Options,
    /// The command line, which has an option for the operations; other settings are keys of codegen.toml.
    Operations,
}

/// A crate in memory, compared with the disk.
pub type Planned = (Plan, Outcome);

/// Generates the crate of `job`, or those of codegen.toml.
///
/// # Errors
///
/// A file cannot be read or written, or codegen.toml has problems. Problems of models are printed.
pub fn run(program: &Program, job: Option<Job>, task: Task, console: &Console) -> Result<ExitCode> {
    let (mut jobs, root) = match job {
        Some(job) => (vec![job], None),
        None => {
            let root = root(program.without_file)?;
            (config_file::read(&root, program.runtime)?, Some(root))
        }
    };
    let asked_by = if root.is_some() { AskedBy::File } else { AskedBy::Options };
    let surroundings: Vec<_> = jobs.iter_mut().map(Job::settle).collect::<Result<_>>()?;
    let found: Vec<Since> = jobs.iter().map(|_| Since::new()).collect();
    for (job, found) in jobs.iter_mut().zip(&found) {
        bump(program, root.as_deref(), job, found, Job::read_model, console)?;
    }
    let planned = all(&jobs, asked_by, console, Job::read_model);
    let Some(planned) = planned else { return Ok(ExitCode::FAILURE) };
    if task.detail != Detail::Quiet {
        for ((job, found), (plan, _)) in jobs.iter().zip(&found).zip(&planned) {
            verdict::of_crate(program, root.as_deref(), (job, plan), found, console);
        }
    }
    if task.check {
        return check(program, &jobs, &planned, task.detail, console);
    }
    write(&planned, &[], task.detail, console)?;
    for (job, surroundings) in jobs.iter().zip(&surroundings) {
        note_unlisted(job, surroundings, asked_by, console);
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of codegen.toml: the current folder or a parent folder.
///
/// # Errors
///
/// None of these folders has one; `help` says what to do.
pub fn root(help: &str) -> Result<PathBuf> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    config_file::root_above(&here).ok_or_else(|| {
        anyhow!(
            "there is no {} in {} or a parent folder\n  help: {help}",
            config_file::FILE_NAME,
            here.display(),
        )
    })
}

/// Reports a crate that cargo would not build in its folder.
pub fn note_unlisted(job: &Job, surroundings: &Surroundings, asked_by: AskedBy, console: &Console) {
    let Surroundings::NotListed { manifest, member } = surroundings else { return };
    let out = &job.out.shown;
    let standalone = match asked_by {
        AskedBy::File | AskedBy::Operations => "`standalone = true` in codegen.toml",
        AskedBy::Options => "--standalone",
    };
    let note = format!(
        "{out} is in the workspace of {}, which does not list it\n  help: add \
         {member:?} to `members` there, or let a member depend on it by its path; or make it a \
         workspace of its own, with {standalone}",
        manifest.display()
    );
    console.message(Level::Note, Some(out), &note);
}

/// Generates all crates on all cores, from the texts that `read` returns, and compares them with the disk. If
/// one has problems or an error, such as a model that cannot be read, prints those of all and returns `None`.
pub fn all(
    jobs: &[Job],
    asked_by: AskedBy,
    console: &Console,
    read: impl Fn(&Job) -> Result<ModelTexts> + Sync,
) -> Option<Vec<Planned>> {
    let progress = console.progress("generated", jobs.len());
    let outcomes = workers::map(jobs, &progress, |job| one(job, &read));
    drop(progress);
    let (mut all, mut failed) = (Vec::new(), Vec::new());
    for (job, outcome) in jobs.iter().zip(outcomes) {
        let out = Some(job.out.shown.as_str());
        let located = |problem| match asked_by {
            AskedBy::File => job.located(problem),
            AskedBy::Operations if problem.help_setting != Some("operations") => problem.clone(),
            AskedBy::Options | AskedBy::Operations => with_options(problem.clone()),
        };
        match outcome {
            Ok(Ok((planned, warnings))) => {
                for warning in &warnings {
                    console.problem(Level::Warning, out, &located(warning));
                }
                all.push(planned);
            }
            Ok(Err(problems)) => {
                for problem in problems.problems() {
                    console.problem(Level::Error, out, &located(problem));
                }
                let count = counted(problems.problems().len(), "problem");
                failed.push(format!("{count} in {}", job.model.title()));
            }
            Err(error) => console.error(out, &error),
        }
    }
    if all.len() == jobs.len() {
        return Some(all);
    }
    if failed.is_empty() {
        return None;
    }
    let summary = format!("{}; nothing was written", failed.join(", "));
    console.message(Level::Error, None, &summary);
    None
}

/// A crate with its warnings, or the problems of its model.
type Generated = Result<(Planned, Vec<whitesmith::Problem>), whitesmith::Error>;

fn one(job: &Job, read: &impl Fn(&Job) -> Result<ModelTexts>) -> Result<Generated> {
    let started = Instant::now();
    let texts = read(job)?;
    let output = match whitesmith::generate(&texts.sources(), &job.config) {
        Ok(output) => output,
        Err(problems) => return Ok(Err(problems)),
    };
    let plan = Plan::new(&job.out, output.files)?;
    let outcome = Outcome { operations: output.operations, elapsed: started.elapsed() };
    Ok(Ok(((plan, outcome), output.warnings)))
}

/// Writes all crates, and the files of `others`, or changes nothing; prints what was written.
///
/// # Errors
///
/// A file cannot be written, or was not generated.
pub fn write(
    planned: &[Planned],
    others: &[Plan],
    detail: Detail,
    console: &Console,
) -> Result<()> {
    for (plan, _) in planned {
        plan.refuse_foreign()?;
    }
    let plans: Vec<&Plan> = planned.iter().map(|(plan, _)| plan).chain(others).collect();
    for stuck in output::write(&plans, &output::RealDisk)? {
        let text = format!("cannot remove {}: {}", stuck.path.display(), stuck.cause);
        console.message(Level::Warning, None, &text);
    }
    if console.format == Format::Json {
        for planned in planned {
            crate_object(planned, console);
        }
        return Ok(());
    }
    let mut text = Vec::new();
    for (plan, outcome) in planned {
        report::written(&mut text, plan, outcome, detail)?;
    }
    console.result(&text);
    Ok(())
}

/// Prints a crate, with the files that have changed, as a JSON object.
fn crate_object((plan, outcome): &Planned, console: &Console) {
    let change = |change: &Change| match change {
        Change::New(_) => Some("new"),
        Change::Changed { .. } => Some("changed"),
        Change::Unchanged => None,
        Change::Orphan(_) => Some("removed"),
    };
    let changed: Vec<_> = plan
        .files
        .iter()
        .filter_map(|file| Some(json!({ "path": file.path, "change": change(&file.change)? })))
        .collect();
    console.object(&json!({
        "type": "crate",
        "crate": plan.out.shown,
        "operations": outcome.operations,
        "unchanged": plan.files.len() - changed.len(),
        "changed": changed,
    }));
}

fn check(
    program: &Program,
    jobs: &[Job],
    planned: &[Planned],
    detail: Detail,
    console: &Console,
) -> Result<ExitCode> {
    let stale = || {
        let pairs = jobs.iter().zip(planned).map(|(job, (plan, _))| (job, plan));
        pairs.filter(|(_, plan)| !plan.is_up_to_date())
    };
    match console.format {
        Format::Json => {
            for planned in planned {
                crate_object(planned, console);
            }
        }
        Format::Text => console.result(&checked(planned, detail)?),
    }
    if stale().next().is_none() {
        return Ok(ExitCode::SUCCESS);
    }
    let command = program.without_check(env::args_os().skip(1));
    for (job, plan) in stale() {
        let (out, model) = (&job.out.shown, job.model.title());
        let what = report::out_of_date(plan);
        let help = match console.format {
            Format::Json => format!("\n  help: run `{command}`"),
            Format::Text => String::new(),
        };
        let text = format!("{out} is out of date with {model}: {what}; nothing was written{help}");
        console.message(Level::Error, Some(out), &text);
        if let Err(foreign) = plan.refuse_foreign() {
            console.error(Some(out), &foreign);
        }
    }
    if console.format == Format::Text {
        console.help(&format!("run `{command}`"));
    }
    Ok(ExitCode::FAILURE)
}

/// The diff of each crate that is out of date, and a line for each other one.
fn checked(planned: &[Planned], detail: Detail) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    for (plan, outcome) in planned {
        if plan.is_up_to_date() {
            report::up_to_date(&mut text, plan, outcome, detail)?;
            continue;
        }
        if detail != Detail::Quiet {
            text.extend(output::diff(plan).into_bytes());
        }
        report::files(&mut text, plan, detail, report::state)?;
    }
    Ok(text)
}
