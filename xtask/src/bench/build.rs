//! In: the generated crate. Out: how many crates its sans-IO core has and what a cold debug build of
//! it costs, beside the budget.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::cpu_time;
use crate::config_file;
use crate::figures::seconds;

/// The crate that is measured.
const PACKAGE: &str = "generated";
/// The most crates that the core may have, itself included.
const CRATES: usize = 20;
/// The most CPU time that a cold debug build may take.
const CPU_TIME: Duration = Duration::from_secs(8);

/// Measures, prints, and fails over the budget.
pub(super) fn run() -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let root = config_file::find_root(&here)?;
    // `cargo tree` also fetches what is missing, so that the build is only a build.
    let crates = count_crates(&root)?;
    let started = Instant::now();
    let cpu_time = build(&root)?;
    let elapsed = started.elapsed();

    let mut to = io::stdout().lock();
    let title = format!("{PACKAGE}, sans-IO core, cold debug build");
    writeln!(to, "{title:44} {:>9} {:>9}", "measured", "budget")?;
    writeln!(to, "{:44} {crates:>9} {CRATES:>9}{}", "crates", verdict(crates > CRATES))?;
    let slow = cpu_time.is_some_and(|time| time > CPU_TIME);
    let shown = cpu_time.map_or_else(|| "unknown".to_owned(), seconds);
    writeln!(to, "{:44} {shown:>9} {:>9}{}", "CPU time", seconds(CPU_TIME), verdict(slow))?;
    writeln!(to, "{:44} {:>9}", "time on the clock", seconds(elapsed))?;
    Ok(if crates > CRATES || slow { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn verdict(over: bool) -> &'static str {
    if over { "  over" } else { "" }
}

fn cargo(root: &Path, subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args([subcommand, "--package", PACKAGE, "--no-default-features"]);
    command
}

fn count_crates(root: &Path) -> Result<usize> {
    let output = cargo(root, "tree")
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo tree")?;
    if !output.status.success() {
        bail!("cargo tree failed; its own message is above");
    }
    Ok(distinct_packages(&String::from_utf8_lossy(&output.stdout)))
}

/// A package that several others use stands in the tree several times, later with a `(*)`.
fn distinct_packages(tree: &str) -> usize {
    tree.lines()
        .map(|line| line.trim_end_matches(" (*)").trim())
        .filter(|line| !line.is_empty())
        .collect::<BTreeSet<_>>()
        .len()
}

fn build(root: &Path) -> Result<Option<Duration>> {
    let target = root.join("target/bench/build");
    match fs::remove_dir_all(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", target.display()));
        }
        _ => {}
    }
    let mut command = cargo(root, "build");
    command.arg("--quiet").arg("--target-dir").arg(&target);
    // A compiler cache would make the build warm: an empty name turns off one that Cargo's
    // configuration sets, too. Flags of the machine would make it another build.
    command.env("RUSTC_WRAPPER", "").env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    let (status, cpu_time) = cpu_time::measure(&mut command)?;
    if !status.success() {
        bail!("the build of {PACKAGE} failed; the compiler's message is above");
    }
    Ok(cpu_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_counted_once() {
        let tree = "generated v0.1.0 (/here)\nruntime v0.1.0\nbytes v1.0.0\nhttp v1.0.0\n\
                    bytes v1.0.0\nruntime v0.1.0 (*)\nbytes v0.5.0\n\n";
        assert_eq!(distinct_packages(tree), 5);
    }
}
