//! Runs `cargo xtask codegen`: writes crates to disk or, with `--check`, prints a diff.
//!
//! All crates are generated before anything is written, so that a problem in one of them changes no
//! file.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use whitesmith::{Files, Problem};
use whitesmith_build::output::{self, Plan};
use whitesmith_build::report::{self, Detail, Outcome, counted};
use whitesmith_build::{Job, Surroundings, config_file};

use crate::cli::CodegenArguments;
use crate::options::with_options;

/// Runs the command.
pub(crate) fn run(arguments: &CodegenArguments) -> Result<ExitCode> {
    let (mut jobs, asked_by) = match arguments.any_model.job()? {
        Some(job) => (vec![job], AskedBy::Options),
        None => (jobs_of_workspace()?, AskedBy::File),
    };
    let surroundings: Vec<_> = jobs.iter_mut().map(Job::settle).collect::<Result<_>>()?;
    let Some(generated) = generate_all(&jobs, asked_by)? else { return Ok(ExitCode::FAILURE) };
    let mut planned = Vec::new();
    for (job, generated) in jobs.iter().zip(generated) {
        let Generated { files, operations, started } = generated;
        let plan = Plan::new(&job.out, files)?;
        planned.push((plan, Outcome { operations, elapsed: started.elapsed() }));
    }
    let detail = match (arguments.quiet, arguments.verbose) {
        (true, _) => Detail::Quiet,
        (false, true) => Detail::Verbose,
        (false, false) => Detail::Normal,
    };
    if arguments.check {
        return check(&jobs, &planned, detail);
    }
    write(planned, detail)?;
    for (job, surroundings) in jobs.iter().zip(&surroundings) {
        if let (Surroundings::NotListed { manifest, member }, false) =
            (surroundings, detail == Detail::Quiet)
        {
            eprintln!("{}", not_listed(&job.out.shown, &manifest.display().to_string(), member));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The note about a crate that cargo would not build in its folder.
fn not_listed(out: &str, manifest: &str, member: &str) -> String {
    format!(
        "note: {out} is in the workspace of {manifest}, which does not list it\n  help: add \
         {member:?} to `members` there, or let a member depend on it by its path; or make it a \
         workspace of its own, with --standalone or in {} with `standalone = true`",
        config_file::FILE_NAME
    )
}

fn jobs_of_workspace() -> Result<Vec<Job>> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here).map_err(|error| {
        anyhow!("{error}, or name a model with --model and a folder with --out")
    })?;
    config_file::read(&root)
}

/// The source of the jobs.
#[derive(Clone, Copy)]
enum AskedBy {
    /// codegen.toml.
    File,
    /// The options of the command line.
    Options,
}

impl AskedBy {
    /// A problem with its place in codegen.toml, or with the names of options.
    fn located(self, job: &Job, problem: &Problem) -> Problem {
        match self {
            Self::File => job.located(problem),
            Self::Options => with_options(problem.clone()),
        }
    }
}

/// A generated crate in memory.
struct Generated {
    files: Files,
    operations: usize,
    started: Instant,
}

/// Generates all crates. If one has problems, prints the problems of all and returns `None`.
fn generate_all(jobs: &[Job], asked_by: AskedBy) -> Result<Option<Vec<Generated>>> {
    let mut all = Vec::new();
    let mut failed = Vec::new();
    for job in jobs {
        let started = Instant::now();
        let texts = job.read_model()?;
        match whitesmith::generate(&texts.sources(), &job.config) {
            Ok(output) => {
                for warning in &output.warnings {
                    eprintln!("warning: {}", asked_by.located(job, warning));
                }
                all.push(Generated { files: output.files, operations: output.operations, started });
            }
            Err(error) => {
                for problem in error.problems() {
                    eprintln!("error: {}", asked_by.located(job, problem));
                }
                let problems = counted(error.problems().len(), "problem");
                failed.push(format!("{problems} in {}", job.model.title()));
            }
        }
    }
    if failed.is_empty() {
        return Ok(Some(all));
    }
    eprintln!("error: {}; nothing was written", failed.join(", "));
    Ok(None)
}

fn write(planned: Vec<(Plan, Outcome)>, detail: Detail) -> Result<()> {
    let (plans, outcomes): (Vec<Plan>, Vec<Outcome>) = planned.into_iter().unzip();
    for plan in &plans {
        plan.refuse_foreign()?;
    }
    for stuck in output::write(&plans, &output::RealDisk)? {
        eprintln!("warning: cannot remove {}: {}", stuck.path.display(), stuck.cause);
    }
    let mut to = io::stdout().lock();
    for (plan, outcome) in plans.iter().zip(&outcomes) {
        report::written(&mut to, plan, outcome, detail)?;
    }
    Ok(())
}

fn check(jobs: &[Job], planned: &[(Plan, Outcome)], detail: Detail) -> Result<ExitCode> {
    let mut to = io::stdout().lock();
    let mut stale = Vec::new();
    for (job, (plan, outcome)) in jobs.iter().zip(planned) {
        if plan.is_up_to_date() {
            report::up_to_date(&mut to, plan, outcome, detail)?;
            continue;
        }
        if detail != Detail::Quiet {
            to.write_all(output::diff(plan).as_bytes())?;
        }
        report::files(&mut to, plan, detail, report::state)?;
        stale.push((job, plan));
    }
    to.flush()?;
    if stale.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    for (job, plan) in stale {
        let (out, model) = (&job.out.shown, job.model.title());
        let what = report::out_of_date(plan);
        eprintln!("error: {out} is out of date with {model}: {what}; nothing was written");
        if let Err(foreign) = plan.refuse_foreign() {
            eprintln!("error: {foreign}");
        }
    }
    eprintln!("  help: run `{}`", command_without_check(std::env::args().skip(1)));
    Ok(ExitCode::FAILURE)
}

/// The command line that fixes what this one checks.
fn command_without_check(words: impl Iterator<Item = String>) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@#%".contains(c);
    let quoted = words.filter(|word| word != "--check").map(|word| {
        if !word.is_empty() && !word.starts_with('#') && word.chars().all(plain) {
            word
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    });
    ["cargo".to_owned(), "xtask".to_owned()].into_iter().chain(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_run() {
        let cases: [(&[&str], &str); 3] = [
            (&["codegen", "--check"], "cargo xtask codegen"),
            (
                &["codegen", "--check", "--model", "a.json", "--out", "my crate"],
                "cargo xtask codegen --model a.json --out 'my crate'",
            ),
            (
                &["codegen", "--service", "a.b#C", "--name", "it's"],
                r"cargo xtask codegen --service a.b#C --name 'it'\''s'",
            ),
        ];
        for (words, expected) in cases {
            let words = words.iter().map(|word| (*word).to_owned());
            assert_eq!(command_without_check(words), expected);
        }
    }
}
