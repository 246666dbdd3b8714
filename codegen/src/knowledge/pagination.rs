//! In: an operation and its service. Out: the members that its pages hang on
//! (<https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait>).

use std::collections::BTreeMap;

use crate::error::{Diagnostic, did_you_mean};
use crate::model::paginated::Paginated;
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;
use crate::projection::{Operation, Projection};

/// A member and the structure that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'p> {
    pub(crate) owner: &'p Shape<'p>,
    pub(crate) member: &'p Member<'p>,
}

/// The members that pages hang on; paths start at the output.
#[derive(Debug)]
pub(crate) struct Pagination<'p> {
    pub(crate) input_token: Step<'p>,
    pub(crate) output_token: Vec<Step<'p>>,
    pub(crate) items: Option<Vec<Step<'p>>>,
}

/// The members that the trait names; what the operation leaves out its service may say.
pub(crate) fn of_operation<'p>(
    projection: &'p Projection<'_>,
    operation: &'p Operation<'_>,
) -> Result<Option<Pagination<'p>>, Diagnostic> {
    let Some(own) = &operation.shape.traits.paginated else { return Ok(None) };
    let of_service = projection.service.traits.paginated.as_ref();
    let setting =
        |of: fn(&Paginated) -> Option<&String>| of(own).or_else(|| of_service.and_then(of));
    let needed = |name: &str, value: Option<&'p String>| {
        let problem = || {
            let message = format!("neither the operation nor its service says its `{name}`");
            on(operation, message).help(format!("add `{name}` to the `paginated` trait"))
        };
        value.ok_or_else(problem)
    };
    let input_token = needed("inputToken", setting(|of| of.input_token.as_ref()))?;
    let output_token = needed("outputToken", setting(|of| of.output_token.as_ref()))?;
    let find = |name: &str, path: &str| {
        walk(&projection.shapes, &operation.output, path)
            .map_err(|problem| in_trait(operation, name, problem))
    };
    let input_token = step(&operation.input, input_token)
        .map_err(|problem| in_trait(operation, "inputToken", problem))?;
    let items = setting(|of| of.items.as_ref());
    Ok(Some(Pagination {
        input_token,
        output_token: find("outputToken", output_token)?,
        items: items.map(|path| find("items", path)).transpose()?,
    }))
}

/// A problem of an operation's trait.
pub(crate) fn on(operation: &Operation<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(&operation.shape.id).at(operation.shape.offset)
}

fn in_trait(operation: &Operation<'_>, name: &str, problem: Diagnostic) -> Diagnostic {
    let help = problem.help.unwrap_or_default();
    on(operation, format!("the `{name}` of its pages: {}", problem.message)).help(help)
}

/// The members that a path goes through.
fn walk<'p>(
    shapes: &'p BTreeMap<ShapeId, Shape<'p>>,
    root: &'p Shape<'p>,
    path: &str,
) -> Result<Vec<Step<'p>>, Diagnostic> {
    let mut steps: Vec<Step<'p>> = Vec::new();
    for name in path.split('.') {
        let owner = match steps.last() {
            None => root,
            Some(last) => shapes
                .get(&last.member.target)
                .filter(|shape| matches!(shape.kind, ShapeKind::Structure(_)))
                .ok_or_else(|| no_structure(last.member, name))?,
        };
        steps.push(step(owner, name)?);
    }
    Ok(steps)
}

fn step<'p>(owner: &'p Shape<'p>, name: &str) -> Result<Step<'p>, Diagnostic> {
    let member = owner.members().iter().find(|member| member.name == name);
    member.map(|member| Step { owner, member }).ok_or_else(|| {
        let names = owner.members().iter().map(|member| member.name.as_str());
        let message = format!("`{}` has no member `{}`", owner.id, name.escape_debug());
        Diagnostic::new(message).help(did_you_mean(name, names, "name a member that there is"))
    })
}

fn no_structure(member: &Member<'_>, name: &str) -> Diagnostic {
    let name = name.escape_debug();
    Diagnostic::new(format!("`{}` is no structure that could have a member `{name}`", member.name))
        .help("let all parts of the path but the last one name structures")
}
