//! Determines the members that the pagination of an operation uses
//! (<https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait>).

use crate::error::Diagnostic;
use crate::model::http_tests::Unparsed;
use crate::model::paginated::Paginated;
use crate::model::shape::Shape;
use crate::projection::{Operation, Projection};

/// The members that the trait names: a member of the input, and paths that start at the output.
#[derive(Debug)]
pub(crate) struct Pagination {
    pub(crate) input_token: String,
    pub(crate) output_token: String,
    pub(crate) items: Option<String>,
}

/// The trait of the operation, completed with the values of the trait of the service.
pub(crate) fn of_operation(
    projection: &Projection<'_>,
    operation: &Operation<'_>,
) -> Result<Option<Pagination>, Diagnostic> {
    let Some(own) = operation.shape.traits.paginated else { return Ok(None) };
    let own = parsed(own, &operation.shape)?;
    let service = &projection.service;
    let of_service = service.traits.paginated.map(|of_service| parsed(of_service, service));
    let of_service = of_service.transpose()?;
    let setting =
        |of: fn(&Paginated) -> Option<&String>| of(&own).or_else(|| of(of_service.as_ref()?));
    let needed = |name: &str, value: Option<&String>| {
        let problem = || {
            let message = format!("the trait `paginated` has no `{name}`");
            on(operation, message)
                .help(format!("add `{name}` to the trait of the operation or of the service"))
        };
        value.cloned().ok_or_else(problem)
    };
    Ok(Some(Pagination {
        input_token: needed("inputToken", setting(|of| of.input_token.as_ref()))?,
        output_token: needed("outputToken", setting(|of| of.output_token.as_ref()))?,
        items: setting(|of| of.items.as_ref()).cloned(),
    }))
}

fn parsed(unparsed: Unparsed<'_>, shape: &Shape<'_>) -> Result<Paginated, Diagnostic> {
    let help = "see the page of the trait in the Smithy specification";
    let problem = |problem: Diagnostic| {
        let message = format!("invalid value of the trait `paginated`: {}", problem.message);
        on_shape(shape, message).at(problem.offset.unwrap_or(unparsed.offset)).help(help)
    };
    unparsed.object().map_err(problem)
}

fn on_shape(shape: &Shape<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).shape(&shape.id).at(shape.offset)
}

/// A problem of the operation.
pub(crate) fn on(operation: &Operation<'_>, message: String) -> Diagnostic {
    on_shape(&operation.shape, message)
}
