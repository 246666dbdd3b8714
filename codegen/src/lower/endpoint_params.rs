//! Lowers the traits by which operations set endpoint parameters: to constants, members of the
//! input, and expressions over the input.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::endpoint::constant;
use super::expression::{Expressions, Root, is_text, name_of, with_place};
use super::with_models;
use crate::error::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::ir::endpoint::{Bound, BoundValue, EndpointParam, ParamPresence, RuleType};
use crate::ir::{Crate, Expression, ExpressionType, Operation};
use crate::jmespath::{self, Expr, ExprKind, Problem};
use crate::model::context_params::OperationContextParams;
use crate::model::shape_id::ShapeId;
use crate::projection::{self, Projection};

/// The bound parameters of each operation, in the order of the crate's operations.
pub(super) fn bindings(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Vec<Bound>> {
    if projection.service.traits.endpoint_rule_set.is_none() {
        // There are no rules that would use them.
        return Vec::new();
    }
    let params = &emitted.endpoints.params;
    let mut unknown = BTreeSet::new();
    let lower = |(operation, modeled): (&Operation, &projection::Operation<'_>)| {
        let mut binder = Binder { id: &operation.id, params, unknown: &mut unknown, found };
        binder.operation(modeled, emitted, operation)
    };
    with_models(emitted, projection).map(lower).collect()
}

struct Binder<'b> {
    id: &'b ShapeId,
    params: &'b [EndpointParam],
    /// Unknown parameters that have been warned about.
    unknown: &'b mut BTreeSet<String>,
    found: &'b mut Diagnostics,
}

impl Binder<'_> {
    /// Binds the parameters of an operation. The most specific values come last and win.
    fn operation(
        &mut self,
        modeled: &projection::Operation<'_>,
        emitted: &Crate,
        operation: &Operation,
    ) -> Vec<Bound> {
        let shape = &modeled.shape;
        let expressions = LazyCell::new(|| Expressions::new(emitted, operation));
        let mut bounds = Vec::new();
        if let Some(unparsed) = shape.traits.operation_context_params {
            let help = "see the page of the trait in the Smithy specification";
            let parsed: Result<OperationContextParams<'_>, _> = unparsed.parse();
            let parsed = parsed.map_err(|problem| problem.shape(&operation.id).help(help));
            for (name, param) in self.found.keep(parsed).into_iter().flatten() {
                let place = unparsed.offset_of(param.path);
                let value = |kind| path(&expressions, param.path, kind);
                bounds.extend(self.bound(place, &name, value));
            }
        }
        for member in modeled.input.members() {
            let Some(name) = &member.traits.context_param else { continue };
            let value = |kind| {
                let expr = Expr { offset: 0, kind: ExprKind::Field(member.name.clone()) };
                let value = expressions.value(Root::Input, &expr);
                let value = value.and_then(|expression| fitting(expression, kind));
                value
                    .map_err(|problem| format!("the member `{}`: {}", member.name, problem.message))
            };
            bounds.extend(self.bound(shape.offset, name, value));
        }
        for (name, value) in &shape.traits.static_context_params {
            let value = |kind| {
                let value = constant(value, kind).map(BoundValue::Constant);
                value.ok_or_else(|| "the value does not have the type of the parameter".to_owned())
            };
            bounds.extend(self.bound(shape.offset, name, value));
        }
        bounds
    }

    /// Binds a parameter; `value` converts to its type.
    fn bound(
        &mut self,
        place: Place,
        name: &str,
        value: impl FnOnce(RuleType) -> Result<BoundValue, String>,
    ) -> Option<Bound> {
        let Some(param) = self.params.iter().find(|param| param.model_name == name) else {
            self.unknown(place, name);
            return None;
        };
        let bound = value(param.kind).map(|value| Bound {
            field: param.item.name.clone(),
            optional: !matches!(param.presence, ParamPresence::Default(_)),
            has_other_source: param.built_in.is_some(),
            value,
        });
        let refused = bound.map_err(|reason| {
            let name = name.escape_debug();
            Diagnostic::new(format!("the endpoint parameter `{name}` cannot be set: {reason}"))
                .shape(self.id)
                .at(place)
                .help("correct the trait or the type of the parameter")
        });
        self.found.keep(refused)
    }

    /// Warns about an unknown parameter once.
    fn unknown(&mut self, place: Place, name: &str) {
        if !self.unknown.insert(name.to_owned()) {
            return;
        }
        let known = self.params.iter().map(|param| param.model_name.as_str());
        let help = did_you_mean(name, known, "add the parameter to the rule set");
        let name = name.escape_debug();
        let message = format!("unknown endpoint parameter `{name}` is ignored");
        self.found.warn([Diagnostic::new(message).shape(self.id).at(place).help(help)]);
    }
}

/// Resolves a path through the input.
fn path(
    expressions: &Expressions<'_>,
    path: &RawValue,
    kind: RuleType,
) -> Result<BoundValue, String> {
    let text: String =
        serde_json::from_str(path.get()).map_err(|_| "the path is not a string".to_owned())?;
    let value = jmespath::parse(&text).and_then(|expr| expressions.value(Root::Input, &expr));
    value
        .and_then(|expression| fitting(expression, kind))
        .map_err(|problem| with_place(&text, &problem))
}

/// Checks that an expression has the type of a parameter.
fn fitting(expression: Expression, kind: RuleType) -> Result<BoundValue, Problem> {
    let (fits, wanted) = match kind {
        RuleType::Bool => (expression.ty == ExpressionType::Boolean, "a boolean"),
        RuleType::Text => (is_text(&expression.ty), "a string"),
        RuleType::TextList => (is_text_list(&expression.ty), "a list of strings"),
        RuleType::Integer | RuleType::Partition | RuleType::Arn | RuleType::Url => {
            (false, "a boolean, a string or a list of strings")
        }
    };
    if fits {
        return Ok(BoundValue::Input(expression));
    }
    Err(Problem::new(0, format!("expected {wanted}, found {}", name_of(&expression.ty))))
}

/// Whether a value is a list of strings, none of them null.
fn is_text_list(kind: &ExpressionType) -> bool {
    match kind {
        ExpressionType::List(element) => {
            !element.sparse && is_text(&ExpressionType::of(&element.value))
        }
        ExpressionType::Items(item) => is_text(item),
        ExpressionType::Array { of, is_sparse, .. } => !is_sparse && is_text(of),
        _ => false,
    }
}
