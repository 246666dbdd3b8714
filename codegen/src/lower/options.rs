//! Resolves the options of the configuration that name shapes: attributes of types, external types and
//! Rust names.

mod attributes;
mod external;
mod renames;
mod subjects;

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::config::Config;
use crate::error::{Diagnostics, Place};
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;
use crate::symbol::given::Given;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;
pub(super) use renames::space_of_members;
use subjects::Subjects;

/// The options by the shapes that they are for.
#[derive(Default)]
pub(super) struct Options {
    /// Attributes of types, each the text of one attribute.
    attributes: BTreeMap<ShapeId, Vec<String>>,
    /// The paths of external types, and of the types that only they reach.
    external: BTreeMap<ShapeId, String>,
    /// Rust names of types and operations.
    names: BTreeMap<ShapeId, Rename>,
    /// Rust names of the members of a shape.
    members: BTreeMap<(ShapeId, String), Rename>,
}

/// A Rust name of the configuration.
struct Rename {
    name: String,
    /// The key that the configuration has it by.
    entry: String,
}

impl Options {
    /// Resolves the options. Reports those that match nothing or are not valid.
    pub(super) fn new(
        projection: &Projection<'_>,
        config: &Config,
        found: &mut Diagnostics,
    ) -> Self {
        let mut options = Self::default();
        let mut subjects = Subjects::new(projection);
        external::resolve(&subjects, config, &mut options, found);
        subjects.leave_to_others(options.external.keys());
        attributes::resolve(&subjects, &config.type_attributes, &mut options, found);
        renames::resolve(&subjects, &config.renames, &mut options, found);
        options
    }

    /// The attributes of a type that implements the traits `implemented`.
    pub(super) fn attributes(&self, shape: &ShapeId, implemented: &[&str]) -> Vec<String> {
        let texts = self.attributes.get(shape).map(Vec::as_slice).unwrap_or_default();
        attributes::without_repetition(texts, implemented)
    }

    /// The path of the type of a shape, if the crate does not emit it.
    pub(super) fn external(&self, shape: &ShapeId) -> Option<&str> {
        self.external.get(shape).map(String::as_str)
    }

    /// The name that the configuration gives a shape.
    pub(super) fn name(&self, shape: &ShapeId) -> Option<&str> {
        self.names.get(shape).map(|rename| rename.name.as_str())
    }

    /// The name that the configuration gives a member.
    pub(super) fn member(&self, shape: &ShapeId, member: &str) -> Option<&str> {
        let rename = self.members.get(&(shape.clone(), member.to_owned()));
        rename.map(|rename| rename.name.as_str())
    }

    /// The field of a member of a structure, if no other member has its name.
    pub(super) fn field(&self, shape: &ShapeId, member: &str) -> String {
        let name = self.member(shape, member).map(str::to_owned);
        name.unwrap_or_else(|| identifier(Space::Field, member))
    }

    /// The name that was given to a shape. Reports that it is not the wanted one: as a warning or, if one of
    /// the two items has its name from the configuration, as a problem.
    pub(super) fn take(&self, given: Given, shape: &Shape<'_>, found: &mut Diagnostics) -> String {
        let entry = |owner: &str| {
            let named = self.names.iter().find(|(id, _)| id.as_str() == owner);
            named.map(|(_, rename)| rename)
        };
        report(&given, entry, &shape.id, shape.offset, found);
        given.name
    }

    /// The names that were given to the members of a shape; see [`take`](Self::take).
    pub(super) fn take_members(
        &self,
        given: Vec<Given>,
        owner: &Shape<'_>,
        found: &mut Diagnostics,
    ) -> Vec<String> {
        let entry = |member: &str| self.members.get(&(owner.id.clone(), member.to_owned()));
        for (member, given) in owner.members().iter().zip(&given) {
            let place = format!("{}${}", owner.id, member.name);
            report(given, entry, &place, member.offset, found);
        }
        given.into_iter().map(|given| given.name).collect()
    }
}

/// Reports a name that is not the wanted one. `entry` finds the rename of an item.
fn report<'o>(
    given: &Given,
    entry: impl Fn(&str) -> Option<&'o Rename>,
    place: &dyn Display,
    offset: Place,
    found: &mut Diagnostics,
) {
    let Some((name, first, second)) = given.clash() else { return };
    match entry(first).or_else(|| entry(second)) {
        Some(rename) => found.push(renames::clash(&rename.entry, name, first, second)),
        None => found.warn(given.warning().map(|warning| warning.shape(place).at(offset))),
    }
}
