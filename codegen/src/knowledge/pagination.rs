//! In: an operation and its service. Out: the members that its pages hang on
//! (<https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait>).

use std::collections::BTreeMap;

use crate::error::{Diagnostic, did_you_mean};
use crate::model::http_tests::Unparsed;
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
    let Some(own) = operation.shape.traits.paginated else { return Ok(None) };
    let own = parsed(own, &operation.shape)?;
    let service = &projection.service;
    let of_service = service.traits.paginated.map(|of_service| parsed(of_service, service));
    let of_service = of_service.transpose()?;
    let setting =
        |of: fn(&Paginated) -> Option<&String>| of(&own).or_else(|| of(of_service.as_ref()?));
    let needed = |name: &str, value: Option<&String>| {
        let problem = || {
            let message = format!("neither the operation nor its service has a `{name}`");
            on(operation, message).help(format!("add `{name}` to the `paginated` trait"))
        };
        value.cloned().ok_or_else(problem)
    };
    let input_token = needed("inputToken", setting(|of| of.input_token.as_ref()))?;
    let output_token = needed("outputToken", setting(|of| of.output_token.as_ref()))?;
    let find = |name: &str, path: &str| {
        walk(&projection.shapes, &operation.output, path)
            .map_err(|problem| in_trait(operation, name, problem))
    };
    let input_token = step(&operation.input, &input_token)
        .map_err(|problem| in_trait(operation, "inputToken", problem))?;
    let items = setting(|of| of.items.as_ref());
    Ok(Some(Pagination {
        input_token,
        output_token: find("outputToken", &output_token)?,
        items: items.map(|path| find("items", path)).transpose()?,
    }))
}

fn parsed(unparsed: Unparsed<'_>, shape: &Shape<'_>) -> Result<Paginated, Diagnostic> {
    let help = "give the trait the form that its page in the Smithy specification shows";
    let problem = |problem: Diagnostic| {
        let message = format!("the trait `paginated` has the wrong form: {}", problem.message);
        on_shape(shape, message).at(problem.offset.unwrap_or(unparsed.offset)).help(help)
    };
    unparsed.object().map_err(problem)
}

fn on_shape(shape: &Shape<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(&shape.id).at(shape.offset)
}

/// A problem of an operation's trait.
pub(crate) fn on(operation: &Operation<'_>, message: String) -> Diagnostic {
    on_shape(&operation.shape, message)
}

fn in_trait(operation: &Operation<'_>, name: &str, problem: Diagnostic) -> Diagnostic {
    let help = problem.help.unwrap_or_default();
    on(operation, format!("its `{name}`: {}", problem.message)).help(help)
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
