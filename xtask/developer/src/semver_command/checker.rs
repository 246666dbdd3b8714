//! Installs cargo-semver-checks, and reads its verdict.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::python_environment::text;

/// The version that reads the rustdoc of the workspace's toolchain.
const VERSION: &str = "0.51.0";

/// The folder that it is installed into, below `target`.
const FOLDER: &str = "semver-checks";

/// What it says of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// The names of the lints that require a new major version, with the number of places of each.
    pub(super) major: Vec<(String, usize)>,
    /// The same for a new minor version.
    pub(super) minor: Vec<(String, usize)>,
}

impl Findings {
    /// The names of the lints.
    pub(super) fn shown(&self) -> String {
        let names: Vec<_> =
            self.major.iter().chain(&self.minor).map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    /// The verdict.
    pub(super) fn level(&self) -> &'static str {
        match (self.major.is_empty(), self.minor.is_empty()) {
            (false, _) => "major",
            (true, false) => "minor",
            (true, true) => "-",
        }
    }
}

/// The installed program.
#[derive(Debug)]
pub(super) struct Checker(PathBuf);

impl Checker {
    /// Installs it, unless it is there. That takes some minutes: it is compiled with little optimization.
    pub(super) fn install(root: &Path) -> Result<Self> {
        let folder = root.join("target").join(FOLDER);
        let name = format!("cargo-semver-checks{}", std::env::consts::EXE_SUFFIX);
        let program = folder.join("bin").join(name);
        let output = Command::new(&program).args(["semver-checks", "--version"]).output();
        let is_installed = output.is_ok_and(|output| text(&output.stdout).ends_with(VERSION));
        if is_installed {
            return Ok(Self(program));
        }
        eprintln!("installing cargo-semver-checks into target/{FOLDER}");
        let mut cargo = whitesmith_build::cargo();
        cargo.args(["install", "cargo-semver-checks", "--locked", "--quiet", "--force"]);
        cargo.args(["--version", &format!("={VERSION}"), "--root"]).arg(&folder);
        cargo.arg("--target-dir").arg(folder.join("build"));
        for (key, value) in [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16")] {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        if !cargo.status().context("cannot run cargo")?.success() {
            bail!("cannot install cargo-semver-checks {VERSION}");
        }
        fs::remove_dir_all(folder.join("build")).context("cannot remove its build folder")?;
        Ok(Self(program))
    }

    /// Compares two crates by the JSON that rustdoc has written for them.
    pub(super) fn compare(&self, old: &Path, new: &Path) -> Result<Findings> {
        let run = |release| {
            let mut command = Command::new(&self.0);
            command.args(["semver-checks", "check-release", "--color=never", "--release-type"]);
            command
                .arg(release)
                .arg("--baseline-rustdoc")
                .arg(old)
                .arg("--current-rustdoc")
                .arg(new);
            let output = command.output().context("cannot run cargo-semver-checks")?;
            let (said, news) = (text(&output.stdout), text(&output.stderr));
            if !news.contains("Summary ") {
                bail!("cargo-semver-checks fails:\n{news}");
            }
            Ok(lints(&said))
        };
        // For a minor release it reports what requires a major one, for a patch release also the rest.
        let (major, all) = (run("minor")?, run("patch")?);
        let minor = all.into_iter().filter(|lint| !major.contains(lint)).collect();
        Ok(Findings { major, minor })
    }
}

/// The lints that failed, and the number of places that each lists.
fn lints(said: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut are_places = false;
    for line in said.lines() {
        if let Some(head) = line.strip_prefix("--- failure ") {
            let name = head.split(':').next().unwrap_or_default();
            found.push((name.to_owned(), 0));
            are_places = false;
        } else if line.starts_with("Failed in:") {
            are_places = true;
        } else if are_places
            && line.starts_with("  ")
            && let Some((_, places)) = found.last_mut()
        {
            *places += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_with_their_places() {
        let said = "\n--- failure enum_variant_missing: pub enum variant removed or renamed ---\n\nDescription:\n\
                    A variant.\n        ref: https://doc.rust-lang.org\n\nFailed in:\n  variant License::Pro, \
                    previously in file a.rs:3\n  variant License::Plus, previously in file a.rs:2\n\n\
                    --- failure struct_missing: pub struct removed or renamed ---\n\nFailed in:\n  struct a::Account\n";
        let expected = [("enum_variant_missing".to_owned(), 2), ("struct_missing".to_owned(), 1)];
        assert_eq!(lints(said), expected);
        assert!(lints("").is_empty());
    }
}
