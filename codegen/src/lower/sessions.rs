//! Lowers the operation that creates the sessions of a service: the trait `whitesmith.api#sessions`.

use super::options::Options;
use crate::ir::endpoint::{EndpointParam, ParamPresence, RuleType};
use crate::ir::{Crate, CreatesSessions, Operation, Presence, SessionArgument, Sessions};
use crate::projection::sessions::{CREDENTIALS, EXPIRATION, TEXTS};
use crate::projection::{self, Projection};

/// Gives the service and its operation the facts about sessions, once operations have their names.
pub(super) fn give(emitted: &mut Crate, projection: &Projection<'_>, options: &Options) {
    let Some(id) = &projection.sessions else { return };
    let modeled = projection.operations.iter().find(|modeled| modeled.shape.id == *id);
    let Crate { service, operations, endpoints, .. } = emitted;
    let operation = operations.iter_mut().find(|operation| operation.id == *id);
    let (Some(modeled), Some(operation)) = (modeled, operation) else { return };
    operation.creates_sessions = creates_sessions(modeled, operation, &endpoints.params, options);
    service.sessions = operation.creates_sessions.is_some().then(|| Sessions {
        module: operation.module.clone(),
        input: operation.input.item.name.clone(),
    });
}

/// How the operation creates sessions; `None` if the rules of the service do not have its parameters.
fn creates_sessions(
    modeled: &projection::Operation<'_>,
    operation: &Operation,
    params: &[EndpointParam],
    options: &Options,
) -> Option<CreatesSessions> {
    let required =
        operation.input.members.iter().filter(|member| member.presence == Presence::Required);
    let arguments = required.map(|member| {
        let of_model = modeled.input.member(&member.model_name)?;
        let name = of_model.traits.context_param.as_ref()?;
        let param = params.iter().find(|param| param.model_name == *name)?;
        let optional = !matches!(param.presence, ParamPresence::Default(_));
        let field = param.item.name.clone();
        (param.kind == RuleType::Text).then_some(SessionArgument { field, optional })
    });
    let arguments = arguments.collect::<Option<Vec<_>>>()?;
    let mut outputs = operation.output.members.iter();
    let credentials = outputs.find(|member| member.model_name == CREDENTIALS)?;
    let fields = TEXTS.into_iter().chain([EXPIRATION]);
    let of_credentials = &modeled.output.member(CREDENTIALS)?.target;
    Some(CreatesSessions {
        arguments,
        credentials: (credentials.item.name.clone(), credentials.presence.clone()),
        fields: fields.map(|name| options.field(of_credentials, name)).collect(),
    })
}
