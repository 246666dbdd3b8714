//! Resolves the Rust names that the configuration gives shapes and members. Whether two items have one name
//! is found where names are given (`lower/names`, `lower/functions`).

use std::collections::{BTreeMap, BTreeSet};

use super::subjects::{Mistake, Subjects};
use super::{Options, Rename};
use crate::error::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::shape::{Shape, ShapeKind};
use crate::symbol::ident::is_keyword;
use crate::symbol::reserved::Space;

pub(super) const SETTING: &str = "renames";

/// Adds the names.
pub(super) fn resolve(
    subjects: &Subjects<'_, '_>,
    renames: &BTreeMap<String, String>,
    options: &mut Options,
    found: &mut Diagnostics,
) {
    let inputs: BTreeSet<_> =
        subjects.projection.operations.iter().map(|operation| &operation.input.id).collect();
    for (from, to) in renames {
        let rename = || Rename { name: to.clone(), entry: from.clone() };
        let result = match from.split_once('$') {
            None => shape(subjects, from).and_then(|shape| {
                check(space(shape), to)?;
                options.names.insert(shape.id.clone(), rename());
                Ok(())
            }),
            Some((owner, member)) => subjects.named(owner).and_then(|owner| {
                let space = space_of_members(owner, inputs.contains(&owner.id));
                has_member(owner, member)?;
                check(space, to)?;
                options.members.insert((owner.id.clone(), member.to_owned()), rename());
                Ok(())
            }),
        };
        found.keep(result.map_err(|mistake| mistake.of(SETTING, from)));
    }
}

/// The problem that two items have one name, which the configuration gives one of them.
pub(super) fn clash(entry: &str, name: &str, first: &str, second: &str) -> Diagnostic {
    let message = format!("`{first}` and `{second}` would both be named `{name}`");
    Mistake::new(message, "choose another name for one of them").of(SETTING, entry)
}

/// The shape whose type has a name of its own.
fn shape<'p, 'a>(subjects: &Subjects<'p, 'a>, name: &str) -> Result<&'p Shape<'a>, Mistake> {
    let shape = subjects.named_item(name)?;
    let is_operation = matches!(shape.kind, ShapeKind::Operation(_));
    if is_operation || subjects.projection.shapes.contains_key(&shape.id) {
        return Ok(shape);
    }
    let mut operations = subjects.projection.operations.iter();
    let operation = operations.find(|one| [&one.input.id, &one.output.id].contains(&&shape.id));
    let operation = operation.map_or("", |operation| operation.shape.id.name());
    let message = format!("the type of `{}` is named after the operation `{operation}`", shape.id);
    Err(Mistake::new(message, format!("rename `{operation}`")))
}

/// The namespace of the name of a shape.
fn space(shape: &Shape<'_>) -> Space {
    match shape.kind {
        ShapeKind::Operation(_) => Space::Operation,
        _ => Space::Type,
    }
}

/// The namespace of the names of a shape's members.
pub(in crate::lower) fn space_of_members(owner: &Shape<'_>, is_input: bool) -> Space {
    match &owner.kind {
        ShapeKind::Structure(_) if owner.traits.error.is_some() => Space::ErrorField,
        ShapeKind::Structure(_) if is_input => Space::InputField,
        ShapeKind::Structure(_) => Space::Field,
        _ => Space::Variant,
    }
}

fn has_member(owner: &Shape<'_>, member: &str) -> Result<(), Mistake> {
    if owner.member(member).is_some() {
        return Ok(());
    }
    let names = owner.members().iter().map(|member| member.name.as_str());
    let message = format!("`{}` has no member `{}`", owner.id, member.escape_debug());
    Err(Mistake::new(message, did_you_mean(member, names, "members are named as in the model")))
}

/// Checks that a name is an identifier in the case of its namespace, and not reserved there.
fn check(space: Space, name: &str) -> Result<(), Mistake> {
    let shown = name.escape_debug();
    if is_keyword(name) || space.reserves(name) {
        let message = format!("`{shown}` is a reserved name");
        return Err(Mistake::new(message, "choose another name"));
    }
    let (has_form, form) = if space.is_upper_camel_case() {
        (
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_alphanumeric()),
            "a name in UpperCamelCase, such as `LineItem`",
        )
    } else {
        (
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && !name.contains("__"),
            "a name in snake_case, such as `line_item`",
        )
    };
    if !has_form {
        let message = format!("`{shown}` is not a valid name here");
        return Err(Mistake::new(message, format!("write {form}")));
    }
    if name.len() > LONGEST {
        let message = format!("the name is too long: {} characters", name.len());
        return Err(Mistake::new(message, format!("use at most {LONGEST} characters")));
    }
    Ok(())
}

/// The maximum length of a name: files are named after operations.
const LONGEST: usize = 200;
