//! Compares our verdict about a step with those of the others, and names the reason where they differ.

use whitesmith::diff::{Category, Diff, Level, Rule};

use super::checker::Findings;

/// Why cargo-semver-checks finds no break where a rule of ours does. Each is confirmed by the compiler, or by the names
/// of parameters, in every step where it is given.
const UNSEEN: [(Rule, &str); 5] = [
    (Rule::MemberBecameOptional, "types of fields are not compared"),
    (Rule::MemberBecameRequired, "types of fields are not compared"),
    (Rule::MemberTypeChanged, "types of fields and parameters are not compared"),
    (Rule::ProtocolTypeChanged, "associated types are not compared"),
    (Rule::RequiredMembersReordered, "names of parameters are not compared"),
];

/// What became of the program that uses the whole API of the old version, with the new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compiled {
    /// The errors of the compiler.
    pub(super) errors: Vec<String>,
    /// The functions that take the same arguments in another order, so that a program compiles and passes values to
    /// other parameters.
    pub(super) exchanged: Vec<String>,
}

impl Compiled {
    /// The first reason why the program breaks.
    pub(super) fn first(&self) -> Option<&str> {
        self.errors.iter().chain(&self.exchanged).next().map(String::as_str)
    }
}

/// All that is known about a step.
#[derive(Clone, Debug)]
pub(super) struct Verdicts {
    pub(super) ours: Diff,
    pub(super) compiled: Compiled,
    /// `None` if cargo-semver-checks was not run.
    pub(super) checker: Option<Findings>,
    /// What breaks when an old client calls the new version of the service; `None` if that was not tried.
    pub(super) wire: Option<Vec<String>>,
}

/// Whether the verdicts agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Agree,
    /// cargo-semver-checks says something else, for a known reason.
    Explained(&'static str),
    /// Our verdict is wrong.
    Wrong(String),
}

impl Verdicts {
    /// Compares them.
    pub(super) fn agreement(&self) -> Agreement {
        let source = self.source();
        let wire = self.wire_is_wrong();
        match (source, wire) {
            (Agreement::Wrong(source), Some(wire)) => Agreement::Wrong(format!("{source}; {wire}")),
            (_, Some(wire)) => Agreement::Wrong(wire),
            (source, None) => source,
        }
    }

    fn source(&self) -> Agreement {
        let ours = self.ours.level_of(Category::Source);
        let is_major = ours == Some(Level::Major);
        match (is_major, self.compiled.first()) {
            (false, Some(first)) => return Agreement::Wrong(format!("a program breaks: {first}")),
            (true, None) => {
                let rules = self.shown(Category::Source);
                return Agreement::Wrong(format!("no program breaks by {rules}"));
            }
            (true, Some(_)) | (false, None) => {}
        }
        let Some(checker) = &self.checker else { return Agreement::Agree };
        if !checker.minor.is_empty() && ours < Some(Level::Minor) {
            return Agreement::Wrong(format!(
                "a lint requires a minor version: {}",
                checker.shown()
            ));
        }
        if is_major != checker.major.is_empty() {
            return Agreement::Agree;
        }
        if !is_major {
            return Agreement::Wrong(format!(
                "a lint requires a major version: {}",
                checker.shown()
            ));
        }
        let known = UNSEEN
            .iter()
            .find(|(known, _)| self.rules(Category::Source).any(|(rule, _)| rule == *known));
        match known {
            Some((_, reason)) => Agreement::Explained(reason),
            None => Agreement::Wrong(
                "no known reason why cargo-semver-checks finds no break".to_owned(),
            ),
        }
    }

    fn wire_is_wrong(&self) -> Option<String> {
        let breaks = self.wire.as_ref()?;
        let is_major = self.ours.level_of(Category::Wire) == Some(Level::Major);
        match (is_major, breaks.first()) {
            (false, Some(first)) => Some(format!("a client breaks: {first}")),
            (true, None) => Some(format!("no client breaks by {}", self.shown(Category::Wire))),
            (true, Some(_)) | (false, None) => None,
        }
    }

    /// Our major changes in a category, as text.
    fn shown(&self, category: Category) -> String {
        let rules =
            self.rules(category).map(|(rule, message)| format!("{}: {message}", rule.name()));
        rules.collect::<Vec<_>>().join(", ")
    }

    /// The rules of our major changes in a category, with their messages.
    fn rules(&self, category: Category) -> impl Iterator<Item = (Rule, &str)> {
        let changes = self.ours.changes.iter();
        changes
            .filter(move |change| change.category() == category && change.level() == Level::Major)
            .map(|change| (change.rule, change.message.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use whitesmith::diff::Change;

    use super::*;

    fn change(rule: Rule) -> Change {
        let (shape, message) = ("a#B".to_owned(), "A change".to_owned());
        Change { rule, shape, member: None, message, old: None, new: None }
    }

    fn verdicts(rule: Rule, errors: usize, lints: usize, breaks: usize) -> Verdicts {
        let texts = |count| vec!["reason".to_owned(); count];
        let major = vec![("lint".to_owned(), 1); lints];
        Verdicts {
            ours: Diff { changes: vec![change(rule)] },
            compiled: Compiled { errors: texts(errors), exchanged: Vec::new() },
            checker: Some(Findings { major, minor: Vec::new() }),
            wire: Some(texts(breaks)),
        }
    }

    #[test]
    fn wrong_verdicts_are_found() {
        let wrong = |reason: &str| Agreement::Wrong(reason.to_owned());
        let cases = [
            (verdicts(Rule::MemberRemoved, 1, 1, 0), Agreement::Agree),
            (verdicts(Rule::MemberAdded, 0, 0, 0), Agreement::Agree),
            (verdicts(Rule::CallRemoved, 0, 0, 1), Agreement::Agree),
            (
                verdicts(Rule::MemberTypeChanged, 1, 0, 0),
                Agreement::Explained("types of fields and parameters are not compared"),
            ),
            (verdicts(Rule::MemberAdded, 1, 0, 0), wrong("a program breaks: reason")),
            (
                verdicts(Rule::MemberRemoved, 0, 1, 0),
                wrong("no program breaks by member-removed: A change"),
            ),
            (verdicts(Rule::MemberAdded, 0, 1, 0), wrong("a lint requires a major version: lint")),
            (
                verdicts(Rule::MemberRemoved, 1, 0, 0),
                wrong("no known reason why cargo-semver-checks finds no break"),
            ),
            (verdicts(Rule::MemberAdded, 0, 0, 1), wrong("a client breaks: reason")),
            (
                verdicts(Rule::CallRemoved, 0, 0, 0),
                wrong("no client breaks by call-removed: A change"),
            ),
        ];
        for (verdicts, expected) in cases {
            assert_eq!(verdicts.agreement(), expected, "{verdicts:?}");
        }
    }
}
