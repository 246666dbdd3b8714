//! Names the change of a crate that only one of two versions of codegen.toml has.

use whitesmith::diff::Level;

/// The change of a crate as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CrateChange {
    /// The old version does not have the crate, or not its model.
    Added,
    /// The new version does not have the crate.
    Removed,
}

impl CrateChange {
    /// The level of the change: a crate that is removed breaks everything that uses it.
    pub(crate) fn level(self) -> Level {
        match self {
            Self::Added => Level::Minor,
            Self::Removed => Level::Major,
        }
    }

    /// The name in output for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    /// The change in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Added => "new crate",
            Self::Removed => "removed crate",
        }
    }
}
