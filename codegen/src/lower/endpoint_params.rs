//! In: operations, and the parameters of the endpoint rules. Out: what each operation tells the
//! rules: constants, members of its input, and parts of those.

use std::collections::BTreeMap;

use super::endpoint::constant;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::endpoint::{
    Bound, BoundValue, EndpointParam, Kind, Leaf, List, MemberStep, ParamPresence,
};
use crate::ir::{Crate, Member, Operation, Presence, Structure, Value};
use crate::model::context_path::{self, Step};
use crate::model::shape::Shape;
use crate::projection::{self, Projection};

/// What each operation tells the rules, in the order of the crate's operations.
pub(super) fn bindings(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Vec<Bound>> {
    if projection.service.traits.endpoint_rule_set.is_none() {
        // The rules that would ask are not there.
        return Vec::new();
    }
    let structures = emitted.structures();
    let lower = |operation: &Operation| {
        let modeled = projection.operations.iter().find(|o| o.shape.id == operation.id);
        let params = &emitted.endpoints.params;
        let mut binder = Binder { structures: &structures, params, found };
        modeled.map(|modeled| binder.operation(modeled, operation)).unwrap_or_default()
    };
    emitted.operations.iter().map(lower).collect()
}

struct Binder<'b> {
    structures: &'b BTreeMap<&'b str, &'b Structure>,
    params: &'b [EndpointParam],
    found: &'b mut Diagnostics,
}

impl Binder<'_> {
    /// The most specific values come last, and win.
    fn operation(
        &mut self,
        modeled: &projection::Operation<'_>,
        operation: &Operation,
    ) -> Vec<Bound> {
        let shape = &modeled.shape;
        let mut bounds = Vec::new();
        for (name, path) in &shape.traits.operation_context_params {
            let value = |kind| self.path(path, kind, &operation.input);
            let value = self.kind(name).and_then(value);
            let reason = format!("the path `{}` leads to no value that fits", path.escape_debug());
            bounds.extend(self.bound(shape, name, value, &reason));
        }
        for (index, member) in modeled.input.members().iter().enumerate() {
            let Some(name) = &member.traits.context_param else { continue };
            let field = operation.input.members.get(index);
            let value = self.kind(name).zip(field).and_then(|(kind, field)| {
                let leaf = leaf(&field.value, kind)?;
                Some(BoundValue::Member { steps: vec![step(field)], list: None, leaf })
            });
            let reason = format!("the member `{}` has another type", member.name);
            bounds.extend(self.bound(shape, name, value, &reason));
        }
        for (name, value) in &shape.traits.static_context_params {
            let value = self.kind(name).and_then(|kind| constant(value, kind));
            let value = value.map(BoundValue::Constant);
            bounds.extend(self.bound(shape, name, value, "the value has another type"));
        }
        bounds
    }

    fn kind(&self, name: &str) -> Option<Kind> {
        self.params.iter().find(|param| param.model_name == name).map(|param| param.kind)
    }

    fn bound(
        &mut self,
        operation: &Shape<'_>,
        name: &str,
        value: Option<BoundValue>,
        reason: &str,
    ) -> Option<Bound> {
        let param = self.params.iter().find(|param| param.model_name == name);
        if let (Some(param), Some(value)) = (param, value) {
            return Some(Bound {
                field: param.item.name.clone(),
                optional: !matches!(param.presence, ParamPresence::Default(_)),
                has_other_source: param.built_in.is_some(),
                value,
            });
        }
        let reason = if param.is_some() { reason } else { "the rule set has no such parameter" };
        let message =
            format!("the endpoint parameter `{}` cannot be set: {reason}", name.escape_debug());
        self.found.push(
            Diagnostic::new(message)
                .shape(&operation.id)
                .at(operation.offset)
                .help("let the operation fit the parameters of the rule set"),
        );
        None
    }

    /// A path through the input.
    fn path(&self, path: &str, kind: Kind, input: &Structure) -> Option<BoundValue> {
        let steps = context_path::parse(path)?;
        let (before, list) = match steps.iter().position(|step| !matches!(step, Step::Field(_))) {
            Some(index) => steps.split_at_checked(index)?,
            None => (steps.as_slice(), [].as_slice()),
        };
        let (steps, value) = self.fields(before, input)?;
        let bound = |list, leaf| BoundValue::Member { steps, list, leaf };
        match (list, value) {
            ([], value) => Some(bound(None, leaf(value, kind)?)),
            ([Step::Keys], Value::Map(key, _)) if kind == Kind::TextList => {
                Some(bound(Some(List::Keys), text(key)?))
            }
            ([Step::Each, after @ ..], Value::List(element))
                if kind == Kind::TextList && !element.sparse =>
            {
                let (list, leaf) = self.each(after, &element.value)?;
                Some(bound(Some(list), leaf))
            }
            _ => None,
        }
    }

    /// What follows `[*]`.
    fn each(&self, steps: &[Step], element: &Value) -> Option<(List, Leaf)> {
        let several = steps.iter().position(|step| matches!(step, Step::Several(_)));
        let (fields, several) = steps.split_at_checked(several.unwrap_or(steps.len()))?;
        let (steps, value) = self.fields_of(fields, element)?;
        match several {
            [] => Some((List::Each(steps), text(value)?)),
            [Step::Several(paths), Step::Flatten] => {
                let mut branches = Vec::with_capacity(paths.len());
                for path in paths {
                    let fields: Vec<Step> = path.iter().cloned().map(Step::Field).collect();
                    let (steps, value) = self.fields_of(&fields, value)?;
                    // Enums and strings side by side would need a common form.
                    (*value == Value::String).then_some(())?;
                    branches.push(steps);
                }
                Some((List::Several(steps, branches), Leaf::Clone))
            }
            _ => None,
        }
    }

    fn fields_of<'v>(
        &'v self,
        steps: &[Step],
        value: &'v Value,
    ) -> Option<(Vec<MemberStep>, &'v Value)> {
        if steps.is_empty() {
            return Some((Vec::new(), value));
        }
        let Value::Structure(name) = value else { return None };
        self.fields(steps, self.structures.get(name.name.as_str())?)
    }

    fn fields<'v>(
        &'v self,
        steps: &[Step],
        of: &'v Structure,
    ) -> Option<(Vec<MemberStep>, &'v Value)> {
        let (first, rest) = steps.split_first()?;
        let Step::Field(name) = first else { return None };
        let member = of.members.iter().find(|member| member.model_name == *name)?;
        let (after, value) = self.fields_of(rest, &member.value)?;
        Some((std::iter::once(step(member)).chain(after).collect(), value))
    }
}

fn step(member: &Member) -> MemberStep {
    MemberStep { field: member.item.name.clone(), optional: member.presence == Presence::Optional }
}

/// How a value becomes one of this type.
fn leaf(value: &Value, kind: Kind) -> Option<Leaf> {
    match (kind, value) {
        (Kind::Text, value) => text(value),
        (Kind::Bool, Value::Boolean) => Some(Leaf::Copy),
        (Kind::TextList, Value::List(element)) => {
            (element.value == Value::String && !element.sparse).then_some(Leaf::Clone)
        }
        _ => None,
    }
}

fn text(value: &Value) -> Option<Leaf> {
    match value {
        Value::String => Some(Leaf::Clone),
        Value::StringEnum(_) => Some(Leaf::AsStr),
        _ => None,
    }
}
