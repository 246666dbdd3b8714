//! Compares structures: fields, the arguments of `new`, and setters.

use crate::ir::{Member, Presence, Structure};

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::super::rust;
use super::{Pair, deprecation, pairs};

/// Compares two structures of the same name.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>, old: &Structure, new: &Structure) {
    let (at, name) = (At::both(&old.id, &new.id), &new.item.name);
    deprecation(comparison, at, &old.item, &new.item, &format!("`{name}`"));
    let mut is_same = old.members.len() == new.members.len();
    for pair in pairs(&old.members, &new.members, |member| member.item.name.as_str()) {
        is_same &= matches!(pair, Pair::Both(..));
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
    order(comparison, at, is_same, old, new);
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
    let required = structure.members.iter().filter(|one| one.presence == Presence::Required);
    let position = required.clone().position(|one| one.item.name == field).unwrap_or_default();
    let ordinal = if required.count() == 1 {
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

/// Compares the order of the members that both structures have.
fn order(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    is_same: bool,
    old: &Structure,
    new: &Structure,
) {
    let name = &new.item.name;
    let required = |one: &Structure, other: &Structure| -> Vec<String> {
        let is_in = |name: &str| {
            let mut required =
                other.members.iter().filter(|one| one.presence == Presence::Required);
            required.any(|one| one.item.name == name)
        };
        let required = one.members.iter().filter(|one| one.presence == Presence::Required);
        required.map(|one| one.item.name.clone()).filter(|name| is_in(name)).collect()
    };
    let (was, is) = (required(old, new), required(new, old));
    if was != is {
        let message = format!(
            "`{name}::new` takes its arguments in another order: `{}`, no longer `{}`",
            is.join(", "),
            was.join(", ")
        );
        comparison.add(Rule::RequiredMembersReordered, at, message);
        return;
    }
    let names = |one: &Structure| -> Vec<String> {
        one.members.iter().map(|member| member.item.name.clone()).collect()
    };
    if is_same && names(old) != names(new) {
        let message = format!("The fields of `{name}` are in another order");
        comparison.add(Rule::MembersReordered, at, message);
    }
}
