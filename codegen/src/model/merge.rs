//! Merges the shapes of several texts into one definition for each shape and the traits that are
//! applied to it, or reports the conflicts
//! (<https://smithy.io/2.0/spec/model.html#merging-model-files>).
//!
//! Beyond the specification, an `apply` statement may replace the value of a trait in the shape's
//! definition, so that a second file can correct a model.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::definition::{self, Definition};
use super::json::{self, Entries};
use super::prelude;
use super::shape_id::ShapeId;
use super::sources::Sources;
use crate::error::{Diagnostic, Diagnostics, did_you_mean};

/// The shapes of all texts.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    /// By shape id. A shape is parsed when it is first needed.
    pub(super) shapes: BTreeMap<Cow<'a, str>, &'a RawValue>,
    /// By the ids of shapes and members, in the order of application.
    pub(super) applied: BTreeMap<Cow<'a, str>, Vec<Applied<'a>>>,
}

/// Traits that are applied to a shape or member.
#[derive(Clone, Debug)]
pub(super) struct Applied<'a> {
    /// The `apply` statement, or a further definition of the shape.
    pub(super) by: &'a RawValue,
    pub(super) traits: Entries<'a>,
}

/// Merges the shapes of all texts, which are given with their ids in the order of the texts.
pub(super) fn merge<'a>(
    sources: Sources<'a>,
    entries: impl Iterator<Item = (Cow<'a, str>, &'a RawValue)>,
    found: &mut Diagnostics,
) -> Merged<'a> {
    let mut merging = Merging { sources, merged: Merged::default(), found };
    let mut statements = Vec::new();
    for (id, raw) in entries {
        if definition::shape_type(raw).as_deref() == Some("apply") {
            statements.push((id, raw));
        } else {
            merging.define(id, raw);
        }
    }
    let mut applied = BTreeMap::new();
    for (id, raw) in statements {
        merging.statement(id, raw, &mut applied);
    }
    // Statements come last, because they may replace the value of a trait.
    for (id, applied) in applied {
        merging.merged.applied.entry(id).or_default().extend(applied);
    }
    merging.merged
}

type ById<'a> = BTreeMap<Cow<'a, str>, Vec<Applied<'a>>>;

struct Merging<'a, 'd> {
    sources: Sources<'a>,
    merged: Merged<'a>,
    found: &'d mut Diagnostics,
}

impl<'a> Merging<'a, '_> {
    fn define(&mut self, id: Cow<'a, str>, raw: &'a RawValue) {
        if id.contains('$') {
            let problem = Diagnostic::new("only an `apply` statement can have the id of a member");
            let problem = problem.shape(id).at(self.sources.place(raw));
            return self.found.push(problem.help("write `\"type\": \"apply\"`"));
        }
        let Some(&first) = self.merged.shapes.get(&id) else {
            self.merged.shapes.insert(id, raw);
            return;
        };
        let (one, other) = (self.sources.place(first), self.sources.place(raw));
        if one == other {
            return; // The same file was passed twice.
        }
        if one.file() == other.file() {
            let (line, column) = one.line_and_column(self.sources.text(one.file()));
            let message = format!("this shape is defined twice, first at {line}:{column}");
            let problem = Diagnostic::new(message).shape(id).at(other);
            return self.found.push(problem.help("remove one of the two definitions"));
        }
        let is_same = first.get() == raw.get();
        if let (false, Some(definitions)) = (is_same, self.definitions(&id, first, raw)) {
            self.define_again(&id, definitions, raw);
        }
    }

    /// Both definitions of a shape.
    fn definitions(
        &mut self,
        id: &str,
        first: &'a RawValue,
        second: &'a RawValue,
    ) -> Option<[Definition<'a>; 2]> {
        let mut read = |raw| {
            let definition = Definition::read(self.sources, raw);
            self.found.keep(definition.map_err(|problem| problem.shape(id)))
        };
        Some([read(first)?, read(second)?])
    }

    /// Adds a further definition of a shape: its traits are applied to the first one, everything
    /// else must be equal.
    fn define_again(&mut self, id: &str, [first, second]: [Definition<'a>; 2], raw: &'a RawValue) {
        if let Some(difference) = first.difference(&second) {
            let place = self.merged.shapes.get(id).map(|first| self.sources.place(first));
            let first = self.sources.shown(place.unwrap_or_default());
            let message = format!(
                "conflicting definitions of the shape: {difference} differs from the one at {first}"
            );
            let help = "make the definitions equal or remove one; to change only traits, \
                        write an `apply` statement";
            let problem = Diagnostic::new(message).shape(id).at(self.sources.place(raw));
            return self.found.push(problem.help(help));
        }
        let mut applied = std::mem::take(&mut self.merged.applied);
        let known = first.traits_by_place(id);
        for (place, traits) in second.traits_by_place(id) {
            let defined = known.iter().find(|(known, _)| *known == place).map(|(_, traits)| traits);
            let mut before: Vec<_> = defined.cloned().into_iter().collect();
            let earlier = applied.get(place.as_str()).into_iter().flatten();
            before.extend(earlier.map(|applied: &Applied<'a>| applied.traits.clone()));
            if let Some(traits) = self.without_conflicts(&place, &before, traits) {
                let place = Cow::Owned(place);
                applied.entry(place).or_default().push(Applied { by: raw, traits });
            }
        }
        self.merged.applied = applied;
    }

    fn statement(&mut self, id: Cow<'a, str>, raw: &'a RawValue, applied: &mut ById<'a>) {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct ApplyAst<'a> {
            #[serde(rename = "type")]
            _type: IgnoredAny,
            #[serde(borrow, default)]
            traits: Entries<'a>,
        }
        let help = "an `apply` statement is `{\"type\": \"apply\", \"traits\": {…}}`";
        let ast = json::object(self.sources, raw);
        let ast = ast.map_err(|problem| problem.shape(&id).help(help));
        let Some(ApplyAst { traits, .. }) = self.found.keep(ast) else { return };
        if let Some(problem) = self.unknown_target(&id) {
            return self.found.push(problem.shape(id).at(self.sources.place(raw)));
        }
        let earlier = applied.get(&id).into_iter().flatten();
        let before: Vec<_> = earlier.map(|applied| applied.traits.clone()).collect();
        if let Some(traits) = self.without_conflicts(&id, &before, traits) {
            applied.entry(id).or_default().push(Applied { by: raw, traits });
        }
    }

    /// Why traits cannot be applied to a shape. A member is checked when the mixins of its shape
    /// are merged.
    fn unknown_target(&self, id: &str) -> Option<Diagnostic> {
        let shape = id.split_once('$').map_or(id, |(shape, _)| shape);
        if self.merged.shapes.contains_key(shape) {
            return None;
        }
        if ShapeId::parse(shape).is_some_and(|id| prelude::shape(&id).is_some()) {
            let problem =
                Diagnostic::new("an `apply` statement cannot change a shape of the prelude");
            return Some(problem.help("define a shape of your own, and apply the traits to it"));
        }
        let message = "the target of this `apply` statement is not in the model";
        let ids = self.merged.shapes.keys().map(AsRef::as_ref);
        let otherwise = "add the shape or remove the statement";
        Some(Diagnostic::new(message).help(did_you_mean(shape, ids, otherwise)))
    }

    /// The traits that are new; `None` if all are known. Two values of a trait are a conflict
    /// unless they are equal, or both are arrays, which are concatenated.
    fn without_conflicts(
        &mut self,
        place: &str,
        before: &[Entries<'a>],
        traits: Entries<'a>,
    ) -> Option<Entries<'a>> {
        let mut new = Vec::new();
        for (id, raw) in traits.0 {
            let known = before.iter().flat_map(|entries| &entries.0);
            let known: Vec<_> = known.filter(|(known, _)| *known == id).collect();
            if known.iter().any(|(_, value)| json::is_same(value, raw)) {
                continue;
            }
            let conflicting =
                known.iter().find(|(_, value)| !json::is_array(value) || !json::is_array(raw));
            if let Some((_, value)) = conflicting {
                let first = self.sources.shown(self.sources.place(value));
                let trait_id = id.escape_debug();
                let message = format!(
                    "conflicting values of the trait `{trait_id}`: another one is at {first}"
                );
                let problem = Diagnostic::new(message).shape(place).at(self.sources.place(raw));
                self.found.push(problem.help("make the values equal or remove one"));
                continue;
            }
            new.push((id, raw));
        }
        (!new.is_empty()).then_some(Entries(new))
    }
}
