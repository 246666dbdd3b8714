//! Collects the changes between two versions.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::shape_id::ShapeId;

use super::change::{Change, Diff};
use super::rule::Rule;
use super::version::Version;

/// A shape or one of its members, in the versions that have it.
#[derive(Clone, Copy)]
pub(super) struct At<'c> {
    old: Option<(&'c ShapeId, Option<&'c str>)>,
    new: Option<(&'c ShapeId, Option<&'c str>)>,
}

impl<'c> At<'c> {
    /// A shape of both versions.
    pub(super) fn both(old: &'c ShapeId, new: &'c ShapeId) -> Self {
        Self { old: Some((old, None)), new: Some((new, None)) }
    }

    /// A shape of the old version alone.
    pub(super) fn old(shape: &'c ShapeId) -> Self {
        Self { old: Some((shape, None)), new: None }
    }

    /// A shape of the new version alone.
    pub(super) fn new(shape: &'c ShapeId) -> Self {
        Self { old: None, new: Some((shape, None)) }
    }

    /// A member of the shape in both versions.
    pub(super) fn member(self, old: &'c str, new: &'c str) -> Self {
        let name = |at: Option<(&'c ShapeId, _)>, name| at.map(|(shape, _)| (shape, Some(name)));
        Self { old: name(self.old, old), new: name(self.new, new) }
    }

    /// A member that only the old version of the shape has. The new version has the shape at most.
    pub(super) fn old_member(self, name: &'c str) -> Self {
        Self { old: self.old.map(|(shape, _)| (shape, Some(name))), ..self }
    }

    /// A member that only the new version of the shape has.
    pub(super) fn new_member(self, name: &'c str) -> Self {
        Self { new: self.new.map(|(shape, _)| (shape, Some(name))), ..self }
    }
}

/// The two versions, and the changes that were found so far.
pub(super) struct Comparison<'v, 'm> {
    pub(super) old: &'v Version<'m>,
    pub(super) new: &'v Version<'m>,
    changes: Vec<Change>,
    /// The changes by rule, shape, member and message.
    known: BTreeSet<(Rule, String, Option<String>, String)>,
    /// The shapes and members that changes are about.
    places: BTreeSet<(String, Option<String>)>,
}

impl<'v, 'm> Comparison<'v, 'm> {
    pub(super) fn new(old: &'v Version<'m>, new: &'v Version<'m>) -> Self {
        Self { old, new, changes: Vec::new(), known: BTreeSet::new(), places: BTreeSet::new() }
    }

    /// Adds the changes of another comparison.
    pub(super) fn append(&mut self, other: Comparison<'_, '_>) {
        self.changes.extend(other.changes);
        self.places.extend(other.places);
    }

    /// Adds a change. A member that one version has is the one that the change is about.
    pub(super) fn add(&mut self, rule: Rule, at: At<'_>, message: impl Into<String>) {
        let (Some((shape, _)), Some((old_shape, _))) = (at.new.or(at.old), at.old.or(at.new))
        else {
            return;
        };
        let member =
            at.new.and_then(|(_, member)| member).or_else(|| at.old.and_then(|(_, member)| member));
        let shape = if at.new.is_some() { shape } else { old_shape };
        let (shape, member) = (shape.to_string(), member.map(str::to_owned));
        let message = printable(&message.into());
        if !self.known.insert((rule, shape.clone(), member.clone(), message.clone())) {
            return;
        }
        self.places.insert((shape.clone(), member.clone()));
        self.changes.push(Change {
            rule,
            shape,
            member,
            message,
            old: at.old.and_then(|(shape, member)| self.old.spot(shape, member)),
            new: at.new.and_then(|(shape, member)| self.new.spot(shape, member)),
        });
    }

    /// Whether a change about a shape, or about its member, has been found.
    pub(super) fn has(&self, shape: &str, member: Option<&str>) -> bool {
        self.places.contains(&(shape.to_owned(), member.map(str::to_owned)))
    }

    /// All changes in order.
    pub(super) fn finish(mut self) -> Diff {
        let place = |change: &Change| {
            let spot = change.new.as_ref().or(change.old.as_ref());
            spot.map(|spot| (spot.file.clone(), spot.line, spot.column))
        };
        self.changes.sort_by_cached_key(|change| {
            (change.category(), Reverse(change.level()), place(change))
        });
        Diff { changes: self.changes }
    }
}

/// A message with values of a model, in which control characters are escaped.
fn printable(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for c in message.chars() {
        if c.is_control() { text.extend(c.escape_debug()) } else { text.push(c) }
    }
    text
}
