//! Adds the traits of `patches.json` and `permissions.json` to a shape.
//!
//! Some facts about AWS services are described in text that the specification links to, and not by
//! a trait of the model. For each kind of fact there is one general trait, of the specification or
//! our own (`whitesmith.api#…`), and for each service one `apply` statement in a file. Models may
//! apply these traits too. `permissions.json` has the IAM actions that AWS's Service Authorization
//! Reference names, where models do not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::Entries;
use super::shape::Shape;
use super::sources::Sources;
use super::traits::Traits;
use crate::error::{Diagnostic, Diagnostics};
use crate::source::Source;

const FILES: [Source<'static>; 2] = [
    Source { name: "patches.json", text: include_str!("patches.json") },
    Source { name: "permissions.json", text: include_str!("permissions.json") },
];

/// The `apply` statements of the files, by the ids of shapes and members.
#[derive(Default)]
pub(super) struct Patches(BTreeMap<Cow<'static, str>, Vec<&'static RawValue>>);

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
    /// The statements, which are parsed once for all models.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Patches> = LazyLock::new(Patches::load);
        &ALL
    }

    /// Parses the files; a test ensures that they are valid.
    fn load() -> Self {
        let mut patches = Self::default();
        for file in FILES {
            let statements: Result<Statements<'static>, _> = serde_json::from_str(file.text);
            for (place, raw) in statements.into_iter().flat_map(|statements| statements.shapes.0) {
                patches.0.entry(place).or_default().push(raw);
            }
        }
        patches
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
        let of_shape = after.take_while(|(place, _)| place.starts_with(&id));
        for (place, raw) in
            of_shape.flat_map(|(place, raws)| raws.iter().map(move |raw| (place, raw)))
        {
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

    /// Each fact has its source, in the same file.
    #[test]
    fn sources_are_named() {
        for file in FILES {
            let text: serde_json::Value = serde_json::from_str(file.text).unwrap();
            let sources = text["metadata"]["sources"].as_object().unwrap();
            let namespace = |place: &str| place.split_once('#').unwrap().0.to_owned();
            let places = text["shapes"].as_object().unwrap().keys();
            let used: std::collections::BTreeSet<String> =
                places.map(|place| namespace(place)).collect();
            assert_eq!(
                used.into_iter().collect::<Vec<_>>(),
                sources.keys().cloned().collect::<Vec<_>>()
            );
            for source in sources.values() {
                assert!(source.as_str().unwrap().starts_with("https://"), "{source}");
            }
        }
    }

    #[test]
    fn the_files_are_sound() {
        let patches = Patches::all();
        assert!(!patches.0.is_empty());
        let all = |(place, raws): (_, &Vec<&'static RawValue>)| {
            raws.iter().map(move |raw| (place, *raw)).collect::<Vec<_>>()
        };
        for (place, raw) in patches.0.iter().flat_map(all) {
            let statement: Statement<'_> = serde_json::from_str(raw.get()).unwrap();
            let mut found = Diagnostics::default();
            for (trait_id, _) in &statement.traits.0 {
                // Traits of the specification that AWS's models do not apply, or not all versions of them.
                let is_specified = [AUTH, LONG_POLL].contains(&&**trait_id);
                let is_known = trait_id.starts_with("whitesmith.api#") || is_specified;
                assert!(is_known, "{place}: {trait_id}");
            }
            Traits::parse(Sources(&FILES), place, statement.traits, &mut found);
            assert!(found.finish(()).is_ok(), "{place}");
        }
    }
}
