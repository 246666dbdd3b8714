//! Lists the permissions in AWS IAM that the selected operations need.

use crate::error::{Error, Part, Problem};
use crate::left_out::LeftOut;
use crate::model::Model;
use crate::model::sources::Sources;
use crate::{Config, Lowered, Purpose, Source, ir, locate, lowered};

pub use crate::ir::permissions::{Arn, ArnScope, ConditionKey};

/// The permissions that the operations of a crate need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// The operations, in the order of their names.
    pub operations: Vec<OperationPermissions>,
    /// The parts that are left out, and why.
    pub warnings: Vec<Problem>,
}

/// The permissions that an operation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationPermissions {
    /// The name of the operation.
    pub operation: String,
    /// The actions that a caller must be allowed to perform; empty if the operation needs no permission.
    pub actions: Vec<IamAction>,
}

/// An IAM action that a caller must be allowed to perform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IamAction {
    /// The name, such as `s3:GetObject`.
    pub name: String,
    /// The resources to allow the action for. If there are none, the action must be allowed for all resources: it
    /// is not authorized for single ones, or the model does not say for which.
    pub resources: Vec<Arn>,
    /// The condition keys that a policy may restrict the action by.
    pub condition_keys: Vec<ConditionKey>,
    /// Whether the name is derived from the operation's, and neither the model nor AWS's Service Authorization
    /// Reference confirms it.
    pub is_guessed: bool,
}

/// Lists the permissions that callers of the operations need: those that `config` selects, and the one by which
/// clients discover endpoints for them. Operations that [`generate`](crate::generate) leaves out are not listed.
///
/// `None` if AWS IAM does not authorize the operations of the service: it lacks the trait `aws.api#service` or
/// `aws.auth#sigv4`, or the crate has no operations.
///
/// # Errors
///
/// Those of [`generate`](crate::generate).
pub fn permissions(sources: &[Source<'_>], config: &Config) -> Result<Option<Permissions>, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let lowered = lowered(&model, config, Purpose::Inspect, &mut LeftOut::default());
    let Lowered { emitted, warnings, .. } = lowered.map_err(fail)?;
    if !emitted.service.is_authorized_by_iam {
        return Ok(None);
    }
    let mut warnings = locate(warnings, Sources(sources));
    warnings.retain(|warning| warning.left_out.is_some_and(is_about_permissions));
    let operations = emitted.operations.iter().filter(|operation| is_called(operation, config));
    let operations = operations.filter_map(of_operation).collect();
    Ok(Some(Permissions { operations, warnings }))
}

/// Whether clients call the operation for all callers. Sessions are created for some endpoints only, so that the
/// operation that creates them counts only if it is selected.
fn is_called(operation: &ir::Operation, config: &Config) -> bool {
    let id = &operation.id;
    operation.creates_sessions.is_none()
        || config.operations.is_empty()
        || config.operations.iter().any(|name| name == id.name() || name == id.as_str())
}

/// Whether policies lack something if the part is left out.
fn is_about_permissions(part: Part) -> bool {
    match part {
        Part::Resource
        | Part::Operation
        | Part::IamAction
        | Part::IamResource
        | Part::ConditionKey => true,
        Part::Paginator
        | Part::Waiter
        | Part::Example
        | Part::ProtocolTest
        | Part::EndpointTest
        | Part::SmokeTest => false,
    }
}

/// Whether policies have the part and emitted crates do not.
pub(crate) fn is_of_policies_only(part: Part) -> bool {
    match part {
        Part::IamResource | Part::ConditionKey => true,
        Part::Resource
        | Part::Operation
        | Part::IamAction
        | Part::Paginator
        | Part::Waiter
        | Part::Example
        | Part::ProtocolTest
        | Part::EndpointTest
        | Part::SmokeTest => false,
    }
}

fn of_operation(operation: &ir::Operation) -> Option<OperationPermissions> {
    let actions = operation.permissions.as_ref()?.actions.iter().map(|action| IamAction {
        name: action.name.clone(),
        resources: action.resources.clone(),
        condition_keys: action.condition_keys.clone(),
        is_guessed: action.is_guessed,
    });
    Some(OperationPermissions {
        operation: operation.id.name().to_owned(),
        actions: actions.collect(),
    })
}
