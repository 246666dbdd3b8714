//! Raises the version of an emitted package by what has changed since the last commit that changed its folder.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use whitesmith::diff::Level;
use whitesmith::{PackageKey, PackageValue};
use whitesmith_build::{Job, ModelTexts, Revision};

use super::verdict;
use crate::program::Program;

/// The manifest of a package.
const MANIFEST: &str = "Cargo.toml";

/// Sets the version of the package, if the job asks for it: that of the last commit which changed its folder, raised
/// by the level of the changes since then. Between two commits the version is thus raised once, however often the
/// crate is generated. Without such a commit it stays as it is on the disk.
///
/// `model` reads the texts that the crate is generated from. Where that fails, nothing has changed. A version that the settings of the crate set is the lowest one that the package gets.
///
/// # Errors
///
/// The package has the version of its workspace, or the history of the repository is not complete.
pub fn bump(
    program: &Program,
    root: Option<&Path>,
    job: &mut Job,
    model: impl Fn(&Job) -> Result<ModelTexts>,
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
        Some(commit) => commit.text(&manifest)?.as_deref().and_then(version_of).map(|version| {
            let found = verdict::since(program, root, job, &commit, model);
            version.raised(found.and_then(|diff| diff.level()))
        }),
        None => fs::read_to_string(&manifest).ok().as_deref().and_then(version_of),
    };
    if let Some(version) = base.max(configured) {
        let text = format!("{}.{}.{}", version.major, version.minor, version.patch);
        job.config.package.insert(PackageKey::Version, PackageValue::Text(text));
    }
    Ok(())
}

/// A version without the parts for pre-releases and builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    fn parse(text: &str) -> Option<Self> {
        let plain = text.split(['-', '+']).next()?;
        let mut numbers = plain.split('.').map(|number| number.parse().ok());
        let version =
            Self { major: numbers.next()??, minor: numbers.next()??, patch: numbers.next()?? };
        numbers.next().is_none().then_some(version)
    }

    /// The next version, as Cargo compares versions: before 1.0.0 the second number stands for what breaks.
    fn raised(self, level: Option<Level>) -> Self {
        let Self { major, minor, patch } = self;
        match (level, major) {
            (None, _) => self,
            (Some(Level::Major), 1..) => Self { major: major + 1, minor: 0, patch: 0 },
            (Some(Level::Major), 0) | (Some(Level::Minor), 1..) => {
                Self { major, minor: minor + 1, patch: 0 }
            }
            (Some(Level::Minor | Level::Patch), _) => Self { major, minor, patch: patch + 1 },
        }
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
            let Version { major, minor, patch } = Version::parse(text).unwrap().raised(level);
            format!("{major}.{minor}.{patch}")
        };
        let cases = [
            ("0.1.0", Some(Level::Major), "0.2.0"),
            ("0.1.3", Some(Level::Minor), "0.1.4"),
            ("0.1.3", Some(Level::Patch), "0.1.4"),
            ("1.2.3", Some(Level::Major), "2.0.0"),
            ("1.2.3", Some(Level::Minor), "1.3.0"),
            ("1.2.3-rc.1", Some(Level::Patch), "1.2.4"),
            ("1.2.3", None, "1.2.3"),
        ];
        for (before, level, after) in cases {
            assert_eq!(next(before, level), after, "{before} {level:?}");
        }
        assert_eq!(Version::parse("1.2"), None);
        assert_eq!(Version::parse("1.2.3.4"), None);
    }
}
