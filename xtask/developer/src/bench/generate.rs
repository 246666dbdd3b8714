//! Measures the generation of crates with the release build of `xtask`, as whole processes that
//! write all files, and compares the cost with the budget.
//!
//! Each case is measured by a new process, because a process learns only the peak memory of its
//! largest child, which could be another case or a compiler.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use whitesmith_build::config_file;

use super::{cpu_time, peak_memory};
use crate::figures::{median, megabytes};

/// The measured program, relative to the folder of this program.
const XTASK: &str = if cfg!(windows) { "../release/xtask.exe" } else { "../release/xtask" };

/// The option that compares only the memory with its budget.
const MEMORY: &str = "--memory";

/// The number of runs for each case.
const RUNS: usize = 20;

/// The variable that CI sets: if set, missing models beside the workspace are a failure.
const SHARED_IS_NEEDED: &str = "WHITESMITH_SHARED";

/// A model to generate, and its budget.
struct Case {
    title: &'static str,
    /// The path of the model, relative to the workspace. AWS's models may be beside the workspace.
    model: &'static str,
    operation: Option<&'static str>,
    /// The maximum wall-clock time.
    time: Duration,
    /// The maximum peak memory, in bytes.
    memory: Option<u64>,
}

const CASES: [Case; 4] = [
    Case {
        title: "our Chime, UpdateAccount",
        model: "models/chime.json",
        operation: Some("UpdateAccount"),
        time: Duration::from_millis(15),
        memory: None,
    },
    Case {
        title: "AWS's Chime, UpdateAccount",
        model: "../shared/models/chime.json",
        operation: Some("UpdateAccount"),
        time: Duration::from_millis(15),
        memory: None,
    },
    Case {
        title: "AWS's Chime, all operations",
        model: "../shared/models/chime.json",
        operation: None,
        time: Duration::from_millis(150),
        memory: Some(60_000_000),
    },
    Case {
        title: "AWS's SageMaker, all operations",
        model: "../shared/models/sagemaker.json",
        operation: None,
        time: Duration::from_millis(1500),
        memory: None,
    },
];

/// Measures one case or all of them and prints the results. Fails if a budget is exceeded, or with
/// `memory` only if that of memory is.
pub(super) fn run(case: Option<usize>, memory: bool) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    match case {
        None => {
            build_xtask(&root)?;
            all(&root, memory)
        }
        Some(number) => match CASES.get(number) {
            Some(case) => one(case, &root, memory),
            None => bail!("unknown case {number}; the last one is {}", CASES.len() - 1),
        },
    }
}

/// Builds `xtask` for release.
fn build_xtask(root: &Path) -> Result<()> {
    let mut command = whitesmith_build::cargo();
    command.current_dir(root).args(["build", "--quiet", "--release", "--package", "xtask"]);
    match code(&mut command)? {
        ExitCode::SUCCESS => Ok(()),
        _ => bail!("cannot build xtask; the message is above"),
    }
}

fn all(root: &Path, memory: bool) -> Result<ExitCode> {
    let title = format!("whole process, median of {RUNS}");
    print(&format!("{title:32} {:>10} {:>10} {:>10}  budget", "time", "CPU time", "memory"))?;
    let mut overall = ExitCode::SUCCESS;
    for (number, case) in CASES.iter().enumerate() {
        if !root.join(case.model).is_file() {
            let needed = std::env::var_os(SHARED_IS_NEEDED).is_some();
            if let Some(problem) = problem_of_missing(case, needed) {
                bail!(problem);
            }
            print(&format!("{:32} skipped: there is no {}", case.title, case.model))?;
            continue;
        }
        let mut command = Command::new(this_program()?);
        command.current_dir(root);
        command
            .args(["bench", "generate", "--case", &number.to_string()])
            .args(memory.then_some(MEMORY));
        if code(&mut command)? != ExitCode::SUCCESS {
            overall = ExitCode::FAILURE;
        }
    }
    Ok(overall)
}

/// The error if a model is missing that must not be.
fn problem_of_missing(case: &Case, shared_is_needed: bool) -> Option<String> {
    let missing = format!("cannot measure {}: there is no {}", case.title, case.model);
    if !case.model.starts_with("../") {
        return Some(missing);
    }
    shared_is_needed.then(|| format!("{missing}, and {SHARED_IS_NEEDED} is set"))
}

fn this_program() -> Result<PathBuf> {
    std::env::current_exe().context("cannot determine the path of this program")
}

fn code(command: &mut Command) -> Result<ExitCode> {
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("cannot run {}", program.display()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn one(case: &Case, root: &Path, memory_alone: bool) -> Result<ExitCode> {
    let (mut times, mut cpu_times) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let (time, cpu_time) = generate(case, root)?;
        times.push(time);
        cpu_times.extend(cpu_time);
    }
    let time = median(times).unwrap_or_default();
    let cpu_time = median(cpu_times).map_or_else(|| "unknown".to_owned(), milliseconds);
    let memory = peak_memory::of_ended_children()?;
    let is_slow = !memory_alone && time > case.time;
    let over = is_slow || memory.zip(case.memory).is_some_and(|(is, limit)| is > limit);
    print(&format!(
        "{:32} {:>10} {cpu_time:>10} {:>10}  {}{}",
        case.title,
        milliseconds(time),
        memory.map_or_else(|| "unknown".to_owned(), megabytes),
        budget(case),
        if over { "  over" } else { "" },
    ))?;
    Ok(if over { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Generates a crate into a new folder. Returns the wall-clock time and the CPU time.
fn generate(case: &Case, root: &Path) -> Result<(Duration, Option<Duration>)> {
    let out = root.join("target/bench/generate");
    match fs::remove_dir_all(&out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", out.display()));
        }
        _ => {}
    }
    let mut command = Command::new(this_program()?.with_file_name("").join(XTASK));
    command.current_dir(root);
    command.args(["codegen", "--quiet", "--model", case.model, "--out"]).arg(&out);
    if let Some(operation) = case.operation {
        command.args(["--operation", operation]);
    }
    let started = Instant::now();
    let (status, cpu_time) = cpu_time::measure(&mut command)?;
    let time = started.elapsed();
    if !status.success() {
        bail!("cannot generate {}; the message is above", case.title);
    }
    Ok((time, cpu_time))
}

fn budget(case: &Case) -> String {
    let memory = case.memory.map(|memory| format!(", {}", megabytes(memory))).unwrap_or_default();
    format!("{}{memory}", milliseconds(case.time))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn print(line: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_readable() {
        let budgets: Vec<String> = CASES.iter().map(budget).collect();
        assert_eq!(budgets, ["15.0 ms", "15.0 ms", "150.0 ms, 60.0 MB", "1500.0 ms"]);
    }

    #[test]
    fn only_models_of_others_may_be_missing() {
        let [ours, theirs, ..] = &CASES;
        assert!(problem_of_missing(ours, false).is_some());
        assert_eq!(problem_of_missing(theirs, false), None);
        assert_eq!(
            problem_of_missing(theirs, true).unwrap(),
            "cannot measure AWS's Chime, UpdateAccount: there is no ../shared/models/chime.json, \
             and WHITESMITH_SHARED is set"
        );
    }

    #[test]
    fn a_case_that_is_none_is_told() {
        let error = run(Some(CASES.len()), false).unwrap_err();
        assert_eq!(error.to_string(), "unknown case 4; the last one is 3");
    }
}
