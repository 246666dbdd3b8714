//! Compares structures: fields, the arguments of `new`, and setters.

use std::collections::BTreeSet;

use crate::ir::{Member, Presence, Structure};

use super::super::comparison::{At, Comparison};
use super::super::pairs::{Pair, pairs};
use super::super::rule::Rule;
use super::super::rust;
use super::{deprecation, order};

/// Compares two structures of the same name.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>, old: &Structure, new: &Structure) {
    let at = At::both(&old.id, &new.id);
    deprecation(comparison, at, &old.item, &new.item, &format!("`{}`", new.item.name));
    members(comparison, old, new);
}

/// Compares the members of two structures. The input of an operation is deprecated with the operation.
pub(super) fn members(comparison: &mut Comparison<'_, '_>, old: &Structure, new: &Structure) {
    let (at, name) = (At::both(&old.id, &new.id), &new.item.name);
    for pair in pairs(&old.members, &new.members, |member| member.item.name.as_str()) {
        match pair {
            Pair::Removed(member) => {
                let at = at.old_member(&member.model_name);
                let message = format!("The field `{name}::{}` is gone", member.item.name);
                comparison.add(Rule::MemberRemoved, at, message);
            }
            Pair::Added(member) => added(comparison, at, new, member),
            Pair::Both(was, is) => {
                let at = at.member(&was.model_name, &is.model_name);
                let field = format!("`{name}::{}`", is.item.name);
                deprecation(comparison, at, &was.item, &is.item, &field);
                member(comparison, at, new, was, is);
            }
        }
    }
    arguments(comparison, at, old, new);
}

fn added(comparison: &mut Comparison<'_, '_>, at: At<'_>, new: &Structure, member: &Member) {
    let (at, name) = (at.new_member(&member.model_name), &new.item.name);
    let (field, field_type) = (&member.item.name, rust::field(member));
    match member.presence {
        Presence::Required => {
            let message =
                format!("`{name}` has a new required member: {}", argument(new, &member.item.name));
            comparison.add(Rule::RequiredMemberAdded, at, message);
        }
        Presence::Optional | Presence::Default(_) => {
            let message = format!("`{name}` has a new field, `{field}: {field_type}`");
            comparison.add(Rule::MemberAdded, at, message);
        }
    }
}

/// What `new` takes for a member.
fn argument(structure: &Structure, field: &str) -> String {
    let position = required(structure).position(|name| name == field).unwrap_or_default();
    let ordinal = if required(structure).count() == 1 {
        "an argument".to_owned()
    } else {
        format!("a {} argument", rust::ordinal(position + 1))
    };
    format!("`new` takes {ordinal}, `{field}`")
}

/// Compares the type and the presence of a field.
fn member(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    structure: &Structure,
    old: &Member,
    new: &Member,
) {
    let (old_type, new_type) = (rust::field(old), rust::field(new));
    let name = format!("`{}::{}`", structure.item.name, new.item.name);
    if rust::boxed(old) != rust::boxed(new) {
        let message = format!("{name} is `{new_type}` now, no longer `{old_type}`");
        comparison.add(Rule::MemberTypeChanged, at, message);
    }
    let field_type = || {
        let changed = old_type != new_type && rust::boxed(old) == rust::boxed(new);
        if changed { format!("it is `{new_type}`, and ") } else { String::new() }
    };
    match (&old.presence, &new.presence) {
        (Presence::Optional | Presence::Default(_), Presence::Required) => {
            let argument = argument(structure, &new.item.name);
            let message = format!("{name} became required: {}{argument}", field_type());
            comparison.add(Rule::MemberBecameRequired, at, message);
        }
        (Presence::Required, Presence::Optional | Presence::Default(_)) => {
            let message =
                format!("{name} is no longer required: {}`new` does not take it", field_type());
            comparison.add(Rule::MemberBecameOptional, at, message);
        }
        (Presence::Optional, Presence::Default(_)) => {
            let message =
                format!("{name} has a default value, and is `{new_type}`, no longer `{old_type}`");
            comparison.add(Rule::MemberTypeChanged, at, message);
        }
        (Presence::Default(_), Presence::Optional) => {
            let message = format!(
                "{name} has no default value any more, and is `{new_type}`, no longer `{old_type}`"
            );
            comparison.add(Rule::MemberBecameOptional, at, message);
        }
        (Presence::Default(was), Presence::Default(is)) if was != is => {
            comparison.add(Rule::DefaultChanged, at, format!("{name} has another default value"));
        }
        (Presence::Optional, Presence::Optional)
        | (Presence::Required, Presence::Required)
        | (Presence::Default(_), Presence::Default(_)) => {}
    }
}

/// Compares the order of the arguments that both constructors have, or else that of the fields.
fn arguments(comparison: &mut Comparison<'_, '_>, at: At<'_>, old: &Structure, new: &Structure) {
    let name = &new.item.name;
    let arguments = |one: &Structure, other: &Structure| -> Vec<String> {
        let others: BTreeSet<&str> = required(other).collect();
        required(one).filter(|name| others.contains(name)).map(str::to_owned).collect()
    };
    let (was, is) = (arguments(old, new), arguments(new, old));
    if was != is {
        let message = format!(
            "`{name}::new` takes its arguments in another order: `{}`, no longer `{}`",
            is.join(", "),
            was.join(", ")
        );
        comparison.add(Rule::RequiredMembersReordered, at, message);
        return;
    }
    let what = format!("fields of `{name}`");
    let members = (old.members.as_slice(), new.members.as_slice());
    order(comparison, (Rule::MembersReordered, at), &what, members, |member| &member.item.name);
}

/// The fields that `new` takes.
fn required(structure: &Structure) -> impl Iterator<Item = &str> {
    let required = structure.members.iter().filter(|one| one.presence == Presence::Required);
    required.map(|member| member.item.name.as_str())
}
