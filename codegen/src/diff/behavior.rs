//! Compares what calls do besides their requests and responses: auth schemes, endpoints, checksums, retries,
//! paginators and waiters.

use std::collections::BTreeSet;

use crate::ir::{
    Auth, Checksum, Crate, Definition, Member, Operation, Pagination, Structure, Waiter,
};

use super::comparison::{At, Comparison};
use super::pairs::both;
use super::rule::Rule;

/// Compares the behavior of all operations that both versions have.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (&comparison.old.emitted, &comparison.new.emitted);
    service(comparison, old, new);
    for (was, is) in both(&old.operations, &new.operations, |one| &one.item.name) {
        auth(comparison, (old, was), (new, is));
        operation(comparison, was, is);
    }
    errors(comparison, old, new);
    waiters(comparison, old, new);
    secrets(comparison, old, new);
}

fn service(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    let (was, is) = (&old.service, &new.service);
    if was.version != is.version {
        let message =
            format!("The version of the service is {}, no longer {}", is.version, was.version);
        comparison.add(Rule::VersionChanged, at, message);
    }
    if was.retries != is.retries {
        comparison.add(Rule::RetriesChanged, at, "The service has other limits for retries");
    }
    if (was.content_sha256, was.expect_continue) != (is.content_sha256, is.expect_continue) {
        let message =
            "Requests state the SHA-256 of their body, or wait before a long body, in other cases";
        comparison.add(Rule::SerializationChanged, at, message);
    }
}

fn auth(
    comparison: &mut Comparison<'_, '_>,
    (old, was): (&Crate, &Operation),
    (new, is): (&Crate, &Operation),
) {
    // What is the same for all operations is reported for the service.
    let (at, what) = match (&was.auth, &is.auth) {
        (None, None) => {
            let services = (&comparison.old.service().id, &comparison.new.service().id);
            (At::both(services.0, services.1), "the service".to_owned())
        }
        _ => (At::both(&was.id, &is.id), format!("`{}`", is.item.name)),
    };
    let was = was.auth.as_ref().unwrap_or(&old.service.auth);
    let is = is.auth.as_ref().unwrap_or(&new.service.auth);
    let (removed, added): (Vec<_>, Vec<_>) = (
        was.iter().filter(|scheme| !is.contains(scheme)).map(scheme).collect(),
        is.iter().filter(|scheme| !was.contains(scheme)).map(scheme).collect(),
    );
    if !removed.is_empty() {
        let message = format!("Calls of {what} are no longer authorized by {}", removed.join(", "));
        comparison.add(Rule::AuthRemoved, at, message);
    }
    if !added.is_empty() {
        let message = format!("Calls of {what} may be authorized by {}", added.join(", "));
        comparison.add(Rule::AuthAdded, at, message);
    }
    if removed.is_empty() && added.is_empty() && was != is {
        let message = format!("Calls of {what} prefer other auth schemes");
        comparison.add(Rule::AuthReordered, at, message);
    }
}

fn scheme(auth: &Auth) -> String {
    match auth {
        Auth::SigV4 { service } => format!("Signature Version 4 for `{service}`"),
        Auth::Bearer => "a bearer token".to_owned(),
        Auth::ApiKeyHeader { name, .. } => format!("an API key in the header `{name}`"),
        Auth::ApiKeyQuery { name } => format!("an API key in the query parameter `{name}`"),
        Auth::Basic => "a user name and a password".to_owned(),
        Auth::None => "no auth scheme".to_owned(),
    }
}

fn operation(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    let name = &new.item.name;
    permissions(comparison, at, old, new);
    checksums(comparison, at, old, new);
    let sending =
        |one: &Operation| (one.request.gzip, one.unsigned_payload, one.request.headers.clone());
    if sending(old) != sending(new) {
        let message =
            format!("Requests of `{name}` are compressed, signed or given headers in another way");
        comparison.add(Rule::SerializationChanged, at, message);
    }
    token(comparison, old, new);
    if (old.idempotent, old.long_poll) != (new.idempotent, new.long_poll) {
        let message = format!("Calls of `{name}` are repeated in other cases");
        comparison.add(Rule::RetriesChanged, at, message);
    }
    let bound = |one: &Operation| {
        let bound = one.endpoint_params.iter();
        bound.map(|bound| format!("{} {:?}", bound.field, bound.value)).collect::<Vec<_>>()
    };
    let endpoints = |one: &Operation| {
        (bound(one), format!("{:?}", one.discovery), format!("{:?}", one.tells_endpoints))
    };
    if endpoints(old) != endpoints(new) {
        let message = format!("The endpoint of `{name}` depends on other values");
        comparison.add(Rule::EndpointParameterChanged, at, message);
    }
    if let (Some(was), Some(is)) = (&old.pagination, &new.pagination)
        && pages(was, old) != pages(is, new)
    {
        let message =
            format!("`Client::{}` takes its tokens or items from other members", is.function);
        comparison.add(Rule::PagesChanged, at, message);
    }
}

/// Compares whether clients generate an idempotency token.
fn token(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    fn member(operation: &Operation) -> Option<&Member> {
        operation.input.members.get(operation.idempotency_token?)
    }
    let at = At::both(&old.input.id, &new.input.id);
    let (was, is) = (member(old), member(new));
    let field = |member: Option<&Member>| member.map(|member| member.item.name.clone());
    if field(was) == field(is) {
        return;
    }
    if let Some(member) = is {
        let message = format!(
            "Clients generate `{}::{}` if it is not set",
            new.input.item.name, member.item.name
        );
        comparison.add(Rule::TokenChanged, at.new_member(&member.model_name), message);
    }
    if let Some(member) = was {
        let message =
            format!("Clients no longer generate `{}::{}`", old.input.item.name, member.item.name);
        comparison.add(Rule::TokenChanged, at.old_member(&member.model_name), message);
    }
}

fn permissions(comparison: &mut Comparison<'_, '_>, at: At<'_>, old: &Operation, new: &Operation) {
    let actions = |one: &Operation| -> BTreeSet<String> {
        let actions = one.permissions.iter().flat_map(|permissions| &permissions.actions);
        actions.map(|action| action.name.clone()).collect()
    };
    let name = &new.item.name;
    let (was, is) = (actions(old), actions(new));
    for action in is.difference(&was) {
        let message = format!("Callers of `{name}` need the IAM action `{action}`");
        comparison.add(Rule::PermissionAdded, at, message);
    }
    for action in was.difference(&is) {
        let message = format!("Callers of `{name}` no longer need the IAM action `{action}`");
        comparison.add(Rule::PermissionRemoved, at, message);
    }
}

fn checksums(comparison: &mut Comparison<'_, '_>, at: At<'_>, old: &Operation, new: &Operation) {
    let name = &new.item.name;
    let (was, is) = (&old.request.checksum, &new.request.checksum);
    let is_required =
        |checksum: &Option<Checksum>| checksum.as_ref().is_some_and(Checksum::is_required);
    if is_required(is) && !is_required(was) {
        let message = format!("Requests of `{name}` need a checksum");
        comparison.add(Rule::ChecksumRequired, at, message);
    } else if was != is {
        let message = format!("Requests of `{name}` have another checksum");
        comparison.add(Rule::ChecksumChanged, at, message);
    }
    let algorithms = |one: &Operation| {
        let validation = one.request.validation.as_ref();
        validation.map(|validation| (validation.mode.header.clone(), validation.algorithms.clone()))
    };
    if algorithms(old) != algorithms(new) {
        let message = format!("Responses of `{name}` are validated by other checksums");
        comparison.add(Rule::ChecksumChanged, at, message);
    }
}

/// The members that a paginator uses, by their fields.
fn pages(pages: &Pagination, operation: &Operation) -> Vec<String> {
    let token = operation.input.members.get(pages.input_token);
    let items = pages.items.as_ref().map(|items| items.path.as_slice()).unwrap_or_default();
    let path = pages.output_token.iter().chain(items).map(|segment| segment.field.clone());
    token.map(|member| member.item.name.clone()).into_iter().chain(path).collect()
}

fn errors(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for (was, is) in both(&old.errors, &new.errors, |error| &error.structure.item.name) {
        if was.retryable != is.retryable {
            let (at, name) =
                (At::both(&was.structure.id, &is.structure.id), &is.structure.item.name);
            let message =
                format!("Whether calls are repeated after the error `{name}` has changed");
            comparison.add(Rule::RetriesChanged, at, message);
        }
    }
}

fn waiters(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    let content = |waiter: &Waiter| {
        format!("{} {} {:?}", waiter.min_delay, waiter.max_delay, waiter.acceptors)
    };
    for (same, waiter) in both(&old.waiters, &new.waiters, |waiter| &waiter.function) {
        if content(same) == content(waiter) {
            continue;
        }
        let operations = (old.operations.get(same.operation), new.operations.get(waiter.operation));
        let (Some(was), Some(is)) = operations else { continue };
        let message =
            format!("`Client::{}` ends on other responses, or waits other times", waiter.function);
        comparison.add(Rule::WaiterChanged, At::both(&was.id, &is.id), message);
    }
}

/// Compares what `Debug` hides.
fn secrets(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for (old, new) in both(structures(old), structures(new), |one| &one.item.name) {
        let (at, name) = (At::both(&old.id, &new.id), &new.item.name);
        sensitivity(comparison, at, name, old.sensitive, new.sensitive);
        for (was, is) in both(&old.members, &new.members, |member| &member.item.name) {
            let at = at.member(&was.model_name, &is.model_name);
            let name = format!("{name}::{}", is.item.name);
            sensitivity(comparison, at, &name, was.sensitive, is.sensitive);
        }
    }
    for (old, new) in both(&old.types, &new.types, Definition::name) {
        if let (Some(was), Some(is)) = (is_sensitive(old), is_sensitive(new)) {
            sensitivity(comparison, At::both(old.id(), new.id()), new.name(), was, is);
        }
    }
}

/// Whether `Debug` hides all values of a type that is not a structure, for which it may.
fn is_sensitive(definition: &Definition) -> Option<bool> {
    match definition {
        Definition::Union(union) => Some(union.sensitive),
        Definition::StringEnum(string_enum) => Some(string_enum.sensitive),
        Definition::Structure(_) | Definition::IntEnum(_) => None,
    }
}

/// The structures of a crate, with inputs, outputs and errors.
fn structures(emitted: &Crate) -> Vec<&Structure> {
    let own = emitted.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
    own.chain(emitted.structures().into_values()).collect()
}

fn sensitivity(comparison: &mut Comparison<'_, '_>, at: At<'_>, name: &str, old: bool, new: bool) {
    if old != new {
        let verb = if new { "hides" } else { "no longer hides" };
        comparison.add(Rule::SensitivityChanged, at, format!("`Debug` {verb} `{name}`"));
    }
}
