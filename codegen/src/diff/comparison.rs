//! Collects the changes between two versions.

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
}

impl<'v, 'm> Comparison<'v, 'm> {
    pub(super) fn new(old: &'v Version<'m>, new: &'v Version<'m>) -> Self {
        Self { old, new, changes: Vec::new() }
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
        let change = Change {
            rule,
            shape: shape.to_string(),
            member: member.map(str::to_owned),
            message: message.into(),
            old: at.old.and_then(|(shape, member)| self.old.spot(shape, member)),
            new: at.new.and_then(|(shape, member)| self.new.spot(shape, member)),
        };
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// Whether a change about a shape, or about its member, has been found.
    pub(super) fn has(&self, shape: &str, member: Option<&str>) -> bool {
        let is_about =
            |change: &&Change| change.shape == shape && change.member.as_deref() == member;
        self.changes.iter().any(|change| is_about(&change))
    }

    /// All changes in order.
    pub(super) fn finish(mut self) -> Diff {
        let place = |change: &Change| {
            let spot = change.new.as_ref().or(change.old.as_ref());
            spot.map(|spot| (spot.file.clone(), spot.line, spot.column))
        };
        self.changes.sort_by(|a, b| {
            let (one, other) = (a.category(), b.category());
            one.cmp(&other).then(b.level().cmp(&a.level())).then_with(|| place(a).cmp(&place(b)))
        });
        Diff { changes: self.changes }
    }
}
