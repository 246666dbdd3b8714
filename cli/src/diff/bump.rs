//! Raises the version of an emitted package by what has changed since the last commit that changed its folder.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use whitesmith::diff::{Diff, Level};
use whitesmith::{PackageKey, PackageValue};
use whitesmith_build::{Job, ModelTexts, Revision};

use super::verdict::{self, Since};
use crate::console::Console;
use crate::program::Program;

/// The manifest of a package.
const MANIFEST: &str = "Cargo.toml";

/// Sets the version of the package, if the job asks for it: that of the last commit which changed its folder, raised
/// by the level of the changes since then. Between two commits the version is thus raised once, however often the
/// crate is generated. Without such a commit it stays as it is on the disk.
///
/// `found` gets the changes. If they cannot be determined, the version stays, and a note says why. `model` reads the
/// texts that the crate is generated from. A version that the settings of the crate set is the lowest one that the
/// package gets.
///
/// # Errors
///
/// The package has the version of its workspace, the history of the repository is not complete, or the version cannot
/// be raised.
pub fn bump(
    program: &Program,
    root: Option<&Path>,
    job: &mut Job,
    found: &Since,
    model: impl Fn(&Job) -> Result<ModelTexts>,
    console: &Console,
) -> Result<()> {
    if !job.bump_version {
        return Ok(());
    }
    let configured = match job.config.package.get(&PackageKey::Version) {
        Some(PackageValue::Text(text)) => Version::parse(text),
        Some(PackageValue::Inherited) => bail!(
            "{} has the version of its workspace, which `bump_version` cannot raise\n  help: remove `bump_version`, or \
             set `package.version` to a version",
            job.out.shown
        ),
        Some(PackageValue::List(_) | PackageValue::Flag(_)) | None => None,
    };
    let manifest = job.out.path.join(MANIFEST);
    let base = match Revision::that_changed(&job.out.path)? {
        Some(commit) => match commit.text(&manifest)?.as_deref().and_then(version_of) {
            Some(version) => {
                let since = || verdict::since(program, root, job, &commit, model, console);
                let level = found.get_or_init(since).as_ref().and_then(Diff::level);
                let raised = version.raised(level);
                Some(raised.with_context(|| {
                    format!(
                        "the version {} of {} is too large to raise\n  help: set `package.version` to the next version, and \
                         remove `bump_version`",
                        version.text, job.out.shown
                    )
                })?)
            }
            None => None,
        },
        None => fs::read_to_string(&manifest).ok().as_deref().and_then(version_of),
    };
    // Of equal versions, the configured one.
    if let Some(version) = base.into_iter().chain(configured).max_by_key(Version::precedence) {
        job.config.package.insert(PackageKey::Version, PackageValue::Text(version.text));
    }
    Ok(())
}

/// A version of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
    /// The version as it is written, with the parts for pre-releases and builds.
    text: String,
}

impl Version {
    fn parse(text: &str) -> Option<Self> {
        let plain = text.split(['-', '+']).next()?;
        let mut numbers = plain.split('.').map(|number| number.parse().ok());
        let (major, minor, patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then(|| Self { major, minor, patch, text: text.to_owned() })
    }

    fn release(major: u64, minor: u64, patch: u64) -> Self {
        Self { major, minor, patch, text: format!("{major}.{minor}.{patch}") }
    }

    /// What versions are compared by. A release comes after its pre-releases, which are not compared with each other.
    fn precedence(&self) -> (u64, u64, u64, bool) {
        let plain = self.text.split('+').next().unwrap_or_default();
        (self.major, self.minor, self.patch, !plain.contains('-'))
    }

    /// The next version, as Cargo compares versions: before 1.0.0 the second number stands for what breaks. `None` if
    /// a number is too large.
    fn raised(&self, level: Option<Level>) -> Option<Self> {
        let &Self { major, minor, patch, .. } = self;
        Some(match (level, major) {
            (None, _) => self.clone(),
            (Some(Level::Major), 1..) => Self::release(major.checked_add(1)?, 0, 0),
            (Some(Level::Major), 0) | (Some(Level::Minor), 1..) => {
                Self::release(major, minor.checked_add(1)?, 0)
            }
            (Some(Level::Minor | Level::Patch), _) => {
                Self::release(major, minor, patch.checked_add(1)?)
            }
        })
    }
}

/// The version in the manifest of an emitted package.
fn version_of(manifest: &str) -> Option<Version> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""))?;
    Version::parse(line.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version() {
        let next = |text: &str, level| {
            Version::parse(text).unwrap().raised(level).map(|version| version.text)
        };
        let cases = [
            ("0.1.0", Some(Level::Major), "0.2.0"),
            ("0.1.3", Some(Level::Minor), "0.1.4"),
            ("0.1.3", Some(Level::Patch), "0.1.4"),
            ("1.2.3", Some(Level::Major), "2.0.0"),
            ("1.2.3", Some(Level::Minor), "1.3.0"),
            ("1.2.3-rc.1", Some(Level::Patch), "1.2.4"),
            ("1.2.3", None, "1.2.3"),
            ("1.0.0-beta.1+b", None, "1.0.0-beta.1+b"),
        ];
        for (before, level, after) in cases {
            assert_eq!(next(before, level).as_deref(), Some(after), "{before} {level:?}");
        }
        assert_eq!(next(&format!("{}.0.0", u64::MAX), Some(Level::Major)), None);
        assert_eq!(next(&format!("0.1.{}", u64::MAX), Some(Level::Patch)), None);
        let precedence = |text: &str| Version::parse(text).unwrap().precedence();
        assert!(precedence("1.0.0-beta.1") < precedence("1.0.0"));
        assert_eq!(precedence("1.0.0+a-b"), precedence("1.0.0"));
        assert_eq!(Version::parse("1.2"), None);
        assert_eq!(Version::parse("1.2.3.4"), None);
    }
}
