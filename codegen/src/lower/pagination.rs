//! Lowers the pagination of operations: the paths to tokens and items.

use std::collections::BTreeMap;

use super::with_models;
use crate::error::{Diagnostic, Diagnostics, Part, did_you_mean};
use crate::ir::{
    self, Crate, Element, Items, Member, Pagination, PathSegment, Presence, ShapeId, Structure,
    Type,
};
use crate::knowledge::pagination;
use crate::projection::{Operation, Projection};

/// The pagination of each operation. A `paginated` trait that is not valid for its operation is a
/// warning, and the paginator is left out.
pub(super) fn paginations(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Option<Pagination>> {
    let structures = emitted.structures();
    let pages = with_models(emitted, projection).map(|(lowered, operation)| {
        let pages = Pages { structures: &structures, operation, lowered };
        let pagination = pagination::of_operation(projection, operation)
            .and_then(|names| names.map(|names| pages.fitting(&names)).transpose());
        let name = operation.shape.id.name();
        let left_out = |problem| found.leave_out(Part::Paginator, name, problem);
        pagination.map_err(left_out).ok().flatten()
    });
    pages.collect()
}

/// The context in which the paths of an operation are resolved.
struct Pages<'p> {
    structures: &'p BTreeMap<&'p ShapeId, &'p Structure>,
    operation: &'p Operation<'p>,
    lowered: &'p ir::Operation,
}

impl<'p> Pages<'p> {
    fn fitting(&self, names: &pagination::Pagination) -> Result<Pagination, Diagnostic> {
        let fail = |message: &str, help: &str| {
            pagination::on(self.operation, message.to_owned()).help(help)
        };
        let (input_token, token) = position(&self.lowered.input, &names.input_token)
            .map_err(|problem| self.in_trait("inputToken", problem))?;
        let output_token = self.path("outputToken", &names.output_token)?;
        let items = names.items.as_deref().map(|path| self.path("items", path)).transpose()?;
        let token = token.value.clone();
        let help = "use members of the type string as tokens";
        if !is_token(&token) {
            return Err(fail("this type is not supported for pagination tokens", help));
        }
        if output_token.last().map(|member| &member.value) != Some(&token) {
            let message = "the input token and the output token have different types";
            return Err(fail(message, help));
        }
        let help = "set `items` to a list or a map, or remove it";
        let items = items.map(|path| {
            items_at(&path).ok_or_else(|| fail("`items` is neither a list nor a map", help))
        });
        Ok(Pagination {
            // Set by `functions`.
            function: String::new(),
            input_token,
            token,
            output_token: steps(&output_token),
            items: items.transpose()?,
        })
    }

    /// Resolves a path that starts at the output.
    fn path(&self, name: &str, path: &str) -> Result<Vec<&'p Member>, Diagnostic> {
        let mut members: Vec<&'p Member> = Vec::new();
        for step in path.split('.') {
            let owner = match members.last() {
                None => Ok(&self.lowered.output),
                Some(last) => self.structure(last).ok_or_else(|| no_structure(last, step)),
            };
            let member = owner.and_then(|owner| position(owner, step));
            members.push(member.map_err(|problem| self.in_trait(name, problem))?.1);
        }
        Ok(members)
    }

    fn structure(&self, member: &Member) -> Option<&'p Structure> {
        match &member.value {
            Type::Structure(name) => self.structures.get(&name.id).copied(),
            _ => None,
        }
    }

    fn in_trait(&self, name: &str, mut problem: Diagnostic) -> Diagnostic {
        let operation = &self.operation.shape;
        problem.message = format!("invalid `{name}`: {}", problem.message);
        problem.shape(&operation.id).at(operation.offset)
    }
}

/// A member by name, and its index.
fn position<'s>(owner: &'s Structure, name: &str) -> Result<(usize, &'s Member), Diagnostic> {
    let mut members = owner.members.iter().enumerate();
    members.find(|(_, member)| member.model_name == name).ok_or_else(|| {
        let names = owner.members.iter().map(|member| member.model_name.as_str());
        let message = format!("`{}` has no member `{}`", owner.id, name.escape_debug());
        Diagnostic::new(message).help(did_you_mean(name, names, "use the name of a member"))
    })
}

fn no_structure(member: &Member, name: &str) -> Diagnostic {
    let (member, name) = (&member.model_name, name.escape_debug());
    Diagnostic::new(format!("`{member}` is not a structure and has no member `{name}`"))
        .help("all parts of the path except the last must be structures")
}

/// The items at the end of a path, if it ends at a list or map.
fn items_at(path: &[&Member]) -> Option<Items> {
    let (key, element): (Option<Type>, Element) = match &path.last()?.value {
        Type::List(element) => (None, (**element).clone()),
        Type::Map(key, element) => (Some((**key).clone()), (**element).clone()),
        _ => return None,
    };
    Some(Items { path: steps(path), key, element })
}

fn steps(path: &[&Member]) -> Vec<PathSegment> {
    let step = |member: &&Member| PathSegment {
        field: member.item.name.clone(),
        is_optional: member.presence == Presence::Optional,
    };
    path.iter().map(step).collect()
}

/// Whether the runtime implements `PageToken` for a type.
fn is_token(value: &Type) -> bool {
    match value {
        Type::String
        | Type::Integer
        | Type::Long
        | Type::BigInteger
        | Type::BigDecimal
        | Type::Blob
        | Type::Timestamp
        | Type::List(_)
        | Type::Map(..) => true,
        Type::Boolean
        | Type::Byte
        | Type::Short
        | Type::Float
        | Type::Double
        | Type::Stream { .. }
        | Type::Document
        | Type::StringEnum(_)
        | Type::IntEnum(_)
        | Type::Structure(_)
        | Type::Union(_) => false,
    }
}
