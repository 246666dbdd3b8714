//! Adds the traits of `patches.json` to a shape.
//!
//! Some facts about AWS services are described in text that the specification links to, and not by
//! a trait of the model. For each kind of fact there is one general trait, of the specification or
//! our own (`whitesmith.api#…`), and for each service one `apply` statement in the file. Models may
//! apply these traits too.

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
    /// Parses the file; a test ensures that it is valid.
    pub(super) fn load() -> Self {
        let statements: Result<Statements<'static>, _> = serde_json::from_str(FILE.text);
        statements
            .map(|statements| Self(statements.shapes.0.into_iter().collect()))
            .unwrap_or_default()
    }

    /// Adds the traits for a shape and its members. A member that the shape does not have is a
    /// warning: the model is an excerpt, or the patch is out of date.
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
                        None => found.warn([unused(place).at(shape.offset)]),
                    }
                }
                None if place.len() == id.len() => {
                    merge(&mut shape.traits, sources, place, statement, found);
                }
                // The member belongs to a shape whose name begins with this one's.
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

fn unused(place: &str) -> Diagnostic {
    Diagnostic::new("whitesmith has a patch for this member, which is not in the model")
        .shape(place)
        .help("if this is the complete model of the service, report that the patch is out of date")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::traits::{AUTH, LONG_POLL};

    #[test]
    fn the_file_is_sound() {
        let patches = Patches::load();
        assert!(!patches.0.is_empty());
        for (place, raw) in &patches.0 {
            let statement: Statement<'_> = serde_json::from_str(raw.get()).unwrap();
            let mut found = Diagnostics::default();
            for (trait_id, _) in &statement.traits.0 {
                // Traits of the specification that AWS's models do not apply, or not all versions of them.
                let is_specified = [AUTH, LONG_POLL].contains(&&**trait_id);
                let is_known = trait_id.starts_with("whitesmith.api#") || is_specified;
                assert!(is_known, "{place}: {trait_id}");
            }
            Traits::parse(Sources(&[FILE]), place, statement.traits, &mut found);
            assert!(found.finish(()).is_ok(), "{place}");
        }
    }
}
