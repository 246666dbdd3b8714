//! Lowers the parameters of endpoint rules that are settings of a client
//! (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-clientcontextparams-trait>).

use super::{Lower, params};
use crate::docs::Docs;
use crate::error::{Diagnostic, did_you_mean};
use crate::ir::Item;
use crate::ir::endpoint::{ClientSetting, EndpointParam};
use crate::model::context_params::ClientContextParam;
use crate::symbol::given::Namespace;
use crate::symbol::reserved::Space;

impl Lower<'_> {
    /// The settings, in the order of their names. One that is not a parameter of the rules, or has another
    /// type there, is left out with a warning: nothing would read it.
    pub(super) fn settings(&mut self) -> Vec<ClientSetting> {
        let mut names = Namespace::new(Space::Setting);
        let mut settings = Vec::with_capacity(self.settings.len());
        for (name, param) in self.settings {
            let place = |warning: Diagnostic| warning.shape(self.service).at(self.place);
            let of_rules = match self.of_rules(name, param) {
                Ok(of_rules) => of_rules.item.clone(),
                Err(warning) => {
                    self.found.warn([place(warning)]);
                    continue;
                }
            };
            let given = names.give(name, name.as_str());
            self.found.warn(given.warning().map(place));
            settings.push(ClientSetting {
                item: setter(given.name, param, &of_rules),
                param: name.clone(),
                kind: param.kind,
            });
        }
        settings
    }

    /// The parameter of the rules that a setting sets, or the warning that they do not read it.
    fn of_rules(
        &self,
        name: &str,
        param: &ClientContextParam,
    ) -> Result<&EndpointParam, Diagnostic> {
        let of_rules = self.params.iter().find(|of_rules| of_rules.model_name == name);
        let shown = name.escape_debug();
        match of_rules {
            None => {
                let known = self.params.iter().map(|param| param.model_name.as_str());
                let help = did_you_mean(name, known, "add the parameter to the rule set");
                let message = format!("unknown endpoint parameter `{shown}` is ignored");
                Err(Diagnostic::new(message).help(help))
            }
            Some(of_rules) if of_rules.kind != params::rule_type(param.kind) => {
                let message = format!(
                    "the setting `{shown}` does not have the type of the endpoint parameter"
                );
                let help = "correct the type in `clientContextParams` or in the rule set";
                Err(Diagnostic::new(message).help(help))
            }
            Some(of_rules) => Ok(of_rules),
        }
    }
}

/// The function that sets a parameter. Without docs of its own it has those of the rules.
fn setter(name: String, param: &ClientContextParam, of_rules: &Item) -> Item {
    let own = param.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
    Item {
        name,
        docs: if own.is_empty() { of_rules.docs.clone() } else { own },
        deprecated: of_rules.deprecated.clone(),
    }
}
