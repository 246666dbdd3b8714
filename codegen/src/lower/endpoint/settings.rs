//! Lowers the parameters of endpoint rules that are settings of a client
//! (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-clientcontextparams-trait>).

use super::{Lower, params};
use crate::docs::Docs;
use crate::error::{Diagnostic, did_you_mean};
use crate::ir::Item;
use crate::ir::endpoint::ClientSetting;
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
            if let Some(warning) = self.unread(name, param) {
                self.found.warn([warning.shape(self.service).at(self.place)]);
                continue;
            }
            let given = names.give(name, name.as_str());
            let place = |warning: Diagnostic| warning.shape(self.service).at(self.place);
            self.found.warn(given.warning().map(place));
            settings.push(ClientSetting {
                item: self.setter(given.name, name, param),
                param: name.clone(),
                kind: params::rule_type(param.kind),
            });
        }
        settings
    }

    /// The warning about a setting that the rules do not read.
    fn unread(&self, name: &str, param: &ClientContextParam) -> Option<Diagnostic> {
        let of_rules = self.params.iter().find(|of_rules| of_rules.model_name == name);
        let shown = name.escape_debug();
        match of_rules {
            None => {
                let known = self.params.iter().map(|param| param.model_name.as_str());
                let help = did_you_mean(name, known, "add the parameter to the rule set");
                let message = format!("unknown endpoint parameter `{shown}` is ignored");
                Some(Diagnostic::new(message).help(help))
            }
            Some(of_rules) if of_rules.kind != params::rule_type(param.kind) => {
                let message = format!(
                    "the setting `{shown}` does not have the type of the endpoint parameter"
                );
                let help = "correct the type in `clientContextParams` or in the rule set";
                Some(Diagnostic::new(message).help(help))
            }
            Some(_) => None,
        }
    }

    fn setter(&self, function: String, name: &str, param: &ClientContextParam) -> Item {
        let own = param.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
        let of_rules = self.params.iter().find(|of_rules| of_rules.model_name == name);
        let docs = match of_rules {
            Some(of_rules) if own.is_empty() => of_rules.item.docs.clone(),
            Some(_) | None => own,
        };
        Item {
            name: function,
            docs,
            deprecated: of_rules.and_then(|param| param.item.deprecated.clone()),
        }
    }
}
