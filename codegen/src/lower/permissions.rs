//! Lowers the permissions in AWS IAM that an operation needs
//! (<https://smithy.io/2.0/aws/aws-iam.html>).

mod arn;
mod condition_keys;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::Lower;
use crate::error::{Diagnostic, Part};
use crate::ir::{Action, Arn, Auth, Permissions};
use crate::knowledge::auth;
use crate::model::http_tests::Unparsed;
use crate::model::shape::Shape;
use crate::model::traits::iam::{ActionNames, ActionResources, IamAction};
use crate::model::traits::iam::{IamResource, IamService};
use crate::projection::{Operation, Resource};

/// The name of an operation's own action, and whether nothing confirms it.
struct Named {
    names: Vec<String>,
    is_guessed: bool,
}

/// A resource that an action is authorized for, with the condition keys that only this action has for it.
struct Authorized<'r> {
    resource: &'r Resource<'r>,
    condition_keys: Vec<String>,
}

impl<'p> Lower<'p, '_> {
    /// Whether IAM authorizes operations of the service: it is one of AWS, and its requests are signed.
    pub(super) fn is_authorized_by_iam(&self) -> bool {
        let traits = &self.projection.service.traits;
        traits.aws_service.is_some() && traits.sigv4.is_some()
    }

    /// The permissions of an operation; `None` if IAM does not authorize the service's operations, or with a
    /// warning if the traits of the operation are not valid.
    pub(super) fn permissions(&mut self, operation: &Operation<'_>) -> Option<Permissions> {
        if !self.is_authorized_by_iam() {
            return None;
        }
        if !is_signed(&self.projection.service, &operation.shape) {
            return Some(Permissions::default());
        }
        let permissions = self.authorized(&operation.shape);
        let name = operation.shape.id.name();
        permissions.map_err(|problem| self.found.leave_out(Part::IamAction, name, problem)).ok()
    }

    fn authorized(&mut self, operation: &Shape<'_>) -> Result<Permissions, Diagnostic> {
        let iam = &operation.traits.iam;
        let action = iam.action.map(Unparsed::object::<IamAction>).transpose();
        let action = action.map_err(|problem| in_trait(operation, "iamAction", &problem))?;
        let prefix = self.prefix();
        let Named { names, is_guessed } = self.names(operation, action.as_ref(), &prefix)?;
        if let Some(wrong) = names.iter().find(|name| !is_action(name)) {
            let message = format!("`{}` is not the name of an IAM action", wrong.escape_debug());
            return Err(Diagnostic::new(message).shape(&operation.id).at(operation.offset).help(
                "a name is a prefix of `a` to `z`, `0` to `9`, `.` and `-`, then `:`, then ASCII letters and digits",
            ));
        }
        let action = action.unwrap_or_default();
        let authorized = self.resources(operation, &action.resources);
        let condition_keys = self.condition_keys(operation, &authorized, &prefix);
        let resources = self.arns(&authorized);
        let required = self.required_actions(operation, action.required_actions, &prefix);
        let others = required.into_iter().filter(|name| !names.contains(name)).map(|name| Action {
            name,
            resources: Vec::new(),
            condition_keys: Vec::new(),
            is_guessed: false,
        });
        let own = names.iter().map(|name| {
            let is_of_service = name.split_once(':').is_some_and(|(own, _)| own == prefix);
            Action {
                name: name.clone(),
                resources: if is_of_service { resources.clone() } else { Vec::new() },
                condition_keys: if is_of_service { condition_keys.clone() } else { Vec::new() },
                is_guessed,
            }
        });
        Ok(Permissions { actions: own.chain(others).collect() })
    }

    /// The prefix of the service's actions.
    fn prefix(&self) -> String {
        let service = &self.projection.service;
        let own = service.traits.iam.service.as_ref().and_then(|iam| iam.prefix.clone());
        own.unwrap_or_else(|| self.arn_namespace())
    }

    /// The ARN namespace of the service
    /// (<https://smithy.io/2.0/aws/aws-core.html#arnnamespace>).
    fn arn_namespace(&self) -> String {
        let service = &self.projection.service;
        let stated = service.traits.aws_service.as_ref().and_then(|aws| aws.arn_namespace.clone());
        stated.unwrap_or_else(|| service.id.name().to_lowercase())
    }

    /// The names of the operation's own actions, with their prefixes. The traits of the specification have
    /// precedence over our own, then the action is named after the operation.
    fn names(
        &self,
        operation: &Shape<'_>,
        action: Option<&IamAction>,
        prefix: &str,
    ) -> Result<Named, Diagnostic> {
        let service = &self.projection.service.traits.iam;
        let iam = &operation.traits.iam;
        let with_prefix = |name: &str| vec![format!("{prefix}:{name}")];
        let stated = iam.action_name.map(Unparsed::parse::<String>).transpose();
        let stated = stated.map_err(|problem| in_trait(operation, "actionName", &problem))?;
        let stated = action.and_then(|action| action.name.clone()).or(stated);
        let (names, is_guessed) = match (stated, &iam.actions, &service.service) {
            (Some(name), _, _) => (with_prefix(&name), false),
            (None, _, _) if action.is_some() => (with_prefix(operation.id.name()), false),
            (None, Some(actions), _) => (actions.clone(), false),
            (None, None, Some(IamService { names: ActionNames::None, .. })) => (Vec::new(), false),
            (None, None, Some(IamService { names: ActionNames::HttpMethods, .. })) => {
                let http = operation.traits.http.as_ref();
                (with_prefix(http.map_or("POST", |http| http.method.as_str())), false)
            }
            (None, None, Some(IamService { names: ActionNames::Operations, unconfirmed, .. })) => {
                let name = operation.id.name();
                (with_prefix(name), unconfirmed.iter().any(|unconfirmed| unconfirmed == name))
            }
            (None, None, None) => {
                (with_prefix(operation.id.name()), !(service.is_described || iam.is_described))
            }
        };
        Ok(Named { names, is_guessed })
    }

    /// The other actions that a caller must be allowed to perform. One without a prefix is of the same service.
    fn required_actions(
        &mut self,
        operation: &Shape<'_>,
        of_action: Vec<String>,
        prefix: &str,
    ) -> BTreeSet<String> {
        let id = "requiredActions";
        let stated = operation.traits.iam.required_actions;
        let stated: Vec<String> = self.parsed(operation, id, stated, Part::IamAction);
        let mut required = BTreeSet::new();
        for name in of_action.into_iter().chain(stated) {
            let full = if name.contains(':') { name.clone() } else { format!("{prefix}:{name}") };
            if is_action(&full) {
                required.insert(full);
                continue;
            }
            let problem = Diagnostic::new("not the name of an IAM action")
                .shape(&operation.id)
                .at(operation.offset)
                .help("name an action as `service:Action`");
            self.found.leave_out(Part::IamAction, &name, problem);
        }
        required
    }

    /// The resources that the action is authorized for: those that the trait names, or the one that the operation
    /// is bound to. Those that an action may use are taken if there are none that it always uses.
    fn resources(
        &mut self,
        operation: &Shape<'_>,
        stated: &ActionResources,
    ) -> Vec<Authorized<'p>> {
        let ActionResources { required, optional } = stated;
        let all = &self.projection.resources;
        if required.is_none() && optional.is_none() {
            let bound = all.iter().find(|one| one.has_instance_operation(&operation.id));
            let authorized = |resource| Authorized { resource, condition_keys: Vec::new() };
            return bound.into_iter().map(authorized).collect();
        }
        let stated =
            required.as_ref().filter(|required| !required.is_empty()).or(optional.as_ref());
        let mut authorized = Vec::new();
        for (name, own) in stated.into_iter().flatten() {
            match all.iter().find(|resource| resource_name(resource) == *name) {
                Some(resource) => authorized
                    .push(Authorized { resource, condition_keys: own.condition_keys.clone() }),
                None => self.unknown_resource(operation, name),
            }
        }
        authorized
    }

    fn unknown_resource(&mut self, operation: &Shape<'_>, name: &str) {
        let all: Vec<String> =
            self.projection.resources.iter().map(|one| resource_name(one)).collect();
        let otherwise = "name a resource of the service, by the `name` of its `iamResource` trait or by its shape";
        let problem = Diagnostic::new("the service has no resource with this name in IAM")
            .shape(&operation.id)
            .at(operation.offset)
            .help(crate::error::did_you_mean(name, all.iter().map(String::as_str), otherwise));
        self.found.leave_out(Part::IamResource, name, problem);
    }

    /// The value of a trait; the default with a warning if it is not valid.
    fn parsed<T: DeserializeOwned + Default>(
        &mut self,
        shape: &Shape<'_>,
        id: &str,
        value: Option<Unparsed<'_>>,
        part: Part,
    ) -> T {
        let Some(value) = value else { return T::default() };
        let parsed = value.parse::<T>().map_err(|problem| in_trait(shape, id, &problem));
        parsed.unwrap_or_else(|problem| {
            self.found.leave_out(part, shape.id.name(), problem);
            T::default()
        })
    }

    fn arns(&mut self, authorized: &[Authorized<'_>]) -> Vec<Arn> {
        let mut arns = BTreeSet::new();
        for Authorized { resource, .. } in authorized {
            match arn::of_resource(resource, &self.arn_namespace()) {
                Ok(Some(arn)) => drop(arns.insert(arn)),
                // Without an ARN, policies cannot name the resource.
                Ok(None) => return Vec::new(),
                Err(problem) => {
                    let name = resource.shape.id.name();
                    self.found.leave_out(Part::IamResource, name, problem);
                    return Vec::new();
                }
            }
        }
        arns.into_iter().collect()
    }
}

/// The name of a resource in IAM.
fn resource_name(resource: &Resource<'_>) -> String {
    let stated = iam_resource(resource).name;
    stated.unwrap_or_else(|| resource.shape.id.name().to_owned())
}

/// The trait of a resource; the default if it is not valid.
fn iam_resource(resource: &Resource<'_>) -> IamResource {
    let stated = resource.shape.traits.iam.resource.map(Unparsed::object::<IamResource>);
    stated.and_then(Result::ok).unwrap_or_default()
}

/// Whether requests of the operation are signed.
fn is_signed(service: &Shape<'_>, operation: &Shape<'_>) -> bool {
    let own = auth::of_operation(service, operation);
    let ways = own.and_then(|own| own.map_or_else(|| auth::of_service(service), Ok));
    // A problem with the auth schemes is reported where they are lowered.
    ways.unwrap_or_default().iter().any(|way| match way {
        Auth::SigV4 { .. } => true,
        Auth::Bearer
        | Auth::ApiKeyHeader { .. }
        | Auth::ApiKeyQuery { .. }
        | Auth::Basic
        | Auth::None => false,
    })
}

/// A problem with the value of a trait of the namespace `aws.iam`.
fn in_trait(shape: &Shape<'_>, id: &str, problem: &Diagnostic) -> Diagnostic {
    let place = problem.offset.unwrap_or(shape.offset);
    Diagnostic::new(format!("invalid value of the trait `{id}`: {}", problem.message))
        .shape(&shape.id)
        .at(place)
        .help("see the page on AWS IAM traits in the Smithy specification")
}

/// Whether a text is the name of an action with its prefix.
fn is_action(text: &str) -> bool {
    let is_prefix = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
    text.split_once(':').is_some_and(|(prefix, name)| {
        let is_filled = !prefix.is_empty() && !name.is_empty();
        is_filled
            && prefix.chars().all(is_prefix)
            && name.chars().all(|c| c.is_ascii_alphanumeric())
    })
}
