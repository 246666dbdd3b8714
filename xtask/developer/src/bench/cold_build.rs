//! Counts the crates of a package, and measures a cold debug build of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::cpu_time;

/// The package and its features.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColdBuild<'a> {
    /// A folder of the workspace.
    pub(super) folder: &'a Path,
    pub(super) package: &'a str,
    /// The value of cargo's `--features`; the default features are off.
    pub(super) features: &'a str,
    /// The target folder, which is emptied first.
    pub(super) target: &'a Path,
}

/// The cost of a build.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    pub(super) crates: usize,
    /// The CPU time of all processes; `None` where the system does not report it.
    pub(super) cpu_time: Option<Duration>,
}

impl ColdBuild<'_> {
    /// Builds the package and counts its crates.
    pub(super) fn cost(&self) -> Result<Cost> {
        // `cargo tree` also downloads missing crates, so that the build does not.
        let crates = self.count_crates()?;
        Ok(Cost { crates, cpu_time: self.build()? })
    }

    /// Counts the crates without building.
    pub(super) fn count(&self) -> Result<Cost> {
        Ok(Cost { crates: self.count_crates()?, cpu_time: None })
    }

    fn cargo(&self, subcommand: &str) -> Command {
        let mut command = whitesmith_build::cargo();
        command.current_dir(self.folder).args([subcommand, "--package", self.package]);
        command.args(["--no-default-features", "--features", self.features]);
        command
    }

    fn count_crates(&self) -> Result<usize> {
        let output = self
            .cargo("tree")
            .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
            .stderr(Stdio::inherit())
            .output()
            .context("cannot run cargo tree")?;
        if !output.status.success() {
            bail!("cargo tree failed; its own message is above");
        }
        Ok(distinct_packages(&String::from_utf8_lossy(&output.stdout)))
    }

    fn build(&self) -> Result<Option<Duration>> {
        match fs::remove_dir_all(self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("cannot empty {}", self.target.display()));
            }
            _ => {}
        }
        let mut command = self.cargo("build");
        command.arg("--quiet").arg("--target-dir").arg(self.target);
        without_flags_of_the_machine(&mut command);
        let (status, cpu_time) = cpu_time::measure(&mut command)?;
        if !status.success() {
            bail!("the build of {} failed; the compiler's message is above", self.package);
        }
        Ok(cpu_time)
    }
}

/// Removes settings of the machine from a build. The empty names turn off compiler caches that
/// Cargo's configuration sets, because they would make the build warm.
pub(super) fn without_flags_of_the_machine(command: &mut Command) {
    command.env("RUSTC_WRAPPER", "").env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
}

/// The number of packages. One that several others depend on occurs several times in the tree.
fn distinct_packages(tree: &str) -> usize {
    tree.lines()
        .map(|line| line.trim_end_matches(" (*)").trim())
        .filter(|line| !line.is_empty())
        .collect::<BTreeSet<_>>()
        .len()
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
