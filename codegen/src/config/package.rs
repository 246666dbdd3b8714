//! The keys of `[package]` in an emitted `Cargo.toml` that the generator's caller sets, and the values that
//! Cargo takes for them.

/// A key of `[package]`, as the Cargo book describes it
/// (<https://doc.rust-lang.org/cargo/reference/manifest.html>). The generator sets the keys `name`, `edition`
/// and `rust-version` itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PackageKey {
    /// Otherwise `0.1.0`.
    Version,
    /// Otherwise "A client of …", with the service's title.
    Description,
    /// People and organizations.
    Authors,
    /// An SPDX expression, such as `MIT OR Apache-2.0`.
    License,
    /// A path, relative to the emitted package.
    LicenseFile,
    /// A URL.
    Repository,
    /// A URL.
    Homepage,
    /// A URL.
    Documentation,
    /// A path, relative to the emitted package.
    Readme,
    /// At most five words, by which crates.io finds the package.
    Keywords,
    /// At most five categories of crates.io.
    Categories,
    /// Whether the package may be published, or the registries that it may be published to; otherwise
    /// `false`.
    Publish,
}

/// The value of a key of `[package]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageValue {
    /// Such as `license = "MIT"`.
    Text(String),
    /// Such as `keywords = ["weather", "api"]`.
    List(Vec<String>),
    /// Such as `publish = true`.
    Flag(bool),
    /// `{ workspace = true }`: the value of the workspace that the package is a member of.
    Inherited,
}

impl PackageValue {
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Flag(_) => "a boolean",
            Self::Inherited => "`{ workspace = true }`",
        }
    }
}

/// The longest list that crates.io takes for keywords and categories.
const LONGEST_LIST: usize = 5;

impl PackageKey {
    /// All keys, in the order in which they are written.
    pub const ALL: [Self; 12] = [
        Self::Version,
        Self::Description,
        Self::Authors,
        Self::License,
        Self::LicenseFile,
        Self::Repository,
        Self::Homepage,
        Self::Documentation,
        Self::Readme,
        Self::Keywords,
        Self::Categories,
        Self::Publish,
    ];

    /// The key, as Cargo spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Description => "description",
            Self::Authors => "authors",
            Self::License => "license",
            Self::LicenseFile => "license-file",
            Self::Repository => "repository",
            Self::Homepage => "homepage",
            Self::Documentation => "documentation",
            Self::Readme => "readme",
            Self::Keywords => "keywords",
            Self::Categories => "categories",
            Self::Publish => "publish",
        }
    }

    /// Checks that Cargo and crates.io take the value.
    ///
    /// # Errors
    ///
    /// What is wrong with the value, and what to write instead.
    pub fn check(self, value: &PackageValue) -> Result<(), PackageProblem> {
        match value {
            PackageValue::Inherited => Ok(()),
            PackageValue::Flag(_) if self == Self::Publish => Ok(()),
            PackageValue::List(texts) if self.takes_list() => self.check_list(texts),
            PackageValue::Text(text) if !self.takes_list() => self.check_text(text),
            PackageValue::Flag(_) | PackageValue::List(_) | PackageValue::Text(_) => {
                let found = value.kind();
                let (expected, example) = match self {
                    Self::Publish => ("`true`, `false` or a list of registries", "true"),
                    _ if self.takes_list() => ("a list of strings", "[\"…\"]"),
                    _ => ("a string", "\"…\""),
                };
                let help = format!("write `{} = {example}`", self.name());
                let message = format!("expected {expected} for `{}`, found {found}", self.name());
                Err(PackageProblem { message, help })
            }
        }
    }

    /// Whether the value is a list of texts, not one text.
    fn takes_list(self) -> bool {
        match self {
            Self::Authors | Self::Keywords | Self::Categories | Self::Publish => true,
            Self::Version
            | Self::Description
            | Self::License
            | Self::LicenseFile
            | Self::Repository
            | Self::Homepage
            | Self::Documentation
            | Self::Readme => false,
        }
    }

    fn check_text(self, text: &str) -> Result<(), PackageProblem> {
        if self == Self::Version && !is_version(text) {
            let message = format!("is not a version: `{}`", text.escape_debug());
            return self.problem(&message, "write three numbers, such as \"1.2.0\"");
        }
        if is_line(text) {
            return Ok(());
        }
        let found = if text.trim().is_empty() { "an empty string" } else { "control characters" };
        let message = format!("expected text on one line for `{}`, found {found}", self.name());
        Err(PackageProblem { message, help: ONE_LINE.to_owned() })
    }

    fn check_list(self, texts: &[String]) -> Result<(), PackageProblem> {
        if matches!(self, Self::Keywords | Self::Categories) && texts.len() > LONGEST_LIST {
            return self.problem("has too many elements", "write five at most");
        }
        let (takes, help): (fn(&str) -> bool, &str) =
            if self == Self::Keywords { (is_keyword, KEYWORD) } else { (is_line, ONE_LINE) };
        match texts.iter().find(|text| !takes(text)) {
            None => Ok(()),
            Some(text) => self.problem(&format!("cannot hold `{}`", text.escape_debug()), help),
        }
    }

    fn problem(self, message: &str, help: impl Into<String>) -> Result<(), PackageProblem> {
        let message = format!("`{}` {message}", self.name());
        Err(PackageProblem { message, help: help.into() })
    }
}

const ONE_LINE: &str = "write something on one line";

const KEYWORD: &str = "write a letter or digit, then at most 19 letters, digits, `-`, `_` and `+`";

/// Why Cargo would not take the value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageProblem {
    /// What is wrong; it names the key.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

/// What crates.io takes for a keyword.
fn is_keyword(text: &str) -> bool {
    text.len() <= 20
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_+".contains(c))
}

/// Three numbers without leading zeros, and perhaps a pre-release and a build: <https://semver.org>.
fn is_version(text: &str) -> bool {
    let (text, build) = split(text, '+');
    let (numbers, pre_release) = split(text, '-');
    let is_number =
        |part: &str| part.parse::<u64>().is_ok() && (part == "0" || !part.starts_with(['0', '+']));
    let is_identifier = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && pre_release.is_none_or(|text| {
            text.split('.')
                .all(|part| is_identifier(part) && (!all_digits(part) || is_number(part)))
        })
        && build.is_none_or(|text| text.split('.').all(is_identifier))
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for version in ["0.1.0", "1.20.300", "1.0.0-alpha.1", "1.0.0+build.01", "1.0.0-x-y.0+z"] {
            assert!(is_version(version), "{version}");
        }
        for version in
            ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3-", "1.2.3-01", "1.+2.3"]
        {
            assert!(!is_version(version), "{version}");
        }
    }

    #[test]
    fn values() {
        let text = |text: &str| PackageValue::Text(text.to_owned());
        let list =
            |texts: &[&str]| PackageValue::List(texts.iter().map(ToString::to_string).collect());
        let cases = [
            (PackageKey::License, text("MIT"), None),
            (PackageKey::License, PackageValue::Inherited, None),
            (PackageKey::Publish, PackageValue::Flag(true), None),
            (PackageKey::Publish, list(&["ours"]), None),
            (PackageKey::Keywords, list(&["weather", "c++"]), None),
            (
                PackageKey::License,
                text(" "),
                Some("expected text on one line for `license`, found an empty string"),
            ),
            (
                PackageKey::License,
                text("a\nb"),
                Some("expected text on one line for `license`, found control characters"),
            ),
            (
                PackageKey::License,
                list(&["MIT"]),
                Some("expected a string for `license`, found a list"),
            ),
            (PackageKey::Version, text("1.2"), Some("`version` is not a version: `1.2`")),
            (
                PackageKey::Authors,
                text("A"),
                Some("expected a list of strings for `authors`, found a string"),
            ),
            (PackageKey::Keywords, list(&["a b"]), Some("`keywords` cannot hold `a b`")),
            (
                PackageKey::Keywords,
                list(&["a", "b", "c", "d", "e", "f"]),
                Some("`keywords` has too many elements"),
            ),
            (
                PackageKey::Publish,
                text("yes"),
                Some(
                    "expected `true`, `false` or a list of registries for `publish`, found a string",
                ),
            ),
        ];
        for (key, value, expected) in cases {
            let problem = key.check(&value).err().map(|problem| problem.message);
            assert_eq!(problem.as_deref(), expected, "{value:?}");
        }
    }
}
