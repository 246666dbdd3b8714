//! In: operations whose results come in pages, lowered. Out: the way to their tokens and items.

use std::collections::BTreeMap;

use super::with_models;
use crate::error::{Diagnostic, Diagnostics, Part, did_you_mean};
use crate::ir::{
    self, Crate, Element, Items, Member, Pagination, PathSegment, Presence, ShapeId, Structure,
    Type,
};
use crate::knowledge::pagination;
use crate::projection::{Operation, Projection};

/// The pages of each operation; none for one without, and for one whose `paginated` trait does not fit
/// it: the paginator is left out then.
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

/// Looks paths up in an operation.
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
        let help = "let the tokens of the `paginated` trait name two strings";
        if !is_token(&token) {
            return Err(fail("a value of this type cannot say where a page starts", help));
        }
        if output_token.last().map(|member| &member.value) != Some(&token) {
            let message = "the token in the output has another type than that in the input";
            return Err(fail(message, help));
        }
        let help = "let `items` name a list or a map, or leave it out";
        let items = items.map(|path| {
            items_at(&path).ok_or_else(|| fail("its items are neither a list nor a map", help))
        });
        Ok(Pagination {
            // `functions` names it.
            function: String::new(),
            input_token,
            token,
            output_token: steps(&output_token),
            items: items.transpose()?,
        })
    }

    /// The members that a path goes through, from the output on.
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
        problem.message = format!("its `{name}`: {}", problem.message);
        problem.shape(&operation.id).at(operation.offset)
    }
}

/// A member, and its index.
fn position<'s>(owner: &'s Structure, name: &str) -> Result<(usize, &'s Member), Diagnostic> {
    let mut members = owner.members.iter().enumerate();
    members.find(|(_, member)| member.model_name == name).ok_or_else(|| {
        let names = owner.members.iter().map(|member| member.model_name.as_str());
        let message = format!("`{}` has no member `{}`", owner.id, name.escape_debug());
        Diagnostic::new(message).help(did_you_mean(name, names, "name a member that there is"))
    })
}

fn no_structure(member: &Member, name: &str) -> Diagnostic {
    let (member, name) = (&member.model_name, name.escape_debug());
    Diagnostic::new(format!("`{member}` is no structure that could have a member `{name}`"))
        .help("let all parts of the path but the last one name structures")
}

/// What a path leads to, if it is a list or a map.
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

/// The types that the runtime's `PageToken` is implemented for.
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
