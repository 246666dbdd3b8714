//! Lowers the parameters of a rule set to the fields of `Params`.

use serde_json::Value;

use super::{Lower, built_in};
use crate::docs::Docs;
use crate::error::{Diagnostic, did_you_mean};
use crate::ir::Item;
use crate::ir::endpoint::{BuiltIn, Constant, EndpointParam, ParamPresence, RuleType};
use crate::lower::item;
use crate::model::endpoint_rules::{Parameter, ParameterKind};
use crate::symbol::given::Namespace;
use crate::symbol::reserved::Space;

impl Lower<'_> {
    /// The fields, one for each parameter.
    pub(super) fn params(&mut self, parameters: &[Parameter]) -> Vec<EndpointParam> {
        let mut names = Namespace::new(Space::Field);
        let mut params = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            let given = names.give(&parameter.name, parameter.name.as_str());
            let place = |warning: Diagnostic| warning.shape(self.service).at(parameter.offset);
            self.found.warn(given.warning().map(place));
            params.push(self.param(parameter, given.name));
        }
        params
    }

    /// The field for a parameter. A parameter with a problem is added to `broken_params`.
    fn param(&mut self, parameter: &Parameter, name: String) -> EndpointParam {
        let kind = rule_type(parameter.kind);
        let built_in = self.built_in(parameter, kind);
        let presence = match &parameter.default {
            None if parameter.required => ParamPresence::Required,
            None => ParamPresence::Optional,
            Some(default) => match constant(default, kind) {
                Some(default) => ParamPresence::Default(default),
                None => {
                    let message = format!(
                        "the default of `{}` does not have the type of the parameter",
                        parameter.name
                    );
                    self.broken(parameter, message, "correct the default or the type");
                    ParamPresence::Optional
                }
            },
        };
        let docs = parameter.documentation.as_deref().map(Docs::of_model);
        EndpointParam {
            item: Item {
                name,
                docs: docs.unwrap_or_default(),
                deprecated: parameter.deprecated.as_ref().map(item::deprecation),
            },
            model_name: parameter.name.clone(),
            kind,
            presence,
            built_in,
            is_setting: false,
        }
    }

    fn built_in(&mut self, parameter: &Parameter, kind: RuleType) -> Option<BuiltIn> {
        let name = parameter.built_in.as_deref()?;
        let built_in = built_in::named(name);
        match built_in {
            Some(built_in) if built_in.kind == kind => {}
            Some(_) => {
                let message =
                    format!("`{}` does not have the type of the built-in `{name}`", parameter.name);
                self.broken(parameter, message, "use the type of the built-in");
            }
            None => {
                let known = built_in::BUILT_INS.iter().map(|(name, _)| *name);
                let help = did_you_mean(
                    name,
                    known,
                    "remove `builtIn`, so that callers set the parameter",
                );
                let message = format!("unknown built-in `{}`", name.escape_debug());
                self.broken(parameter, message, help);
            }
        }
        built_in
    }

    /// Reports a problem with a parameter, unless it already has one.
    fn broken(&mut self, parameter: &Parameter, message: String, help: impl Into<String>) {
        if self.broken_params.insert(parameter.name.clone()) {
            self.problem(parameter.offset, message, help);
        }
    }
}

/// The type of a parameter.
pub(super) fn rule_type(kind: ParameterKind) -> RuleType {
    match kind {
        ParameterKind::Text => RuleType::Text,
        ParameterKind::Bool => RuleType::Bool,
        ParameterKind::TextList => RuleType::TextList,
    }
}

/// The constant for a value of the model, if it has this type.
pub(in crate::lower) fn constant(value: &Value, kind: RuleType) -> Option<Constant> {
    match (kind, value) {
        (RuleType::Bool, Value::Bool(value)) => Some(Constant::Bool(*value)),
        (RuleType::Text, Value::String(text)) => Some(Constant::Text(text.clone())),
        (RuleType::TextList, Value::Array(values)) => {
            let texts = values.iter().map(|value| value.as_str().map(str::to_owned));
            Some(Constant::TextList(texts.collect::<Option<_>>()?))
        }
        _ => None,
    }
}
