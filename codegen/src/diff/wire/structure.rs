//! Compares structures and unions on the wire, and what they are made of.

use std::collections::BTreeSet;

use crate::flow::Flow;
use crate::ir::{Crate, Definition, Field, Presence, ShapeId, Union};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::super::version::Version;
use super::place::{self, Place, Value};
use super::{Places, moved, value};

/// The comparison of all messages: it compares each pair of types once in each flow.
#[derive(Default)]
pub(super) struct Walk {
    seen: BTreeSet<(bool, ShapeId, ShapeId)>,
}

/// What is compared: who writes and who reads it, and the place of which the changes are reported.
#[derive(Clone, Copy)]
pub(super) struct Site<'c> {
    pub(super) flow: Flow,
    pub(super) at: At<'c>,
    /// How a message names it.
    pub(super) name: &'c str,
}

impl Site<'_> {
    /// How a message begins.
    pub(super) fn shown(&self) -> String {
        let messages = match self.flow {
            Flow::Input => "In requests",
            Flow::Output => "In responses",
        };
        format!("{messages}, {}", self.name)
    }
}

impl Walk {
    /// Compares the members of two structures, which are given by their places.
    pub(super) fn members(
        &mut self,
        comparison: &mut Comparison<'_, '_>,
        flow: Flow,
        at: At<'_>,
        ids: (&ShapeId, &ShapeId),
        (old, new): (Places<'_>, Places<'_>),
    ) {
        let mut left: Vec<&Place<'_>> = new.iter().collect();
        let mut unmatched = Vec::new();
        for was in &old {
            match left.iter().position(|is| is.key == was.key) {
                Some(index) => {
                    let is = left.remove(index);
                    self.member(comparison, flow, at, ids, (was, is));
                }
                None => unmatched.push(was),
            }
        }
        for was in unmatched {
            let name = &was.value.member.model_name;
            match left.iter().position(|is| is.value.member.model_name == *name) {
                Some(index) => {
                    let is = left.remove(index);
                    let shown = shown(ids.1, is);
                    let message = Site { flow, at, name: &shown }.shown()
                        + &format!(" is {}, no longer {}", is.key, was.key);
                    comparison.add(
                        moved(flow),
                        at.member(name, &is.value.member.model_name),
                        message,
                    );
                }
                None => removed(comparison, flow, at, ids, was),
            }
        }
        for is in left {
            added(comparison, flow, at, ids, is);
        }
    }

    fn member(
        &mut self,
        comparison: &mut Comparison<'_, '_>,
        flow: Flow,
        at: At<'_>,
        ids: (&ShapeId, &ShapeId),
        (was, is): (&Place<'_>, &Place<'_>),
    ) {
        let at = at.member(&was.value.member.model_name, &is.value.member.model_name);
        let shown = shown(ids.1, is);
        let (old, new) = (comparison.old, comparison.new);
        let presence = match flow {
            Flow::Input => match (is_demanded(old, ids.0, was), is_demanded(new, ids.1, is)) {
                (false, true) => Some((Rule::RequestMemberRequired, "is required now")),
                (true, false) => Some((Rule::RequestMemberOptional, "is no longer required")),
                (false, false) | (true, true) => None,
            },
            Flow::Output => match (is_given(old, ids.0, was), is_given(new, ids.1, is)) {
                (_, false) if is_relied_on(was) => {
                    Some((Rule::ResponseMemberOptional, "may be absent now"))
                }
                (false, true) => Some((Rule::ResponseMemberRequired, "is never absent any more")),
                (false | true, false) | (true, true) => None,
            },
        };
        let site = Site { flow, at, name: &shown };
        if let Some((rule, what)) = presence {
            comparison.add(rule, at, format!("{} {what}", site.shown()));
        }
        self.value(comparison, site, was.value, is.value);
    }

    fn value(
        &mut self,
        comparison: &mut Comparison<'_, '_>,
        site: Site<'_>,
        old: Value<'_>,
        new: Value<'_>,
    ) {
        let is_text = old.is_text || has_text(comparison, site.flow);
        let old = (&old.member.value, old.encoding);
        let new = (&new.member.value, new.encoding);
        value::compare(self, comparison, site, is_text, old, new);
    }

    /// Notes that two types are compared in a flow; `false` if they have been compared.
    pub(super) fn enter(&mut self, flow: Flow, old: &ShapeId, new: &ShapeId) -> bool {
        self.seen.insert((flow == Flow::Input, old.clone(), new.clone()))
    }

    /// Compares two modeled structures or unions, unless they have been compared.
    pub(super) fn types(
        &mut self,
        comparison: &mut Comparison<'_, '_>,
        flow: Flow,
        old: &ShapeId,
        new: &ShapeId,
    ) {
        if !self.enter(flow, old, new) {
            return;
        }
        let (before, after) = (comparison.old, comparison.new);
        let was = before.definition(old).zip(fields(&before.emitted, old, flow));
        let is = after.definition(new).zip(fields(&after.emitted, new, flow));
        match (was, is) {
            (
                Some((Definition::Structure(was), old_fields)),
                Some((Definition::Structure(is), new_fields)),
            ) => {
                let places = (
                    place::of_fields(was, old_fields, flow),
                    place::of_fields(is, new_fields, flow),
                );
                let at = At::both(&was.id, &is.id);
                self.members(comparison, flow, at, (&was.id, &is.id), places);
            }
            (
                Some((Definition::Union(was), old_fields)),
                Some((Definition::Union(is), new_fields)),
            ) => {
                self.union(comparison, flow, (was, old_fields), (is, new_fields));
            }
            _ => {}
        }
    }

    fn union(
        &mut self,
        comparison: &mut Comparison<'_, '_>,
        flow: Flow,
        (old, old_fields): (&Union, &[Field]),
        (new, new_fields): (&Union, &[Field]),
    ) {
        let at = At::both(&old.id, &new.id);
        let name = &new.item.name;
        for was in old_fields {
            let Some(variant) = old.variants.get(was.member) else { continue };
            let key = place::of_field(was, flow);
            let Some(is) = new_fields.iter().find(|is| place::of_field(is, flow) == key) else {
                let (rule, message) = match flow {
                    Flow::Input => (
                        Rule::RequestValueRemoved,
                        format!("The service no longer knows {key} of the union `{name}`"),
                    ),
                    Flow::Output => (
                        Rule::ResponseValueRemoved,
                        format!("Responses no longer have {key} of the union `{name}`"),
                    ),
                };
                comparison.add(rule, at.old_member(&variant.model_name), message);
                continue;
            };
            let Some(new_variant) = new.variants.get(is.member) else { continue };
            let at = at.member(&variant.model_name, &new_variant.model_name);
            let shown = format!("`{}${}`", new.id.name(), new_variant.model_name);
            let site = Site { flow, at, name: &shown };
            match (&variant.value, &new_variant.value) {
                (Some(old_type), Some(new_type)) => {
                    let (old, new) = ((old_type, &was.encoding), (new_type, &is.encoding));
                    value::compare(self, comparison, site, has_text(comparison, flow), old, new);
                }
                (None, None) => {}
                (Some(_), None) | (None, Some(_)) => {
                    value::changed(comparison, site, "another type");
                }
            }
        }
        for is in new_fields {
            let Some(variant) = new.variants.get(is.member) else { continue };
            let key = place::of_field(is, flow);
            if old_fields.iter().all(|was| place::of_field(was, flow) != key) {
                let (rule, message) = match flow {
                    Flow::Input => (
                        Rule::RequestValueAdded,
                        format!("The service knows a new member of the union `{name}`, {key}"),
                    ),
                    Flow::Output => (
                        Rule::ResponseValueAdded,
                        format!("Responses may have a new member of the union `{name}`, {key}"),
                    ),
                };
                comparison.add(rule, at.new_member(&variant.model_name), message);
            }
        }
    }
}

/// Whether the bodies of a flow have numbers and booleans as text.
fn has_text(comparison: &Comparison<'_, '_>, flow: Flow) -> bool {
    comparison.new.emitted.codecs().get(flow).has_text_alone()
}

/// A member by its name in the model.
fn shown(structure: &ShapeId, place: &Place<'_>) -> String {
    format!("`{}${}`", structure.name(), place.value.member.model_name)
}

/// Whether a service refuses requests without the member.
fn is_demanded(version: &Version<'_>, id: &ShapeId, place: &Place<'_>) -> bool {
    let member = version.member(id, &place.value.member.model_name);
    member.is_some_and(|member| {
        member.traits.required && member.traits.default.is_none() || member.traits.http_label
    })
}

/// Whether a service always sends the member: it is required, whether or not clients rely on that, or has a default
/// value, which services serialize (<https://smithy.io/2.0/spec/type-refinement-traits.html#default-value-serialization>).
fn is_given(version: &Version<'_>, id: &ShapeId, place: &Place<'_>) -> bool {
    let member = version.member(id, &place.value.member.model_name);
    member.is_some_and(|member| member.traits.required || member.traits.default.is_some())
}

/// Whether a client has no value for a member that does not come.
fn is_relied_on(place: &Place<'_>) -> bool {
    place.value.member.presence == Presence::Required
}

fn removed(
    comparison: &mut Comparison<'_, '_>,
    flow: Flow,
    at: At<'_>,
    ids: (&ShapeId, &ShapeId),
    was: &Place<'_>,
) {
    let name = shown(ids.0, was);
    let (rule, message) = match flow {
        Flow::Input => (
            Rule::RequestMemberRemoved,
            format!("The service no longer reads {name} ({})", was.key),
        ),
        Flow::Output if is_relied_on(was) => (
            Rule::ResponseMemberLost,
            format!("Responses no longer have {name} ({}), which was required", was.key),
        ),
        Flow::Output => {
            (Rule::ResponseMemberRemoved, format!("Responses no longer have {name} ({})", was.key))
        }
    };
    comparison.add(rule, at.old_member(&was.value.member.model_name), message);
}

fn added(
    comparison: &mut Comparison<'_, '_>,
    flow: Flow,
    at: At<'_>,
    ids: (&ShapeId, &ShapeId),
    is: &Place<'_>,
) {
    let (name, key) = (shown(ids.1, is), &is.key);
    let (rule, message) = match flow {
        Flow::Input if is_demanded(comparison.new, ids.1, is) => {
            (Rule::RequestMemberRequired, format!("The service requires {name} ({key})"))
        }
        Flow::Input => (Rule::RequestMemberAdded, format!("The service reads {name} ({key}), too")),
        Flow::Output => (Rule::ResponseMemberAdded, format!("Responses have {name} ({key}), too")),
    };
    comparison.add(rule, at.new_member(&is.value.member.model_name), message);
}

fn fields<'c>(emitted: &'c Crate, id: &ShapeId, flow: Flow) -> Option<&'c [Field]> {
    emitted.wire.get(id)?.get(flow).as_deref()
}
