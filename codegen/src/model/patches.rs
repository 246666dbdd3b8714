//! In: a shape. Out: the shape with the traits that `patches.json` adds to it.
//!
//! A few facts of a service stand in prose that the specification links to, and in no trait of its
//! model. There is one general trait for each kind of such a fact, the specification's or one of ours
//! (`whitesmith.api#…`), and one `apply` statement in the file for each service that it holds for. A
//! model may apply these traits itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::Entries;
use super::shape::Shape;
use super::sources::Sources;
use super::traits::Traits;
use crate::error::{Diagnostic, Diagnostics};
use crate::source::Source;

const FILE: Source<'static> = Source { name: "patches.json", text: include_str!("patches.json") };

/// The `apply` statements of the file, by the ids of shapes and members.
#[derive(Default)]
pub(super) struct Patches(BTreeMap<Cow<'static, str>, &'static RawValue>);

#[derive(Deserialize)]
struct Statements<'a> {
    #[serde(borrow)]
    shapes: Entries<'a>,
}

#[derive(Deserialize)]
struct Statement<'a> {
    #[serde(borrow)]
    traits: Entries<'a>,
}

impl Patches {
    /// Reads the file, which a test keeps sound.
    pub(super) fn load() -> Self {
        let statements: Result<Statements<'static>, _> = serde_json::from_str(FILE.text);
        statements
            .map(|statements| Self(statements.shapes.0.into_iter().collect()))
            .unwrap_or_default()
    }

    /// Adds the traits of the statements for a shape and for its members. A statement for a member
    /// that the shape does not have is a problem: it is out of date.
    pub(super) fn apply<'a>(
        &self,
        sources: Sources<'a>,
        shape: &mut Shape<'a>,
        found: &mut Diagnostics,
    ) {
        let id = shape.id.as_str().to_owned();
        let after = self.0.range(Cow::Owned(id.clone())..);
        for (place, raw) in after.take_while(|(place, _)| place.starts_with(&id)) {
            let Ok(statement) = serde_json::from_str::<Statement<'static>>(raw.get()) else {
                continue;
            };
            match place.get(id.len()..).and_then(|rest| rest.strip_prefix('$')) {
                Some(name) => {
                    let member =
                        shape.all_members_mut().into_iter().find(|member| member.name == name);
                    match member {
                        Some(member) => merge(&mut member.traits, sources, place, statement, found),
                        None => found.push(stale(place).at(shape.offset)),
                    }
                }
                None if place.len() == id.len() => {
                    merge(&mut shape.traits, sources, place, statement, found);
                }
                // A shape whose name begins with this one's.
                None => {}
            }
        }
    }
}

fn merge<'a>(
    traits: &mut Traits<'a>,
    sources: Sources<'a>,
    place: &str,
    statement: Statement<'static>,
    found: &mut Diagnostics,
) {
    traits.apply(sources, place, statement.traits, found);
}

fn stale(place: &str) -> Diagnostic {
    Diagnostic::new("whitesmith adds a trait to this member, and the model does not have it")
        .shape(place)
        .help("report this with the model's version: the patch is out of date")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::traits::LONG_POLL;

    #[test]
    fn the_file_is_sound() {
        let patches = Patches::load();
        assert!(!patches.0.is_empty());
        for (place, raw) in &patches.0 {
            let statement: Statement<'_> = serde_json::from_str(raw.get()).unwrap();
            let mut found = Diagnostics::default();
            for (trait_id, _) in &statement.traits.0 {
                // AWS's models do not apply the trait of the specification yet.
                let is_known = trait_id.starts_with("whitesmith.api#") || trait_id == LONG_POLL;
                assert!(is_known, "{place}: {trait_id}");
            }
            Traits::parse(Sources(&[FILE]), place, statement.traits, &mut found);
            assert!(found.finish(()).is_ok(), "{place}");
        }
    }
}
