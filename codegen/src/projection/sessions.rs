//! Adds the operation that creates the sessions which the auth schemes of some endpoints require: the trait
//! `whitesmith.api#sessions`.

use super::discovery::{is_text, target};
use super::{Operation, Projection, operations};
use crate::error::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// The member of the output with the credentials.
pub(crate) const CREDENTIALS: &str = "Credentials";

/// The members of the credentials that are strings.
pub(crate) const TEXTS: [&str; 3] = ["AccessKeyId", "SecretAccessKey", "SessionToken"];

/// The member of the credentials with their expiry.
pub(crate) const EXPIRATION: &str = "Expiration";

/// Adds the operation that creates sessions, if another one sets the endpoint parameters that a session is for.
/// Without it, calls at endpoints that require a session fail, so that is a warning.
pub(super) fn add<'a>(
    model: &Model<'a>,
    projection: &mut Projection<'a>,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
    found: &mut Diagnostics,
) {
    let Some(sessions) = &projection.service.traits.sessions else { return };
    match operation(model, projection, &sessions.operation, is_left_out) {
        Ok(operation) => {
            if projection.operations.iter().any(|other| needs_session(other, &operation)) {
                projection.sessions = Some(operation.shape.id.clone());
                projection.add(operation);
            }
        }
        Err(why) => found.warn([Diagnostic::new(format!("sessions cannot be created: {why}"))
            .shape(&projection.service.id)
            .at(projection.service.offset)
            .help("calls at endpoints that require a session will fail")]),
    }
}

/// The operation, or why it cannot be called.
fn operation<'a>(
    model: &Model<'a>,
    projection: &Projection<'a>,
    name: &str,
    is_left_out: &dyn Fn(&ShapeId) -> bool,
) -> Result<Operation<'a>, String> {
    let operation = operations::by_id(model, &projection.service, name, is_left_out)?;
    if !takes_params(model, &operation.input) || !returns_credentials(model, &operation.output) {
        return Err(format!(
            "the input or output of `{name}` is not that of an operation that creates sessions"
        ));
    }
    Ok(operation)
}

impl Projection<'_> {
    /// Whether an operation may need a session, which another operation creates.
    pub(crate) fn needs_session(&self, operation: &Operation<'_>) -> bool {
        let creates = |one: &&Operation<'_>| Some(&one.shape.id) == self.sessions.as_ref();
        let creates = self.operations.iter().find(creates);
        creates.is_some_and(|creates| needs_session(operation, creates))
    }
}

/// Whether an operation sets all endpoint parameters that a session is for.
fn needs_session(other: &Operation<'_>, creates: &Operation<'_>) -> bool {
    let sets = |param: &str| {
        let mut params =
            other.input.members().iter().flat_map(|member| &member.traits.context_param);
        params.any(|name| name == param)
    };
    let mut params = required(&creates.input).flat_map(|member| &member.traits.context_param);
    other.shape.id != creates.shape.id && params.all(|param| sets(param))
}

/// Whether an input can be built from endpoint parameters: its required members are strings that set them.
fn takes_params(model: &Model<'_>, input: &Shape<'_>) -> bool {
    let is_param = |member: &Member<'_>| {
        member.traits.context_param.is_some()
            && target(model, member).is_some_and(|target| is_text(&target))
    };
    required(input).next().is_some() && required(input).all(is_param)
}

fn required<'s, 'a>(input: &'s Shape<'a>) -> impl Iterator<Item = &'s Member<'a>> {
    input.members().iter().filter(|member| member.traits.required)
}

/// Whether an output has credentials with an access key, a session token and an expiry.
fn returns_credentials(model: &Model<'_>, output: &Shape<'_>) -> bool {
    let credentials = output.member(CREDENTIALS).and_then(|member| target(model, member));
    credentials.is_some_and(|credentials| {
        let is = |name, fits: fn(&Shape<'_>) -> bool| {
            let target = credentials.member(name).and_then(|member| target(model, member));
            target.is_some_and(|target| fits(&target))
        };
        let is_structure = matches!(credentials.kind, ShapeKind::Structure(_));
        let is_time = |target: &Shape<'_>| matches!(target.kind, ShapeKind::Timestamp);
        is_structure && TEXTS.into_iter().all(|name| is(name, is_text)) && is(EXPIRATION, is_time)
    })
}
