//! Runs `cargo xtask semver`: compares the verdicts of `whitesmith diff` with those of cargo-semver-checks, of the
//! compiler, and of a server.
//!
//! The verdict about source code is right if a program that uses the whole API of the old version breaks exactly where
//! it is major. The verdict about the wire is right if an old client of the new version of the service breaks exactly
//! where it is major.

mod checker;
mod compiler;
mod parallel;
mod probe;
mod report;
mod verdict;
mod versions;
mod wire;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use whitesmith::diff::{Diff, Input};
use whitesmith::{Config, Source};
use whitesmith_build::{config_file, report::counted};

use crate::cli::SemverArguments;
use crate::crate_workspace::CrateWorkspace;
use checker::{Checker, Findings};
use compiler::Compiler;
use verdict::{Compiled, Verdicts};
use versions::{Step, Version, Versions};

/// The folder below `target`.
const FOLDER: &str = "semver";

/// Runs the command.
pub(crate) fn run(arguments: &SemverArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let Versions { all, steps } = Versions::find(&root, arguments)?;
    let started = Instant::now();
    eprintln!("comparing {}", counted(steps.len(), "step"));
    let ours = parallel::for_each(&steps, |step| ours(&all, step))?;
    let source = source(&root, arguments, &all, &steps)?;
    let wire = wire(&root, &all, &steps)?;
    let verdicts = ours.into_iter().zip(source).zip(wire).map(|((ours, source), wire)| {
        let (compiled, checker) = source;
        Verdicts { ours, compiled, checker, wire }
    });
    let rows: Vec<(Step, Verdicts)> = steps.into_iter().zip(verdicts).collect();
    let mut to = io::stdout().lock();
    to.write_all(report::table(&rows).as_bytes())?;
    let (summary, is_good) = report::summary(&rows, started.elapsed());
    writeln!(to, "{summary}")?;
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The two versions of a step.
fn pair<'a, T>(all: &'a [T], step: &Step) -> Result<(&'a T, &'a T)> {
    let pair = all.get(step.old).zip(all.get(step.new));
    pair.context("a step has a version that does not exist")
}

/// Our verdict.
fn ours(all: &[Version], step: &Step) -> Result<Diff> {
    let (old, new) = pair(all, step)?;
    let config = Config { name: Some(old.package()), ..Config::default() };
    let [old, new] =
        [old, new].map(|version| [Source { name: &version.folder, text: &version.text }]);
    let [old, new] = [&old, &new].map(|sources| Input { sources, config: &config });
    whitesmith::diff::diff(old, new).with_context(|| format!("cannot compare {}", step.name))
}

/// The verdicts of the compiler and of cargo-semver-checks about each step.
fn source(
    root: &Path,
    arguments: &SemverArguments,
    all: &[Version],
    steps: &[Step],
) -> Result<Vec<(Compiled, Option<Findings>)>> {
    let checker = if arguments.without_checker { None } else { Some(Checker::install(root)?) };
    let crates = CrateWorkspace::below(root, &format!("{FOLDER}/crates"))?;
    let dependencies = CrateWorkspace::below(root, &format!("{FOLDER}/dependencies"))?;
    let compiler = Compiler::new(&dependencies, root.join("target").join(FOLDER))?;
    eprintln!("compiling and documenting {}", counted(all.len(), "crate"));
    let made = parallel::for_each(all, |version| {
        let config = Config { name: Some(version.package()), ..Config::default() };
        crates.put(&version.folder, version.emit(&config)?)?;
        compiler.check(version)?;
        let documentation = compiler.document(version)?;
        let probe = probe::of(&documentation)?;
        // The program is right if it compiles with the crate that it is made from.
        if let Some(error) = compiler.errors(&probe.program, &version.folder, version)?.first() {
            bail!("the program for {} does not compile: {error}", version.folder);
        }
        Ok((documentation, probe))
    })?;
    eprintln!("compiling programs of old crates with new ones");
    parallel::for_each(steps, |step| {
        let ((old_documentation, old), (new_documentation, new)) = pair(&made, step)?;
        let name = format!("{}-{}", step.name, step.direction.word());
        let (_, version) = pair(all, step)?;
        let errors = compiler.errors(&old.program, &name, version)?;
        let exchanged = old.exchanged(new);
        let findings =
            checker.as_ref().map(|one| one.compare(old_documentation, new_documentation));
        Ok((Compiled { errors, exchanged }, findings.transpose()?))
    })
}

/// What breaks on the wire in each step of a change of Chime; `None` for the other services.
fn wire(root: &Path, all: &[Version], steps: &[Step]) -> Result<Vec<Option<Vec<String>>>> {
    let versions: Vec<&Version> = all.iter().filter(|version| version.is_called).collect();
    let mut pairs = Vec::new();
    for step in steps {
        let (old, new) = pair(all, step)?;
        if old.is_called && new.is_called {
            pairs.push((old, new));
        }
    }
    let mut found = Vec::new().into_iter();
    if !pairs.is_empty() {
        eprintln!("calling servers of {}", counted(versions.len(), "version"));
        found = wire::breaks(root, &versions, &pairs)?.into_iter();
    }
    let of_step =
        |step: &Step| pair(all, step).is_ok_and(|(old, new)| old.is_called && new.is_called);
    Ok(steps.iter().map(|step| if of_step(step) { found.next() } else { None }).collect())
}
