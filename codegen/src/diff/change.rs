//! Defines a change between two versions, and what it means.

use std::fmt;

use super::rule::Rule;

/// What a change has an effect on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Rust code that uses the crate.
    Source,
    /// A client of the old version that calls the new version of the service.
    Wire,
    /// What a call does besides its request and response: credentials, endpoints, retries, default values.
    Behavior,
    /// Documentation alone.
    Docs,
}

impl Category {
    /// All categories, in their order.
    pub const ALL: [Self; 4] = [Self::Source, Self::Wire, Self::Behavior, Self::Docs];

    /// The name in output for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Wire => "wire",
            Self::Behavior => "behavior",
            Self::Docs => "docs",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How much a change matters, in the terms of semantic versioning (<https://semver.org>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing that works stops working, and nothing is new.
    Patch,
    /// Something is new; what works goes on working.
    Minor,
    /// Something that works stops working.
    Major,
}

impl Level {
    /// The name in output for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Patch, Self::Minor, Self::Major];
        let found = all.into_iter().find(|level| level.name() == name);
        found.ok_or_else(|| "expected `major`, `minor` or `patch`".to_owned())
    }
}

/// A place in the texts of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The name of the file, as the caller gave it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule that found it, which says what it affects and how much.
    pub rule: Rule,
    /// The absolute id of the shape.
    pub shape: String,
    /// The member, if the change is about one.
    pub member: Option<String>,
    /// What changed, in terms of the emitted crate: a sentence without a full stop, in Markdown.
    pub message: String,
    /// Where the old version has the shape or member.
    pub old: Option<Spot>,
    /// Where the new version has the shape or member.
    pub new: Option<Spot>,
}

impl Change {
    /// What it affects.
    #[must_use]
    pub fn category(&self) -> Category {
        self.rule.category()
    }

    /// How much it matters.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.level()
    }
}

/// The changes between two versions of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes, in the order of their categories, then of their levels, the most important first, then of the
    /// new model.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The verdict: the highest level of all changes; `None` if nothing changed.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(Change::level).max()
    }

    /// The highest level of the changes of a category.
    #[must_use]
    pub fn level_of(&self, category: Category) -> Option<Level> {
        let changes = self.changes.iter().filter(|change| change.category() == category);
        changes.map(Change::level).max()
    }
}
